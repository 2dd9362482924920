"""Which Python runs a user's tests."""

import sys
from pathlib import Path

import pytest

from gonogo.acceptance.runners.pytest_python import find_python


def environment(directory: Path) -> str:
    python = directory / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch(0o755)
    return str(python)


@pytest.mark.parametrize("place", ["project/tests/.venv", "project/.venv", "project/venv"])
def test_the_nearest_environment_upwards_is_theirs(tmp_path: Path, place: str) -> None:
    """An environment in the test directory or above it wins over the activated one."""
    (tmp_path / "project" / "tests").mkdir(parents=True)
    python = environment(tmp_path / place)
    active = environment(tmp_path / "active").removesuffix("/bin/python")

    found = find_python(tmp_path / "project" / "tests", {"VIRTUAL_ENV": active})

    assert found == python


def test_an_environment_outside_of_the_repository_is_not_theirs(tmp_path: Path) -> None:
    """The search upwards ends where the repository does."""
    environment(tmp_path / ".venv")
    (tmp_path / "project" / ".git").mkdir(parents=True)
    active = environment(tmp_path / "active")

    found = find_python(tmp_path / "project", {"VIRTUAL_ENV": str(tmp_path / "active")})

    assert found == active


@pytest.mark.parametrize("variables", [{}, {"VIRTUAL_ENV": "/nowhere"}])
def test_without_any_our_own_runs_them(tmp_path: Path, variables: dict[str, str]) -> None:
    """Where nothing belongs to the tests, the Python that runs us does."""
    (tmp_path / ".git").mkdir()

    assert find_python(tmp_path, variables) == sys.executable
