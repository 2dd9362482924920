"""The tree of a parsed document."""

from gonogo.documents import Place
from gonogo.documents.nodes import MappingNode, ScalarNode, SequenceNode
from gonogo.documents.parser import parse
from gonogo.documents.scalars import of_plain


def test_a_mapping_knows_where_its_keys_and_its_values_stand() -> None:
    """A mistake in a key is told where the key is, and one in a value where that is."""
    tree = parse("a: 1\nb:\n  - x\n", "file", of_plain)

    assert isinstance(tree, MappingNode)
    assert tree.key_places == {"a": Place(1, 1), "b": Place(2, 1)}
    assert {key: node.place for key, node in tree.entries.items()} == {
        "a": Place(1, 4),
        "b": Place(3, 3),
    }


def test_a_word_keeps_how_it_was_written() -> None:
    """As a key it counts as written, whatever it would mean as a value."""
    tree = parse("'12'", "file", of_plain), parse("012", "file", of_plain)

    assert tree == (
        ScalarNode(Place(1, 1), "12", "12", is_plain=False),
        ScalarNode(Place(1, 1), 12, "012", is_plain=True),
    )


def test_aliases_of_a_list_share_one_node() -> None:
    """A small file stays small until somebody unfolds it, who counts."""
    tree = parse("a: &a [1]\nb: *a\n", "file", of_plain)

    assert isinstance(tree, MappingNode)
    assert isinstance(tree.entries["a"], SequenceNode)
    assert tree.entries["a"] is tree.entries["b"]
