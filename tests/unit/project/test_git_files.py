"""What git must know of a workspace."""

from pathlib import Path

import pytest

from gonogo.project.git_files import GitFileError, tell_git


def test_a_new_folder_is_told_everything(tmp_path: Path) -> None:
    """What is this machine's stays out, and what is signed stays as it was signed."""
    tell_git(tmp_path)

    assert (tmp_path / ".gitignore").read_text() == ".gonogo/\n"
    assert "record/** -text\n" in (tmp_path / ".gitattributes").read_text()


def test_what_stands_there_stays(tmp_path: Path) -> None:
    """Also where its last line has no end."""
    (tmp_path / ".gitignore").write_text("*.pyc")
    tell_git(tmp_path)

    assert (tmp_path / ".gitignore").read_text() == "*.pyc\n.gonogo/\n"


@pytest.mark.parametrize("line", [".gonogo", ".gonogo/", "/.gonogo", "/.gonogo/"])
def test_what_is_said_already_is_not_said_again(tmp_path: Path, line: str) -> None:
    """In whichever of the forms that git takes for the same."""
    (tmp_path / ".gitignore").write_text(f"{line}\n")
    tell_git(tmp_path)
    before = (tmp_path / ".gitattributes").read_text()
    tell_git(tmp_path)

    assert (tmp_path / ".gitignore").read_text() == f"{line}\n"
    assert (tmp_path / ".gitattributes").read_text() == before


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is said what to write into it by hand."""
    (tmp_path / ".gitignore").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(GitFileError, match="cannot be written") as refused:
        tell_git(tmp_path)

    assert str(refused.value.hint) == "Write into it: .gonogo/"
