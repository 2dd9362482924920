"""A log file for each test that did not pass."""

from pathlib import Path

import pytest

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, LogPart, Result
from gonogo.acceptance.stream.log import FILE_NAME
from gonogo.acceptance.stream.log_files import log_file, write_log_files
from gonogo.evidence import Outcome


@pytest.mark.parametrize(
    ("package", "name", "path"),
    [
        ("example.com/suite/deposit", "TestA", "logs/example.com/suite/deposit/TestA.log"),
        ("p", "TestA/x y/z", "logs/p/TestA%2Fx y%2Fz.log"),
        ("p", "", "logs/p/(package).log"),
        ("../../etc", "..", "logs/%2E%2E/%2E%2E/etc/%2E%2E.log"),
        ("/etc/passwd", "TestA", "logs/etc/passwd/TestA.log"),
        ("", "TestA", "logs/(none)/TestA.log"),
        ("a\0b", "c\nd", "logs/a%5Cu0000b/c%0Ad.log"),
        ("p", "TestA\u202e", "logs/p/TestA%5Cu202e.log"),
        ("tests/t.py", "test_a[ü]", "logs/tests/t.py/test_a[%C3%BC].log"),
    ],
)
def test_where(package: str, name: str, path: str) -> None:
    """A log file is named for its package and test, and never leaves its directory."""
    assert log_file(NamedTest(package, name)) == Path(path)


def test_long_names() -> None:
    """Long names make files that can be made, one for each test."""
    one, other = (log_file(NamedTest("p", "Test" + "x" * 5000 + end)) for end in "ab")

    assert one != other
    assert len(one.name.encode()) <= 255


def test_attempts() -> None:
    """A later attempt has a file of its own."""
    assert log_file(NamedTest("p", "TestA"), 2).name == "TestA.2.log"


def test_which(tmp_path: Path) -> None:
    """Who passed or printed nothing has no file; everybody else has all that was printed."""
    (tmp_path / FILE_NAME).write_bytes(b"0123456789")
    parts = (LogPart(0, 2), LogPart(5, 3))
    results = [
        Result(NamedTest("p", "Passed"), Outcome.PASSED, Kind.NONE, 0.0, log=parts),
        Result(NamedTest("p", "Failed"), Outcome.FAILED, Kind.ASSERTION, 0.0, log=parts),
        Result(NamedTest("p", "Silent"), Outcome.FAILED, Kind.ASSERTION, 0.0),
    ]

    write_log_files(tmp_path, results)

    assert [path.name for path in (tmp_path / "logs" / "p").iterdir()] == ["Failed.log"]
    assert (tmp_path / log_file(NamedTest("p", "Failed"))).read_bytes() == b"01567"
