"""What a value must look like: exactly that, and nothing nearly so."""

from datetime import UTC, datetime
from typing import Any

import pytest

from gonogo.verifier import shape as s
from gonogo.verifier.shape import Shape

DIGEST = "sha256:" + "a" * 64
OTHER = "sha256:" + "b" * 64
FINGERPRINT = "SHA256:" + "A" * 43
WORKSPACE = "0f" * 16
MAPPING = s.keys({"a": s.text, "b": s.maybe(s.whole)})


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (s.text, ""),
        (s.boolean, False),
        (s.whole, -1),
        (s.real, 0.5),
        (s.anything, object()),
        (s.digest, DIGEST),
        (s.fingerprint, FINGERPRINT),
        (s.workspace, WORKSPACE),
        (s.time, "2026-11-22T12:00:00Z"),
        (s.time, "2026-11-22T12:00:00.500000Z"),
        (s.time, "2024-02-29T23:59:59Z"),
        (s.day, "2024-02-29"),
        (s.maybe(s.text), None),
        (s.maybe(s.text), "a"),
        (s.one_of("a", "b"), "b"),
        (s.exactly(1), 1),
        (s.between(0, 3), 0),
        (s.between(0, 3), 3),
        (s.listed(s.text), []),
        (s.listed(s.text), ["b", "a", "a"]),
        (s.sorted_set(s.digest), [DIGEST, OTHER]),
        (s.sorted_set(s.text), []),
        (s.pair(s.text, s.whole), ["a", 1]),
        (MAPPING, {"a": "", "b": None}),
        (s.mapping(s.text, s.whole), {}),
        (s.mapping(s.text, s.whole), {"a": 1}),
    ],
)
def test_what_has_the_shape_is_taken(shape: Shape, value: object) -> None:
    """Its ends included."""
    assert shape(value)


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (s.text, b"a"),
        (s.text, None),
        (s.boolean, 0),
        (s.boolean, "true"),
        (s.whole, True),
        (s.whole, 1.0),
        (s.whole, "1"),
        (s.real, 1),
        (s.real, True),
        (s.real, float("nan")),
        (s.real, float("inf")),
        (s.digest, DIGEST.upper()),
        (s.digest, DIGEST[:-1]),
        (s.digest, DIGEST + "a"),
        (s.digest, DIGEST + "\n"),
        (s.digest, "sha512:" + "a" * 64),
        (s.fingerprint, FINGERPRINT + "="),
        (s.fingerprint, FINGERPRINT[:-1]),
        (s.fingerprint, FINGERPRINT.lower()),
        (s.workspace, WORKSPACE.upper()),
        (s.workspace, WORKSPACE + "\n"),
        (s.workspace, "\u0660" * 32),
        (s.time, "2026-11-22T12:00:00"),
        (s.time, "2026-11-22T12:00:00+00:00"),
        (s.time, "2026-11-22T12:00:00.5Z"),
        (s.time, "2026-11-22T12:00:00.000000Z"),
        (s.time, "2026-11-22 12:00:00Z"),
        (s.time, "2026-11-22t12:00:00z"),
        (s.time, "2026-02-29T12:00:00Z"),
        (s.time, "2026-11-22T24:00:00Z"),
        (s.time, "2026-11-22T12:00:60Z"),
        (s.time, "2026-11-22T12:00:00Z\n"),
        (s.time, "٢٠٢٦-11-22T12:00:00Z"),
        (s.time, 1),
        (s.day, "2026-02-29"),
        (s.day, "2026-1-1"),
        (s.day, "20260101"),
        (s.day, "2026-W01-1"),
        (s.day, None),
        (s.maybe(s.text), 0),
        (s.one_of("a", "b"), "c"),
        (s.one_of("a", "b"), "ab"),
        (s.one_of("a", "b"), None),
        (s.one_of("a"), ["a"]),
        (s.exactly(1), True),
        (s.exactly(1), 1.0),
        (s.exactly("a"), "b"),
        (s.between(0, 3), 4),
        (s.between(0, 3), -1),
        (s.between(0, 3), True),
        (s.between(0, 3), 2.0),
        (s.listed(s.text), ["a", 1]),
        (s.listed(s.text), "ab"),
        (s.listed(s.text), {"a": 1}),
        (s.listed(s.text), ("a",)),
        (s.sorted_set(s.digest), [OTHER, DIGEST]),
        (s.sorted_set(s.digest), [DIGEST, DIGEST]),
        (s.sorted_set(s.text), ["a", 1]),
        (s.sorted_set(s.anything), [1, 2]),
        (s.sorted_set(s.text), "ab"),
        (s.pair(s.text, s.whole), ["a"]),
        (s.pair(s.text, s.whole), ["a", 1, 2]),
        (s.pair(s.text, s.whole), [1, "a"]),
        (s.pair(s.text, s.text), "ab"),
        (MAPPING, {"a": ""}),
        (MAPPING, {"a": "", "b": None, "c": 1}),
        (MAPPING, {"a": "", "c": None}),
        (MAPPING, {"a": None, "b": None}),
        (MAPPING, [["a", ""], ["b", None]]),
        (MAPPING, None),
        (s.mapping(s.digest, s.whole), {"a": 1}),
        (s.mapping(s.text, s.whole), {"a": "1"}),
        (s.mapping(s.text, s.whole), []),
    ],
)
def test_what_only_looks_like_it_is_refused(shape: Shape, value: object) -> None:
    """What one reader skips another may believe."""
    assert not shape(value)


def test_a_time_is_read_in_utc() -> None:
    """To the microsecond."""
    read = s.read_time("2026-11-22T12:00:00.000001Z")

    assert read == datetime(2026, 11, 22, 12, 0, 0, 1, UTC)
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", b""),
        ("YQ==", b"a"),
        ("YWI=", b"ab"),
        ("YWJj", b"abc"),
        ("YQ", None),
        ("YQ=", None),
        ("YR==", None),
        ("YWJ=", None),
        ("Y Q==", None),
        ("YQ==\n", None),
        ("YQ==YQ==", None),
        ("_-==", None),
        ("ä", None),
    ],
)
def test_bytes_have_one_base64(text: str, content: bytes | None) -> None:
    """A second way to write them would be a second envelope of one act."""
    assert s.decode_base64(text) == content


def test_shapes_within_shapes_are_looked_into() -> None:
    """At whatever depth."""
    shape = s.listed(s.keys({"a": s.mapping(s.text, s.pair(s.text, s.digest))}))
    well: Any = [{"a": {"x": ["y", DIGEST]}}]

    assert shape(well)
    well[0]["a"]["x"][1] = DIGEST[:-1]
    assert not shape(well)
