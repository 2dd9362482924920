"""What a Go says it is, and what GOFLAGS mean for us."""

from pathlib import Path

import pytest

from gonogo.acceptance import Surroundings
from gonogo.acceptance.runners.go_errors import GoMissingError, GoTooOldError
from gonogo.acceptance.runners.go_toolchain import Toolchain, toolchain


def _program(place: Path, said: str, code: int = 0) -> str:
    """Return a program that says this, whatever it is asked."""
    path = place / "go"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\nexit {code}\n")
    path.chmod(0o700)
    return str(path)


async def test_a_go_is_understood(tmp_path: Path) -> None:
    """A version that is late enough is taken, with the flags that its user has set."""
    said = '{"GOVERSION": "go1.27.3", "GOFLAGS": "-mod=mod \'-ldflags=-X m.v=1\'"}'

    known = await toolchain(_program(tmp_path, said), Surroundings(tmp_path, tmp_path))

    assert known.flags == ("-mod=mod", "-ldflags=-X m.v=1")


async def test_a_development_version_is_late_enough(tmp_path: Path) -> None:
    """A version without numbers is newer than any that has them."""
    said = '{"GOVERSION": "devel go1.28-abc", "GOFLAGS": ""}'

    known = await toolchain(_program(tmp_path, said), Surroundings(tmp_path, tmp_path))

    assert known.flags == ()


@pytest.mark.parametrize("version", ["go1.20.14", "go1.9"])
async def test_a_go_that_is_too_old_is_refused(tmp_path: Path, version: str) -> None:
    """Before 1.21 several packages cannot be built at once, and that is said."""
    program = _program(tmp_path, f'{{"GOVERSION": "{version}"}}')

    with pytest.raises(GoTooOldError, match=version):
        await toolchain(program, Surroundings(tmp_path, tmp_path))


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"GOVERSION": 1}', "go version go1.27"])
async def test_a_program_that_is_no_go_is_refused(tmp_path: Path, said: str) -> None:
    """What does not say which Go it is, is none."""
    with pytest.raises(GoMissingError) as refused:
        await toolchain(_program(tmp_path, said), Surroundings(tmp_path, tmp_path))

    assert refused.value.hint is not None


async def test_a_go_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A program that cannot be started is named."""
    with pytest.raises(GoMissingError, match="nowhere"):
        await toolchain("nowhere", Surroundings(tmp_path, tmp_path, {"PATH": "/usr/bin"}))


def test_own_flags_of_the_linker_are_left_alone() -> None:
    """Whoever sets flags of the linker keeps all of them."""
    assert Toolchain("go", ()).build_flags == ("-ldflags=-s -w",)
    assert Toolchain("go", ("-ldflags=-X m.v=1",)).build_flags == ()


def test_only_flags_of_a_binary_reach_it() -> None:
    """Flags of the build are the build's, and none can choose other tests."""
    known = Toolchain("go", ("-mod=mod", "-short", "--parallel=4", "-run=Nothing", "-tags=live"))

    assert known.run_flags == ("-test.short", "-test.parallel=4")
