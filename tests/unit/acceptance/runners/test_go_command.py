"""Asking the `go` command something short, with a program that says what a test wants."""

from pathlib import Path

import pytest

from gonogo.acceptance import Surroundings
from gonogo.acceptance.runners.go_command import ask
from gonogo.acceptance.runners.go_errors import GoEndedError, GoMissingError


def _program(place: Path, script: str) -> str:
    program = place / "go"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def _around(place: Path) -> Surroundings:
    return Surroundings(place, place, {"PATH": "/usr/bin:/bin", "GOFLAGS": "-mod=mod"})


async def test_what_it_says_and_what_it_says_beside_that(tmp_path: Path) -> None:
    """The words are its own, and so are directory and variables."""
    go = _program(tmp_path, 'echo "$1 $2 $GOFLAGS"; pwd >&2; exit 1')

    answer = await ask(go, ("env", "GOROOT"), _around(tmp_path))

    assert answer.output == b"env GOROOT -mod=mod\n"
    assert answer.text == str(tmp_path)
    assert answer.ending.exit_code == 1


async def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A path of the system may be anything; the message is told all the same."""
    go = _program(tmp_path, r"printf 'a\377b' >&2")

    assert (await ask(go, ("env",), _around(tmp_path))).text == "a\ufffdb"


@pytest.mark.parametrize("name", ["none", "."])
async def test_there_is_no_such_program(tmp_path: Path, name: str) -> None:
    """Nor is a directory one."""
    with pytest.raises(GoMissingError, match="Go cannot be asked"):
        await ask(str(tmp_path / name), ("version",), _around(tmp_path))


async def test_it_was_killed(tmp_path: Path) -> None:
    """That is not the same as a Go that is not there or has nothing to say."""
    go = _program(tmp_path, "echo half; kill -9 $$")

    with pytest.raises(GoEndedError, match="go tool -n test2json` was ended by SIGKILL"):
        await ask(go, ("tool", "-n", "test2json"), _around(tmp_path))
