"""The canonical form and the names made from it."""

from dataclasses import dataclass

from gonogo import digest


@dataclass(frozen=True)
class Version:
    """A value with two fields."""

    component: str
    tag: str


def test_the_digest_of_bytes_is_their_sha256() -> None:
    """The name of the empty string is the published SHA-256 of nothing."""
    name = digest.of_bytes(b"")

    assert name == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_order_of_keys_does_not_matter() -> None:
    """Two mappings with the same content have the same name."""
    assert digest.of_value({"a": 1, "b": 2}) == digest.of_value({"b": 2, "a": 1})


def test_the_order_of_a_sequence_matters() -> None:
    """A sequence is content: another order is another value."""
    assert digest.of_value([1, 2]) != digest.of_value([2, 1])


def test_a_dataclass_is_its_fields() -> None:
    """A value object and the mapping of its fields have the same canonical form."""
    assert digest.canonical_json(Version("op-node", "v1")) == b'{"component":"op-node","tag":"v1"}'


def test_text_and_number_differ() -> None:
    """The text of a number is not that number."""
    assert digest.of_value("901") != digest.of_value(901)


def test_people_see_and_type_the_same_digits() -> None:
    """With the algorithm where it is read, without where it is typed."""
    name = digest.of_bytes(b"")

    assert digest.short(name) == "sha256:e3b0c44298fc"
    assert digest.digits(name) == "e3b0c44298fc"


def test_a_digest_is_named_by_its_beginning() -> None:
    """With or without the algorithm, in capitals or not; what several share names them all."""
    known = ["sha256:ab12", "sha256:ab34", "sha256:cd12"]

    assert digest.beginning_with("AB1", known) == ["sha256:ab12"]
    assert digest.beginning_with("sha256:ab", known) == known[:2]
    assert digest.beginning_with("12", known) == []
