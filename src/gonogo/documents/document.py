"""A document: its values, and for every path the place where it stands."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gonogo.documents import scalars
from gonogo.documents.errors import DocumentError, Place, Problem
from gonogo.documents.nodes import MappingNode, Node, ScalarNode, SequenceNode
from gonogo.documents.parser import DEEPEST, LARGEST_TEXT_CHARACTERS, MOST_VALUES, parse

_LARGEST_FILE_BYTES = 4 * LARGEST_TEXT_CHARACTERS

Step = str | int
"""A key, or a position counted from 0."""


@dataclass(frozen=True)
class Document:
    """A parsed document under the name by which messages call it."""

    name: str
    root: Node = field(repr=False)
    """The tree; left out of the representation, since it may hold secrets."""

    @functools.cached_property
    def value(self) -> Any:
        """The document as plain dicts, lists, text, numbers, truth values and None.

        Raises:
            DocumentError: aliases make it too large or too deep.
        """
        return _Unfolding(self.name).unfold(self.root, 0)

    def place(self, path: Sequence[Step]) -> Place:
        """Return where a value stands, else the nearest thing around it that exists."""
        node = self.root
        for step in path:
            child = child_of(node, step)
            if child is None:
                break
            node = child
        return node.place

    def key_place(self, path: Sequence[Step]) -> Place:
        """Return where the last key of a path is written; its value's place if it is none."""
        node = self.root
        for step in path[:-1]:
            child = child_of(node, step)
            if child is None:
                return node.place
            node = child
        # A merged key stands where it was first written, which is where to correct it.
        if path and isinstance(node, MappingNode) and path[-1] in node.entries:
            return node.key_places[str(path[-1])]
        return self.place(path)


def parse_yaml(text: str, name: str) -> Document:
    """Parse a YAML or JSON text; `name` is what messages call it, such as its path.

    Raises:
        DocumentError: the text is no YAML, has a duplicate key, or is too large.
    """
    return Document(name, parse(text, name, scalars.of_plain))


def parse_yaml_as_text(text: str, name: str) -> Document:
    """Parse like `parse_yaml`, but leave every number as the text that was written.

    For files whose authors quote numbers or not at random, and write versions
    that look like numbers: `0.10` would become 0.1, and `1234e56` a commit no more.
    """
    return Document(name, parse(text, name, scalars.of_plain_as_text))


def read_text(path: Path) -> str:
    """Return what a file holds.

    Raises:
        DocumentError: it is missing, too large, unreadable or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            # Bounded here, since a path may lead to something that never ends.
            content = file.read(_LARGEST_FILE_BYTES + 1)
        if len(content) > _LARGEST_FILE_BYTES:
            raise _unreadable(path, "is too large", "Is this the right file?")
        return content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise _unreadable(path, "there is no such file", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, "is not UTF-8 text", "Is this the right file?") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path cannot be used"
        raise _unreadable(path, f"cannot be read: {reason}", "Check the path.") from error


def child_of(node: Node, step: Step) -> Node | None:
    """Return what stands at one step below a node; None when nothing does."""
    if isinstance(node, MappingNode) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def _unreadable(path: Path, message: str, hint: str) -> DocumentError:
    return DocumentError(str(path), [Problem(None, "", message)], hint=hint)


class _Unfolding:
    """Copies a tree into plain values, counting every value each time it is met."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.values = 0

    def unfold(self, node: Node, depth: int) -> Any:
        """Copy a node and all below it; shared nodes are copied each time they are met."""
        self.values += 1
        if self.values > MOST_VALUES or depth > DEEPEST:
            message = "aliases make the document too large or too deep"
            raise DocumentError(self.name, [Problem(node.place, "", message)])
        if isinstance(node, ScalarNode):
            return node.value
        if isinstance(node, SequenceNode):
            return [self.unfold(item, depth + 1) for item in node.items]
        return {key: self.unfold(item, depth + 1) for key, item in node.entries.items()}
