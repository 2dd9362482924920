"""Which pattern names which file, from what the plugin notes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import pytest

from gonogo.acceptance.runners.pytest_listing import Listing


def listing(directory: Path, *patterns: str, notes: Sequence[Mapping[str, object]]) -> Listing:
    for name in ("tests/a/test_x.py", "tests/b/test_x.py"):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    made = Listing(directory, patterns)
    for note in notes:
        made.take(msgspec.json.encode(note))
    return made


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("tests/...", "tests"),
        ("./tests/a/", "tests/a"),
        ("...", "."),
        ("./...", "."),
        ("tests/a/test_x.py", "tests/a/test_x.py"),
        ("tests/../tests/b", "tests/b"),
    ],
)
def test_a_pattern_is_a_path(tmp_path: Path, pattern: str, place: str) -> None:
    """However a pattern is written, it stands for one place in the test directory."""
    assert listing(tmp_path, pattern, notes=()).places == (place,)


def test_an_absolute_pattern_is_said_from_the_test_directory(tmp_path: Path) -> None:
    """Packages are called the same, whichever way they were asked for."""
    made = listing(tmp_path, f"{tmp_path}/tests/a/...", notes=())

    assert made.places == ("tests/a",)


def test_one_place_is_collected_once(tmp_path: Path) -> None:
    """Two patterns for one place, and one for no place at all, make one place."""
    made = listing(tmp_path, "tests", "./tests/...", "tests/none", notes=())

    assert made.places == ("tests",)


def test_a_place_is_no_prefix_of_a_name(tmp_path: Path) -> None:
    """A directory does not name the files of another that begins with the same letters."""
    made = listing(tmp_path, "tests/a", notes=[{"package": "tests/ab/test_x.py", "test": "t"}])

    assert made.by_pattern() == {"tests/a": ()}


def test_files_of_one_name_are_asked_for_again(tmp_path: Path) -> None:
    """A file that another of its name kept out is forgotten, to be collected by itself."""
    refused = {"package": "tests/b/test_x.py", "fault": "import file mismatch:\nimported ..."}
    made = listing(tmp_path, "tests", notes=[{"package": "tests/a/test_x.py"}, refused])

    assert made.forget_mistaken() == ("tests/b/test_x.py",)
    assert [package.name for package in made.by_pattern()["tests"]] == ["tests/a/test_x.py"]


def test_it_is_complete_when_the_end_was_told(tmp_path: Path) -> None:
    """Without the last note, and with one that tells of an early end, something is missing."""
    made = listing(tmp_path, "tests", notes=[{"package": "tests/a/test_x.py"}])
    was_complete = made.is_complete

    made.take(b'{"collected":true,"waiting":0}')

    assert (was_complete, made.is_complete) == (False, True)
