"""What this clone saw of its record: the last acts, by their ids.

Whoever may push can take the newest acts out, and nothing that is left names them: no
gap shows it. So a clone remembers the heads that it saw, and misses them when they are
gone. What lies before a head is missed by the head itself.
"""

import json
import re
from collections.abc import Collection
from collections.abc import Set as AbstractSet

from gonogo.project import remembered
from gonogo.project.project import Project
from gonogo.record import Act, Counted, Found

_NAME = "seen.json"
_ID = re.compile(r"sha256:[0-9a-f]{64}")


def missed_heads(
    project: Project, seen: AbstractSet[str], found: Found, counted: Counted
) -> tuple[str, ...]:
    """Return the heads that this clone saw and that are gone; remembers those that are there.

    Args:
        project: Where the clone remembers.
        seen: What it remembered before the record was read: what another process saw
            meanwhile may have come since.
        found: What is in the record.
        counted: What of it counts.
    """
    missed = seen - {act.id for act in found.acts}
    # Acts that never counted are not missed: anybody can write those.
    named = {head for act in counted.acts for head in act.heads}
    counting = {act.id for act in counted.acts}
    # What counts for nothing now may again: who takes away what it rests on, and brings that back
    # without it, must not find it forgotten.
    still = (seen - missed - counting) | (counting - named)
    if seen != missed | still:
        _write(project, missed | still)
    return tuple(sorted(missed))


def remember(project: Project, act: Act) -> None:
    """Remember an act that this clone signed: its signer would miss it most."""
    _write(project, seen_heads(project) | {act.id})


def seen_heads(project: Project) -> frozenset[str]:
    """Return the heads that this clone remembers."""
    try:
        seen = json.loads(remembered.recall(project.root, _NAME))
    except (OSError, ValueError):
        # The first time, or a file that somebody spoilt who could as well have removed it.
        return frozenset()
    ids = seen if isinstance(seen, list) else []
    return frozenset(each for each in ids if isinstance(each, str) and _ID.fullmatch(each))


def _write(project: Project, ids: Collection[str]) -> None:
    remembered.memorise(project.root, _NAME, json.dumps(sorted(ids)).encode())
