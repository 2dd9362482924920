"""Turn YAML text into a tree of values that know where they stand.

The tree is built from the events of PyYAML's C parser (its Python parser where
that is missing), with a stack of our own: its composer recurses in C, and a file
of many open brackets would end the process. A mapping with the same key twice is
an error, not the last one wins.

Keys are always text, whatever they look like, so `901:` and `"901":` are the same
key. Anchors, aliases and merge keys (`<<`) work; own entries win over merged
ones. Depth and the number of values are bounded, so that a small file cannot
grow into a large one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from gonogo.documents import scalars
from gonogo.documents.errors import DocumentError, Place, Problem
from gonogo.documents.nodes import MappingNode, Node, ScalarNode, SequenceNode
from gonogo.documents.scalars import Scalar

LARGEST_TEXT_CHARACTERS = 16 * 1024 * 1024
MOST_VALUES = 500_000
DEEPEST = 100

_SHOWN_CHARACTERS = 100
_NO_KEY = "a list or mapping cannot be a key"

ReadPlain = Callable[[str], Scalar]


def parse(text: str, name: str, read_plain: ReadPlain) -> Node:
    """Parse one YAML document; an empty one is nothing (None).

    Raises:
        DocumentError: the text is no YAML, has a duplicate key, or is too large.
    """
    if len(text) > LARGEST_TEXT_CHARACTERS:
        message = f"is larger than {LARGEST_TEXT_CHARACTERS} characters"
        raise DocumentError(name, [Problem(None, "", message)])
    tree = _Tree(name, read_plain)
    for event in _events(text, name):
        tree.take(event)
    return tree.root or ScalarNode(Place(1, 1), None, "", is_plain=True)


def _events(text: str, name: str) -> Iterator[Any]:
    import yaml  # noqa: PLC0415 - a command that reads no document should not pay for it

    loader_type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = loader_type(text)
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError as error:
        raise DocumentError(name, [_invalid(error, text, _language(name))]) from error
    except (yaml.YAMLError, UnicodeError) as error:
        # The reader gives up on the text as a whole, and counts in bytes.
        message = f"holds a character that {_language(name)} does not allow"
        raise DocumentError(name, [Problem(_forbidden(text), "", message)]) from error


def _language(name: str) -> str:
    """Return what the author of a file takes it for: every JSON text is YAML too."""
    return "JSON" if name.lower().endswith(".json") else "YAML"


def _invalid(error: Any, text: str, language: str) -> Problem:
    """Say what is wrong in the parser's words, and in ours where those are hard to read."""
    place, began = _place_of(error.problem_mark), _place_of(error.context_mark)
    what = " ".join(part for part in (error.problem, error.context) if part)
    if place and began and began.line < place.line:
        what += f" that began at {began}"
    # The parser also counts lines that end otherwise, so there may be fewer here.
    line = "".join(text.split("\n")[place.line - 1 : place.line]) if place else ""
    if place and line[place.column - 1 :].startswith("\t"):
        what += "; indent by spaces, never by tabs"
    elif "mapping values are not allowed" in what:
        what += "; text with a colon and a space in it needs quotes"
    return Problem(place or began, "", f"is not valid {language}: {what}")


def _place_of(mark: Any) -> Place | None:
    return None if mark is None else Place(mark.line + 1, mark.column + 1)


def _forbidden(text: str) -> Place | None:
    """Return where the first character stands that no YAML text may hold."""
    for offset, character in enumerate(text):
        is_control = character < " " and character not in "\t\n\r"
        if is_control or character in "\x7f\ufffe\uffff" or "\ud800" <= character <= "\udfff":
            return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
    return None


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    node: SequenceNode | MappingNode
    pending: ScalarNode | None = None
    """The key that waits for its value."""
    merged: list[MappingNode] = field(default_factory=list)


class _Tree:
    """Takes events one by one and grows a tree; the stack holds what is open."""

    def __init__(self, name: str, read_plain: ReadPlain) -> None:
        self.name = name
        self.read_plain = read_plain
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.values = 0

    def take(self, event: Any) -> None:
        """Add what one event brings."""
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        match type(event).__name__:
            case "ScalarEvent":
                self._add(self._scalar(event, place), event.anchor)
            case "AliasEvent":
                self._add(self._alias(event, place), None)
            case "SequenceStartEvent":
                self._open(event, SequenceNode(place), "seq")
            case "MappingStartEvent":
                self._open(event, MappingNode(place), "map")
            case "SequenceEndEvent" | "MappingEndEvent":
                self._close()
            case "DocumentStartEvent" if self.root is not None:
                self._refuse(place, "a second YAML document starts here, and only one is read")

    def _refuse(self, place: Place, message: str) -> NoReturn:
        raise DocumentError(self.name, [Problem(place, self._path(), message)])

    def _path(self) -> str:
        steps: list[str] = []
        for opened in self.stack:
            if isinstance(opened.node, SequenceNode):
                steps.append(str(len(opened.node.items)))
            elif opened.pending is not None:
                steps.append(opened.pending.text)
        return ".".join(steps)

    def _scalar(self, event: Any, place: Place) -> ScalarNode:
        is_plain = event.tag is None and bool(event.implicit[0])
        if event.tag in (None, "!"):
            value = self.read_plain(event.value) if is_plain else event.value
            return ScalarNode(place, value, event.value, is_plain)
        try:
            value = scalars.of_tagged(event.value, event.tag)
        except ValueError:
            self._refuse(place, f"the tag {event.tag!r} is unknown or does not fit the value")
        return ScalarNode(place, value, event.value, is_plain)

    def _alias(self, event: Any, place: Place) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            self._refuse(place, f"nothing above has the anchor &{event.anchor}")
        if any(node is opened.node for opened in self.stack):
            self._refuse(place, f"*{event.anchor} stands inside of what it names")
        if isinstance(node, ScalarNode):
            # A copy with its own place, so that a key given twice by alias is seen.
            return replace(node, place=place)
        if self._awaits_key():
            self._refuse(place, _NO_KEY)
        return node

    def _open(self, event: Any, node: SequenceNode | MappingNode, kind: str) -> None:
        if event.tag not in (None, "!", f"tag:yaml.org,2002:{kind}"):
            self._refuse(node.place, f"the tag {event.tag!r} is unknown")
        if len(self.stack) >= DEEPEST:
            self._refuse(node.place, f"is nested more than {DEEPEST} levels deep")
        if self._awaits_key():
            self._refuse(node.place, _NO_KEY)
        self.stack.append(_Open(node))
        if event.anchor is not None:
            self.anchors[event.anchor] = node

    def _awaits_key(self) -> bool:
        opened = self.stack[-1] if self.stack else None
        return opened is not None and isinstance(opened.node, MappingNode) and not opened.pending

    def _close(self) -> None:
        opened = self.stack.pop()
        # Only now, when all own entries are known: they win wherever they stand.
        for base in opened.merged:
            self._merge(opened.node, base)
        self._add(opened.node, None)

    def _merge(self, node: SequenceNode | MappingNode, base: MappingNode) -> None:
        if isinstance(node, MappingNode):
            for key, value in base.entries.items():
                # Merged entries count too, or a chain of merges would grow without bound.
                self._count(node.place)
                if key not in node.entries:
                    node.entries[key] = value
                    node.key_places[key] = base.key_places[key]

    def _count(self, place: Place) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            self._refuse(place, f"the document has more than {MOST_VALUES} values")

    def _add(self, node: Node, anchor: str | None) -> None:
        self._count(node.place)
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent.node, SequenceNode):
            parent.node.items.append(node)
        elif parent.pending is None:
            parent.pending = self._key(parent.node, node)
        else:
            self._entry(parent, parent.node, parent.pending, node)
            parent.pending = None

    def _key(self, mapping: MappingNode, node: Node) -> ScalarNode:
        if not isinstance(node, ScalarNode):
            self._refuse(node.place, _NO_KEY)
        first = mapping.key_places.setdefault(node.text, node.place)
        if first is not node.place:
            key = node.text[:_SHOWN_CHARACTERS]
            self._refuse(node.place, f"the key {key!r} stands here a second time; first at {first}")
        return node

    def _entry(self, parent: _Open, mapping: MappingNode, key: ScalarNode, node: Node) -> None:
        if not (key.is_plain and key.text == "<<"):
            mapping.entries[key.text] = node
            return
        bases = node.items if isinstance(node, SequenceNode) else [node]
        for base in bases:
            if not isinstance(base, MappingNode):
                self._refuse(key.place, "only mappings can be merged with <<")
            parent.merged.append(base)
