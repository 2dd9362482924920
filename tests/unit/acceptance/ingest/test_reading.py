"""Files of any format."""

from pathlib import Path

import pytest

from gonogo.acceptance.ingest import UnknownFormatError, read_report

JUNIT = b'<testsuite><testcase classname="a" name="b"/></testsuite>'


def test_a_file_is_read(tmp_path: Path) -> None:
    """A file of a known format is read as that."""
    path = tmp_path / "results"
    path.write_bytes(JUNIT)

    assert len(read_report(path).results) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "it is empty"), (b" \n", "it is empty"), (b"PASS\n", "none of junit, ctrf, go-json")],
)
def test_a_file_that_is_no_report_has_a_fault(tmp_path: Path, content: bytes, said: str) -> None:
    """What cannot be read as any format says so."""
    path = tmp_path / "results"
    path.write_bytes(content)

    ingested = read_report(path)

    assert ingested.results == ()
    assert said in ingested.faults[0]


def test_a_file_that_is_not_there_has_a_fault(tmp_path: Path) -> None:
    """A missing file and a directory are no reports, and no crash."""
    assert "cannot be read" in read_report(tmp_path / "nowhere").faults[0]
    assert "cannot be read" in read_report(tmp_path).faults[0]


def test_a_format_that_is_named_is_held_to(tmp_path: Path) -> None:
    """JUnit that is said to be CTRF is no whole CTRF."""
    path = tmp_path / "results"
    path.write_bytes(JUNIT)

    assert "no whole CTRF" in read_report(path, "ctrf").faults[0]


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    """A slip is answered with the nearest name."""
    with pytest.raises(UnknownFormatError) as refused:
        read_report(tmp_path, "juint")

    assert "'junit'" in str(refused.value.hint)
