"""The scope of a release as a plain value, as acts hold it, and back.

The same rules hold for a file and for an act, and there is one value of one
meaning: features sorted by id, sets sorted, every key there.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from gonogo.errors import GonogoError
from gonogo.features.feature import Feature

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_LONGEST_TITLE = 200

Fault = tuple[tuple[str | int, ...], str]
"""Where a rule is broken, as keys on the way below the features, and how."""


class ScopeFormError(GonogoError):
    """The content of an act is no value of a scope."""

    def __init__(self, explanation: str) -> None:
        super().__init__(f"this is no value of a scope: {explanation}")
        self.explanation = explanation


class _Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    title: str
    team: str
    components: list[str]
    networks: list[str]


def scope_value(features: Iterable[Feature]) -> list[object]:
    """Return features as a plain value."""
    return [
        {
            "id": feature.id,
            "title": feature.title,
            "team": feature.team,
            "components": sorted(feature.components),
            "networks": sorted(feature.networks),
        }
        for feature in sorted(features, key=lambda feature: feature.id)
    ]


def scope_of_value(value: object) -> tuple[Feature, ...]:
    """Return the features of a plain value, sorted by id.

    Raises:
        ScopeFormError: it is not exactly what `scope_value` makes of some features.
    """
    try:
        rows = msgspec.convert(value, list[_Feature], strict=True)
    except msgspec.ValidationError as error:
        raise ScopeFormError(str(error)) from error
    features = tuple(
        Feature(row.id, row.title, row.team, tuple(row.components), tuple(row.networks))
        for row in rows
    )
    told = [f"{'.'.join(map(str, path))}: {message}" for path, message in scope_faults(features)]
    if told or scope_value(features) != value or len({each.id for each in features}) < len(rows):
        raise ScopeFormError("; ".join(told) or "it is not written as gonogo writes it")
    return features


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
