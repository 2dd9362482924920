"""YAML as people write it, read as they meant it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.documents import DocumentError, Place, parse_yaml
from gonogo.errors import GonogoError


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", Place(3, 1), "the key 'a' stands here a second time; first at 1:1"),
        ('{"a": 1, "a": 1}', Place(1, 10), "second time; first at 1:2"),
        ("901: x\n'901': y\n", Place(2, 1), "the key '901' stands here a second time"),
        ("a: {b: 1, b: 2}", Place(1, 11), "the key 'b'"),
        ("a: b: c", Place(1, 5), "not valid YAML: mapping values are not allowed"),
        ("a: [1,\nb: }", Place(2, 4), "not valid YAML"),
        ("a: *b", Place(1, 4), "nothing above has the anchor &b"),
        ("a: &a [*a]", Place(1, 8), "*a stands inside of what it names"),
        ("a: !!python/object:os.system x", Place(1, 4), "tag"),
        ("a: !!int x", Place(1, 4), "tag"),
        ("a: !!set {x}", Place(1, 4), "tag"),
        ("? [a, b]\n: c", Place(1, 3), "cannot be a key"),
        ("? &a {b: c}\n: c", Place(1, 3), "cannot be a key"),
        ("a: &a [1]\n*a : 2", Place(2, 1), "cannot be a key"),
        ("&k a: 1\n*k : 2", Place(2, 1), "the key 'a' stands here a second time"),
        ("a: 1\n---\nb: 2\n", Place(2, 1), "second YAML document"),
        ("a: 1\nb: \x00", Place(2, 4), "does not allow"),
        ("a: \ud800", Place(1, 4), "does not allow"),
        ("<<: 1\n", Place(1, 1), "only mappings can be merged"),
        ("a: 1\n<<: [{b: 1}, 2]\n", Place(2, 1), "only mappings can be merged"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, place: Place, message: str) -> None:
    """What cannot be read is refused, and the error says where to look."""
    with pytest.raises(DocumentError) as refused:
        _ = parse_yaml(text, "some/file.yaml").value

    assert refused.value.problems[0].place == place
    assert message in refused.value.message
    assert refused.value.message.startswith(f"some/file.yaml:{place}")
    assert refused.value.hint is not None


def test_merge_keys_give_way_to_own_entries() -> None:
    """Own entries win wherever they stand, then the mapping that is merged first."""
    text = "base: &b {x: 1, y: 1}\nother: &o {y: 2, z: 2}\nc:\n  x: 9\n  <<: [*b, *o]\n"

    assert parse_yaml(text, "file").value["c"] == {"x": 9, "y": 1, "z": 2}


def test_quoted_merge_key_is_an_ordinary_key() -> None:
    """Who quotes it means the two characters."""
    assert parse_yaml('"<<": 1', "file").value == {"<<": 1}


@pytest.mark.parametrize("text", ["", "\n# only a comment\n", "---\n", "~"])
def test_nothing_is_none(text: str) -> None:
    """An empty document is nothing, which no model accepts by itself."""
    assert parse_yaml(text, "file").value is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 2_000 + "x",
        "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
        + "\n".join(
            f"k{n}: &k{n} [{', '.join([f'*{p}'] * 10)}]"
            for n, p in enumerate(["a", *(f"k{m}" for m in range(8))])
        ),
        "a0: &a0 {x: 1}\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 300)),
        "a: &a {"
        + ", ".join(f"k{n}: 1" for n in range(3_000))
        + "}\n"
        + "\n".join(f"m{n}: {{<<: *a}}" for n in range(3_000)),
    ],
    ids=["brackets", "braces", "dashes", "laughs", "chain", "merges"],
)
def test_small_files_cannot_grow_large(text: str) -> None:
    """Nesting and aliases are bounded, and going over is an error, not the end of the process."""
    with pytest.raises(DocumentError):
        _ = parse_yaml(text, "file").value


@pytest.mark.parametrize(
    ("name", "language"), [("a.yaml", "YAML"), ("devnet-env.json", "JSON"), ("A.JSON", "JSON")]
)
@pytest.mark.parametrize(("text", "what"), [('{"a": ', "is not valid"), ("a: \x01", "that")])
def test_a_file_is_called_what_its_author_takes_it_for(
    name: str, language: str, text: str, what: str
) -> None:
    """Who wrote JSON is not told about YAML."""
    with pytest.raises(DocumentError, match=f"{what} {language}"):
        parse_yaml(text, name)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(st.characters(codec="ascii"))
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abc<&*!-:", max_size=9), inner),
        max_leaves=20,
    )
)
def test_json_is_yaml(value: object) -> None:
    """What a JSON writer wrote is read as that."""
    assert parse_yaml(json.dumps(value), "file").value == _as_read(value)


@given(st.text())
def test_any_text_is_a_value_or_an_error(text: str) -> None:
    """No text brings anything but a document or an error for a person."""
    try:
        _ = parse_yaml(text, "file").value
    except GonogoError as error:
        assert error.message.startswith("file")  # noqa: PT017 - both ends are right


def _as_read(value: object) -> object:
    """Return what a number beyond the bound is read as, and everything else as it is."""
    if isinstance(value, int) and not isinstance(value, bool) and len(str(value)) > 100:
        return str(value)
    if isinstance(value, list):
        return [_as_read(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_read(item) for key, item in value.items()}
    return value
