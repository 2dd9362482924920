"""Where programs are kept and which anvil is taken."""

import json
import os
from pathlib import Path

import pytest

from gonogo.bench.packages import Project, cache_directory, find_anvil, shipped_project


def test_the_cache_is_where_the_environment_says(tmp_path: Path) -> None:
    """XDG_CACHE_HOME wins over HOME."""
    environment = {"XDG_CACHE_HOME": str(tmp_path / "xdg"), "HOME": str(tmp_path / "home")}

    assert cache_directory(environment, tmp_path / "else") == tmp_path / "xdg" / "gonogo"


def test_the_cache_is_below_home_otherwise(tmp_path: Path) -> None:
    """Without XDG_CACHE_HOME the field's usual place is taken."""
    directory = cache_directory({"HOME": str(tmp_path)}, tmp_path / "else")

    assert directory == tmp_path / ".cache" / "gonogo"


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "/dev/null"}])
def test_the_cache_falls_back_when_home_is_not_writable(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """A user without a home can still run a bench."""
    assert cache_directory(environment, tmp_path / "else") == tmp_path / "else"


def test_the_shipped_lock_file_holds_digests_and_no_addresses() -> None:
    """Where packages come from is the user's registry; what they are is ours to say."""
    lock = json.loads(shipped_project().files["package-lock.json"])
    packages = {name: one for name, one in lock["packages"].items() if name}

    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert not any("resolved" in one for one in packages.values())


def test_the_shipped_npm_settings_run_no_scripts() -> None:
    """A package's own install script is never executed."""
    settings = shipped_project().files[".npmrc"].decode().split()

    assert settings == [
        "omit-lockfile-registry-resolved=true",
        "ignore-scripts=true",
        "save-exact=true",
    ]


def test_another_lock_file_is_another_installation() -> None:
    """An upgrade never finds the programs of the version before."""
    first = Project({"package-lock.json": b"1"}, {})
    second = Project({"package-lock.json": b"2"}, {})

    assert first.name != second.name


def executable(directory: Path, content: str) -> str:
    directory.mkdir(exist_ok=True)
    (directory / "anvil").write_text(content)
    (directory / "anvil").chmod(0o755)
    return str(directory)


def test_no_anvil_on_the_path_is_none(tmp_path: Path) -> None:
    """An empty search path offers nothing."""
    assert find_anvil(str(tmp_path)) is None


def test_a_launcher_script_is_not_taken_for_anvil(tmp_path: Path) -> None:
    """A script that starts anvil leaves it running when it is killed."""
    search_path = executable(tmp_path / "bin", "#!/bin/sh\necho 'anvil Version: 1.7.1'\n")

    assert find_anvil(search_path) is None


def test_a_program_of_another_version_is_not_taken(tmp_path: Path) -> None:
    """An executable that does not say 1.7 is left alone."""
    (tmp_path / "anvil").symlink_to(os.path.realpath("/bin/true"))

    assert find_anvil(str(tmp_path)) is None
