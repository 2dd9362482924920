"""A document: its values, its places, and the files that hold none."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError, Place, parse_yaml, read_text


def test_places_are_counted_from_one() -> None:
    """Each value, and each key, knows where it stands."""
    document = parse_yaml("a:\n  - x\n  - é: 'y'\n    b: z\n", "file")

    assert document.place(("a", 1, "é")) == Place(3, 8)
    assert document.key_place(("a", 1, "b")) == Place(4, 5)
    assert document.place(("a", 1, "absent", 7)) == Place(3, 5)
    assert document.key_place(("absent", "deeper")) == Place(1, 1)


def test_secrets_are_not_represented() -> None:
    """Printing a document does not print what stands in it."""
    assert "hunter2" not in repr(parse_yaml("password: hunter2", "file"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _path: None, "there is no such file"),
        (lambda path: path.mkdir(), "cannot be read: Is a directory"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00a"), "is not UTF-8 text"),
    ],
)
def test_unreadable_files(tmp_path: Path, make: object, message: str) -> None:
    """A file that cannot be read is an error with its path."""
    path = tmp_path / "manifest.yaml"
    assert callable(make)
    make(path)

    with pytest.raises(DocumentError, match=message) as refused:
        read_text(path)

    assert str(path) in refused.value.message


def test_file_without_end() -> None:
    """A path that leads to something endless is refused, not read."""
    with pytest.raises(DocumentError, match="is too large"):
        read_text(Path("/dev/zero"))


def test_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """Editors that write a byte order mark do not change the first key."""
    path = tmp_path / "manifest.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: x")

    assert parse_yaml(read_text(path), "file").value == {"name": "x"}
