"""What the installed Go is, and what its user has told it for every command.

`GOFLAGS` holds for `go test` in three ways: flags of the build, which `go test -c` reads by
itself; flags that a test binary is to be told when it runs, which we pass on; and flags that
would choose other tests than those selected (`-run`, `-skip`), which have no effect here.
"""

import contextlib
import os
import re
import shlex
from dataclasses import dataclass

import msgspec

from gonogo.acceptance.runners.go_command import ask
from gonogo.acceptance.runners.go_errors import GoListError, GoMissingError, GoTooOldError
from gonogo.acceptance.task import Surroundings

_OLDEST = (1, 21)
_VERSION = re.compile(r"go(\d+)\.(\d+)")
_OF_THE_BINARY = frozenset({"cpu", "fullpath", "parallel", "short", "shuffle"})
# Go leaves these out of a binary that it runs itself; a link without them is a third faster.
_WITHOUT_DEBUGGING = "-ldflags=-s -w"


@dataclass(frozen=True)
class Toolchain:
    """An installed Go."""

    program: str
    flags: tuple[str, ...]
    """The words of `GOFLAGS`."""

    @property
    def build_flags(self) -> tuple[str, ...]:
        """Return what we add to the flags of a build; never over the user's own."""
        has_own = any(_name(flag) == "ldflags" for flag in self.flags)
        return () if has_own else (_WITHOUT_DEBUGGING,)

    @property
    def run_flags(self) -> tuple[str, ...]:
        """Return what a test binary is to be told on behalf of the user."""
        return tuple(
            f"-test.{flag.lstrip('-')}" for flag in self.flags if _name(flag) in _OF_THE_BINARY
        )


async def toolchain(program: str, surroundings: Surroundings) -> Toolchain:
    """Ask `go` what it is, and whether it can work in this directory.

    Raises:
        GoMissingError: it is not there, or is something else.
        GoTooOldError: it cannot build as we need it.
        GoListError: the directory belongs to no module.
    """
    words = ("env", "-json", "GOVERSION", "GOFLAGS", "GOMOD", "GOWORK")
    answer = await ask(program, words, surroundings)
    said: dict[str, str] = {}
    # A program that answers in another way is no Go, and then there is no version.
    with contextlib.suppress(msgspec.DecodeError, msgspec.ValidationError):
        said = msgspec.json.decode(answer.output, type=dict[str, str])
    version = said.get("GOVERSION", "")
    if not version or not answer.ending.is_clean:
        reason = answer.text or f"{program} does not say which Go it is"
        raise GoMissingError(program, reason)
    numbers = _VERSION.match(version)
    # A version that looks otherwise is a development build, and so a late one.
    if numbers and (int(numbers[1]), int(numbers[2])) < _OLDEST:
        raise GoTooOldError(program, version)
    # Asked to list what is there, it would find nothing and give no reason.
    if said.get("GOMOD") == os.devnull and not said.get("GOWORK"):
        raise GoListError(str(surroundings.directory), "go.mod was not found there or above")
    return Toolchain(program, tuple(shlex.split(said.get("GOFLAGS", ""))))


def _name(flag: str) -> str:
    return flag.lstrip("-").partition("=")[0]
