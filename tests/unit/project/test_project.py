"""Where a workspace is, and that its files belong together."""

from pathlib import Path

import pytest

from gonogo.project import (
    DisagreeingFilesError,
    NoProjectError,
    Project,
    find_project,
    project_around,
)
from tests.unit.steps.founders import ADA, BOB, begin


def test_the_nearest_above_is_found(tmp_path: Path) -> None:
    """From any folder below, as git does; of two, the inner one."""
    inner = tmp_path / "a" / "b"
    below = inner / "c" / "d"
    below.mkdir(parents=True)
    for folder in (tmp_path, inner):
        (folder / "gonogo.yaml").touch()

    assert find_project(below) == Project(inner)
    assert find_project(tmp_path / "a") == Project(tmp_path)


def test_a_folder_of_that_name_is_no_workspace(tmp_path: Path) -> None:
    """Only a file marks one."""
    (tmp_path / "gonogo.yaml").mkdir()

    with pytest.raises(NoProjectError, match=r"no gonogo\.yaml") as refused:
        project_around(tmp_path)
    assert "gonogo init" in str(refused.value.hint)


def test_files_of_two_workspaces_are_not_taken_for_one(tmp_path: Path) -> None:
    """A trust.yaml that came from elsewhere is told before anything is judged by it."""
    one, other = begin(tmp_path / "one", ADA), begin(tmp_path / "other", BOB)
    one.trust_file.write_bytes(other.trust_file.read_bytes())

    with pytest.raises(DisagreeingFilesError, match="two different workspaces"):
        one.trust()
