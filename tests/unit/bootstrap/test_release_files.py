"""Reports on a release in files: the ending names the format, and nothing is written half."""

import json
from pathlib import Path

import pytest

from gonogo import digest
from gonogo.bootstrap.release_files import (
    require_release_path,
    write_release_report,
)
from gonogo.bootstrap.report_paths import ReportPathError
from gonogo.report import ReportKind
from tests.unit.report import releases


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", "<!DOCTYPE"), ("a.md", "# Release"), ("a.json", '{"counts"')]
)
def test_the_ending_names_the_format(tmp_path: Path, name: str, begins: str) -> None:
    """What was written is what its digest says."""
    path = tmp_path / name

    told = write_release_report(releases.go(), ReportKind.DECISION, path)

    assert path.read_text().lstrip().startswith(begins)
    assert told == digest.of_bytes(path.read_bytes())


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.HTML", "nowhere/a.html"])
def test_another_ending_or_no_directory_is_refused(tmp_path: Path, name: str) -> None:
    """It is said before anything is judged, with what to give instead."""
    with pytest.raises(ReportPathError, match="cannot be written") as refused:
        require_release_path(tmp_path / name)

    assert ".md" in str(refused.value.hint)


def test_the_keys_of_the_json_are_documented(tmp_path: Path) -> None:
    """Every key on top, and every key of the report, stands in the page about reports."""
    page = (Path(__file__).parents[3] / "docs" / "reading-a-report.md").read_text()
    path = tmp_path / "a.json"
    write_release_report(releases.conditional(), ReportKind.READINESS, path)
    document = json.loads(path.read_bytes())

    for key in (*document, *document["report"]):
        assert f"`{key}`" in page, key
