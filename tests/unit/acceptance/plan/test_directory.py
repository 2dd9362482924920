"""The test directory, as people write it."""

from pathlib import Path

import pytest

from gonogo.acceptance import plan


@pytest.mark.parametrize("ending", ["", "/", "/..."])
def test_with_and_without_dots(tmp_path: Path, ending: str) -> None:
    """A directory and all that is below it are the same."""
    assert plan.test_directory(f"{tmp_path}{ending}") == tmp_path


def test_a_directory_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory may be named from where one stands, and is told from the root."""
    (tmp_path / "tests").mkdir()
    monkeypatch.chdir(tmp_path)

    assert plan.test_directory("./tests/...") == tmp_path / "tests"


@pytest.mark.parametrize("name", ["", "gone", "file", "file/..."])
def test_no_directory(tmp_path: Path, name: str) -> None:
    """What is no directory is refused."""
    (tmp_path / "file").touch()

    with pytest.raises(plan.NoTestDirectoryError, match="is not a directory"):
        plan.test_directory(f"{tmp_path}/{name}" if name else "")
