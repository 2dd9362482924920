"""Names of people, teams and runners: shown, compared, and never mistaken for another.

Any letters will do, but a name has one spelling: composed characters, single
spaces, nothing invisible. Two names that differ only by case are the same name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from gonogo.documents import nearest

_LONGEST = 100
_LONGEST_TITLE = 200

_WORKSPACE = re.compile(r"[0-9a-f]{32}")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
TRANSITION = re.compile(r"[a-z][a-z0-9-]{0,40}(:[a-z][a-z0-9-]{0,40})?")
VERIFIER_ID = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]{1,300}")

Fault = tuple[tuple[str | int, ...], str]
"""Where a rule is broken, as keys on the way, and how."""


def is_workspace_id(text: str) -> bool:
    """Say whether a text is the id of a workspace: 32 small hexadecimal digits."""
    return _WORKSPACE.fullmatch(text) is not None


def name_fault(name: str) -> str | None:
    """Say what is wrong with a name; None: nothing."""
    if not 0 < len(name) <= _LONGEST or not name.isprintable() or " ".join(name.split()) != name:
        return f"is no name: one line of up to {_LONGEST} printable characters, single spaces"
    # NFKC maps look-alikes, such as full-width letters, onto plain ones: what it changes could be
    # taken for the name of somebody else.
    if unicodedata.normalize("NFKC", name) != name:
        return "is no name: some of its characters look like others; type them anew"
    return None


def title_fault(title: str) -> str | None:
    """Say what is wrong with a title; None: nothing."""
    if 0 < len(title) <= _LONGEST_TITLE and title.isprintable() and title.strip():
        return None
    return f"must be one line of up to {_LONGEST_TITLE} printable characters"


def same_name_faults(kind: str, names: Iterable[str], where: str) -> Iterator[Fault]:
    """Find names that are the same but for case."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.casefold(), name)
        if first is not name:
            yield (where, name), f"is the same name as the {kind} {first!r}; choose another"


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return a sentence about a name that is not among the known ones."""
    names = sorted(known)
    near = nearest(name, names)
    if near is not None:
        return f"there is no {what} {name!r} (did you mean {near!r}?)"
    return f"there is no {what} {name!r} (known: {', '.join(names) or 'none'})"
