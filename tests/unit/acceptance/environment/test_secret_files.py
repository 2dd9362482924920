"""Files with secrets: there while a run lives, and not a moment longer."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.acceptance.environment.secret_files import remove_leftovers, secret_files

KILLED = """
import os, signal, sys
from pathlib import Path
from gonogo.acceptance.environment.secret_files import secret_files
with secret_files(Path(sys.argv[1])) as files:
    files.write("descriptor.json", b"secret")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_we_can_read_them(tmp_path: Path) -> None:
    """Whatever the mask of the process says."""
    before = os.umask(0)
    try:
        with secret_files(tmp_path) as files:
            path = files.write("descriptor.json", b"secret")

            assert (mode(files.directory), mode(path)) == (0o700, 0o600)
            assert path.read_bytes() == b"secret"
    finally:
        os.umask(before)


class RunEndedError(Exception):
    """What ends a run."""


def run_that_fails(directory: Path) -> None:
    with secret_files(directory) as files:
        files.write("descriptor.json", b"secret")
        raise RunEndedError


def test_they_are_gone_with_the_run(tmp_path: Path) -> None:
    """Also when it ends by an error."""
    with pytest.raises(RunEndedError):
        run_that_fails(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """It could not do so itself."""
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLED, str(tmp_path)], check=False
    )
    assert ended.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert (left / "descriptor.json").exists()

    with secret_files(tmp_path) as files:
        assert list(tmp_path.iterdir()) == [files.directory]


def test_what_a_living_run_has_is_left_alone(tmp_path: Path) -> None:
    """Two runs may go on side by side."""
    with secret_files(tmp_path) as one, secret_files(tmp_path) as other:
        path = one.write("descriptor.json", b"secret")

        assert remove_leftovers(tmp_path) == ()
        assert path.exists()
        assert other.directory.exists()


def test_a_directory_that_was_never_locked_is_removed_when_it_is_empty(tmp_path: Path) -> None:
    """A run was killed right after it had made it."""
    empty = tmp_path / "gonogo-secrets-x"
    empty.mkdir()

    assert remove_leftovers(tmp_path) == (empty,)


def test_other_things_are_none_of_our_business(tmp_path: Path) -> None:
    """Neither other names, nor links that lead away, nor what has no lock of ours."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / ".lock").touch()
    (tmp_path / "gonogo-secrets-link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "gonogo-secrets-file").touch()
    (tmp_path / "gonogo-secrets-other").mkdir()
    (tmp_path / "gonogo-secrets-other" / "kept").touch()

    assert remove_leftovers(tmp_path) == ()
    assert (tmp_path / "elsewhere" / ".lock").exists()
    assert (tmp_path / "gonogo-secrets-other" / "kept").exists()


def test_a_file_is_written_once(tmp_path: Path) -> None:
    """One that a test put there before must not be followed or filled."""
    with secret_files(tmp_path) as files:
        (files.directory / "descriptor.json").symlink_to(tmp_path / "elsewhere")

        with pytest.raises(FileExistsError):
            files.write("descriptor.json", b"secret")
        assert not (tmp_path / "elsewhere").exists()


def test_a_file_can_be_removed_before_the_run_ends(tmp_path: Path) -> None:
    """When the one that needed it has ended; twice does no harm."""
    with secret_files(tmp_path) as files:
        path = files.write("descriptor.json", b"secret")
        files.remove(path)
        files.remove(path)

        assert not path.exists()


def test_a_place_of_somebody_elses_making_is_refused(tmp_path: Path) -> None:
    """A link whose name was known beforehand leads to wherever somebody wants it to lead."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "ours").symlink_to(tmp_path / "theirs")

    with pytest.raises(PermissionError), secret_files(tmp_path / "ours"):
        pass

    assert list((tmp_path / "theirs").iterdir()) == []


def test_a_place_of_ours_is_closed_to_others(tmp_path: Path) -> None:
    """Who may write into it could exchange what tests are told."""
    place = tmp_path / "place"
    place.mkdir()
    place.chmod(0o777)

    with secret_files(place):
        assert mode(place) == 0o700
