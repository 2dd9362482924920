"""Where a report may be written."""

from pathlib import Path

import pytest

from gonogo.bootstrap.report_paths import ReportPathError, require_path

ENDINGS = (".html", ".md", ".json")


@pytest.mark.parametrize("name", ["r.html", "r.json", "r.tar.md"])
def test_a_path_with_a_known_ending_is_taken(tmp_path: Path, name: str) -> None:
    """The last ending is the one that counts."""
    require_path(tmp_path / name, ENDINGS)


@pytest.mark.parametrize("name", ["r", "r.htm", "r.HTML", ".html", "r.html.gz", ""])
def test_another_ending_names_those_that_there_are(tmp_path: Path, name: str) -> None:
    """Before anything is observed or judged for a report that nobody could write."""
    with pytest.raises(ReportPathError, match=r"none of \.html, \.md and \.json") as refused:
        require_path(tmp_path / name, ENDINGS)

    assert "ends in .html, .md or .json" in str(refused.value.hint)


def test_a_directory_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """It may be misspelt."""
    with pytest.raises(ReportPathError, match="there is no directory"):
        require_path(tmp_path / "nowhere" / "r.html", ENDINGS)
