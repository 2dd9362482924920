"""The rules of a scope: what a feature may be called, and what it must say.

Where they are broken is told by keys, so that whoever reads a file can show the line.
"""

import re
from collections.abc import Iterable, Iterator

from gonogo.features.feature import Feature

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_LONGEST_TITLE = 200

Fault = tuple[tuple[str | int, ...], str]
"""Where a rule is broken, as keys on the way below the features, and how."""


def scope_faults(features: Iterable[Feature]) -> Iterator[Fault]:
    """Find what breaks a rule."""
    for feature in features:
        if _ID.fullmatch(feature.id) is None:
            yield (feature.id,), "is no id: write small letters, digits, -, _ and ."
        if not (0 < len(feature.title) <= _LONGEST_TITLE and _is_line(feature.title)):
            yield (feature.id, "title"), "must be one line of printable characters"
        if not feature.team:
            yield (feature.id, "team"), "must not be empty"
        if not feature.components:
            # Of nothing, any two versions are equal, and any pass would count anywhere.
            yield (feature.id, "components"), "is empty; name what the feature touches"
        for key, names in (("components", feature.components), ("networks", feature.networks)):
            yield from _name_faults((feature.id, key), names)


def _name_faults(path: tuple[str, str], names: tuple[str, ...]) -> Iterator[Fault]:
    for position, name in enumerate(names):
        if not _is_line(name) or name != name.strip():
            yield (*path, position), "is no name: one line of printable characters"
        elif name in names[:position]:
            yield (*path, position), "stands here a second time"


def _is_line(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()
