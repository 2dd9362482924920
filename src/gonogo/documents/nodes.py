"""The tree of a parsed document: values that know where they stand.

Aliases share their node, so the tree may be a graph without circles; whoever
walks it counts what is met, not what exists.
"""

from dataclasses import dataclass, field

from gonogo.documents.errors import Place
from gonogo.documents.scalars import Scalar


@dataclass(slots=True)
class ScalarNode:
    """A word, number, truth value or nothing."""

    place: Place
    value: Scalar
    text: str
    """As it was written, which is what counts when it is a key."""
    is_plain: bool
    """Written without quotes and without a tag."""


@dataclass(slots=True)
class SequenceNode:
    """A list."""

    place: Place
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode:
    """Keys with values; for each key also where it was written."""

    place: Place
    entries: dict[str, "Node"] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)


Node = ScalarNode | SequenceNode | MappingNode
