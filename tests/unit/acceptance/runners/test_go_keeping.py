"""Files that outlast a run."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.acceptance.runners.go_keeping import (
    alone_in,
    hand_out,
    is_renewed,
    keeping_of,
    mark_old,
)


def test_each_directory_keeps_its_own(tmp_path: Path) -> None:
    """Suites of two directories do not get each other's files; one by two names gets its own."""
    (tmp_path / "a").mkdir()

    of_a = keeping_of(tmp_path, tmp_path / "a")

    assert of_a != keeping_of(tmp_path, tmp_path / "b")
    assert of_a == keeping_of(tmp_path, tmp_path / "b" / ".." / "a")


def test_only_what_was_renewed_counts(tmp_path: Path) -> None:
    """A file from before counts when a build has touched or written it, and not otherwise."""
    old, new = tmp_path / "old.test", tmp_path / "new.test"
    old.touch()
    new.touch()
    mark_old([old, new, tmp_path / "nowhere.test"])
    new.touch()

    assert not is_renewed(old)
    assert is_renewed(new)
    assert not is_renewed(tmp_path / "nowhere.test")


def test_what_was_handed_out_stays(tmp_path: Path) -> None:
    """A file that is replaced afterwards is still there for whoever got it."""
    kept = tmp_path / "fees.test"
    kept.write_text("first")
    handed = hand_out(kept, tmp_path / "work" / "fees.test")
    (tmp_path / "other").write_text("second")
    (tmp_path / "other").replace(kept)

    assert handed.read_text() == "first"


def test_what_a_killed_run_left_is_handed_out_anew(tmp_path: Path) -> None:
    """A run that is gone on with finds its own links there, to what is kept or to older files."""
    binary, copy = tmp_path / "kept.test", tmp_path / "run" / "kept.test"
    binary.write_bytes(b"one")

    first = hand_out(binary, copy)
    again = hand_out(binary, copy)

    assert first == again == copy
    assert copy.read_bytes() == b"one"


async def test_what_nobody_needs_is_removed(tmp_path: Path) -> None:
    """A file that no build has answered for in two weeks goes; the others stay."""
    async with alone_in(tmp_path):
        _write(tmp_path / "0" / "new.test")
        old = _write(tmp_path / "0" / "old.test")
        os.utime(old, (1.0, 1.0))

    assert [path.name for path in (tmp_path / "0").iterdir()] == ["new.test"]


async def test_what_was_built_to_the_end_is_kept(tmp_path: Path) -> None:
    """The next build finds it, and the one after that."""
    async with alone_in(tmp_path):
        binary = _write(tmp_path / "0" / "fees.test")

    for _ in range(2):
        async with alone_in(tmp_path):
            assert binary.is_file()


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda binary: os.truncate(binary, 2), id="cut short"),
        pytest.param(lambda binary: binary.write_bytes(b"other"), id="as long, and another"),
        pytest.param(lambda binary: os.utime(binary, (0, 0)), id="marked by a build that died"),
        pytest.param(
            lambda binary: (binary.unlink(), binary.symlink_to("/bin/true")), id="a link now"
        ),
        pytest.param(
            lambda binary: (binary.parents[1] / "ended.json").write_bytes(b'{"0/fe'),
            id="half of the notes",
        ),
        pytest.param(lambda binary: (binary.parents[1] / "ended.json").unlink(), id="no notes"),
    ],
)
async def test_what_is_not_as_a_build_left_it_is_removed(
    tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    """Go would answer for the beginning of a file, whatever follows; so it is not shown to Go."""
    async with alone_in(tmp_path):
        binary = _write(tmp_path / "0" / "fees.test")
    harm(binary)

    async with alone_in(tmp_path):
        assert not binary.is_symlink()
        assert not binary.exists()


async def test_what_a_build_wrote_that_broke_off_is_removed(tmp_path: Path) -> None:
    """Nothing vouches for what was written by one that did not come to its end."""
    with contextlib.suppress(RuntimeError):
        async with alone_in(tmp_path):
            binary = _write(tmp_path / "0" / "fees.test")
            raise RuntimeError

    async with alone_in(tmp_path):
        assert not binary.exists()


def _write(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"first")
    return path


async def test_builds_in_one_directory_wait_for_each_other(tmp_path: Path) -> None:
    """Nobody builds where somebody else does."""
    inside: list[str] = []

    async def build(name: str) -> None:
        async with alone_in(tmp_path):
            inside.append(name)
            await asyncio.sleep(0)
            inside.append(name)

    await asyncio.gather(build("a"), build("b"))

    assert inside in (["a", "a", "b", "b"], ["b", "b", "a", "a"])
