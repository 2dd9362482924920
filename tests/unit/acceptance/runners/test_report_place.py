"""The place of a report: empty before a command starts, with nothing of the user's lost."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gonogo.acceptance.runners.report_place import EmptyPlace, OccupiedPlaceError, empty_place

GREEN = '<testsuite{}><testcase classname="fees" name="pays"/></testsuite>'
REPORT = GREEN.format("")
HOUR_SECONDS = 3600.0


def _emptied(place: Path) -> EmptyPlace:
    return empty_place(place / "report.xml", workplace=place, aside=place / "aside")


def _as_of(path: Path, seconds_ago: float) -> None:
    moment = path.stat().st_mtime - seconds_ago
    os.utime(path, (moment, moment))


def test_a_report_that_is_written_is_read(tmp_path: Path) -> None:
    """What lies there afterwards was written by this run."""
    place = _emptied(tmp_path)
    place.path.write_text(REPORT)

    assert place.moved_to is None
    assert [len(place.read().results), place.read().faults] == [1, ()]


def test_a_missing_report_is_said(tmp_path: Path) -> None:
    """A command that wrote nothing has told nothing."""
    assert "wrote no report" in _emptied(tmp_path).read().faults[0]


@pytest.mark.parametrize("content", [REPORT, REPORT[:20], ""], ids=["whole", "cut off", "empty"])
def test_what_was_there_is_moved_aside(tmp_path: Path, content: str) -> None:
    """Nothing of the user's is lost, and the place is empty."""
    path = tmp_path / "report.xml"
    path.write_text(content)

    place = _emptied(tmp_path)

    assert not path.exists()
    assert place.moved_to == tmp_path / "aside" / "report.xml"
    assert place.moved_to.read_text() == content
    assert place.moved_to.parent.stat().st_mode & 0o077 == 0


def test_what_was_moved_aside_before_stays(tmp_path: Path) -> None:
    """A task that is run again finds two reports, and both are kept."""
    for content in (REPORT, GREEN.format(" name='second'")):
        (tmp_path / "report.xml").write_text(content)
        _emptied(tmp_path)

    kept = sorted((tmp_path / "aside").iterdir())
    assert [path.name for path in kept] == ["report-2.xml", "report.xml"]
    assert "second" in kept[0].read_text()


def test_a_touch_makes_no_report(tmp_path: Path) -> None:
    """Touching the place of an old report makes an empty file, and that is none."""
    (tmp_path / "report.xml").write_text(REPORT)
    place = _emptied(tmp_path)
    place.path.touch()

    assert place.read().faults == ("it is empty",)


@pytest.mark.parametrize(
    "bring",
    [shutil.move, shutil.copy2, os.link, os.symlink],
    ids=["moved", "copied with its date", "linked", "pointed to"],
)
def test_an_old_file_that_is_brought_keeps_its_date(tmp_path: Path, bring: object) -> None:
    """An older report that a command puts in the place was not written by it."""
    old = tmp_path / "old.xml"
    old.write_text(REPORT)
    _as_of(old, HOUR_SECONDS)
    place = _emptied(tmp_path)
    bring(old, place.path)  # type: ignore[operator]

    assert place.read().results == ()
    assert "before this run" in place.read().faults[0]


@pytest.mark.parametrize(("seconds_ago", "is_old"), [(HOUR_SECONDS, True), (0.0, False)])
def test_a_copy_with_a_new_date_is_held_to_what_it_says(
    tmp_path: Path, seconds_ago: float, *, is_old: bool
) -> None:
    """A report that says when its tests began tells that it is older than its file."""
    began = datetime.now(UTC) - timedelta(seconds=seconds_ago)  # noqa: TID251 - That of the file.
    place = _emptied(tmp_path)
    place.path.write_text(GREEN.format(f" timestamp='{began.isoformat()}'"))

    said = place.read()

    assert bool(said.faults) is is_old
    assert len(said.results) == (not is_old)


def _is_a_directory(path: Path) -> None:
    path.mkdir()


def _is_a_link(path: Path) -> None:
    (path.parent / "elsewhere.xml").write_text(REPORT)
    path.symlink_to(path.parent / "elsewhere.xml")


def _leads_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def _is_a_device(path: Path) -> None:
    os.mkfifo(path)


def _is_a_manifest(path: Path) -> None:
    path.write_text('{"name": "suite", "scripts": {"test": "jest"}}')


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_is_a_directory, "no ordinary file"),
        (_is_a_link, "no ordinary file"),
        (_leads_nowhere, "no ordinary file"),
        (_is_a_device, "no ordinary file"),
        (_is_a_manifest, "no report"),
    ],
)
def test_what_is_no_report_is_never_moved(tmp_path: Path, make: object, why: str) -> None:
    """A slip in a gate does not take a project's files away."""
    path = tmp_path / "report.xml"
    make(path)  # type: ignore[operator]
    before = path.lstat()

    with pytest.raises(OccupiedPlaceError, match=why) as refused:
        _emptied(tmp_path)

    assert path.lstat() == before
    assert refused.value.hint is not None


def test_without_a_place_to_keep_it_nothing_is_moved(tmp_path: Path) -> None:
    """What was there before is the user's, and stays."""
    path = tmp_path / "report.xml"
    path.write_text(REPORT)

    with pytest.raises(OccupiedPlaceError, match="nowhere to keep it"):
        empty_place(path, workplace=tmp_path, aside=None)

    assert path.read_text() == REPORT


def test_what_cannot_be_moved_is_said(tmp_path: Path) -> None:
    """A directory that cannot be made ends it before the command starts."""
    path = tmp_path / "report.xml"
    path.write_text(REPORT)
    (tmp_path / "aside").write_text("a file where a directory should be")

    with pytest.raises(OccupiedPlaceError):
        _emptied(tmp_path)

    assert path.read_text() == REPORT
