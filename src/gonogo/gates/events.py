"""Say what becomes of tests, as lines of JSON like those of `go test -json`.

Each line goes out at once: whoever reads them shows progress, and a process that is killed
has said everything up to then. Beside the keys of Go an ending may have one of ours,
`Gonogo`, with the kind of the ending and a message; tools that do not know it pass it over.
"""

import enum
from collections.abc import Callable

import msgspec

from gonogo.clock import Clock

# Readers of such streams bound a line, and what a node says in an error has no bound.
_LONGEST_LINE_CHARACTERS = 4000


class Action(enum.Enum):
    """How a test ends, as far as `go test` knows."""

    PASS = "pass"  # noqa: S105 - the word of `go test`, and no password.
    FAIL = "fail"
    SKIP = "skip"


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a test ended as it did."""

    kind: str
    """In the words of acceptance: `assertion`, `precondition`, `waiting`, `timeout`…"""
    message: str = ""
    until: str = ""
    """Of a test that waits: until when."""


class _Event(msgspec.Struct, frozen=True, omit_defaults=True, rename="pascal"):
    time: str
    action: str
    package: str
    test: str = ""
    elapsed: float | None = None
    output: str | None = None
    gonogo: Reason | None = None


class Events:
    """The events of one package, in the order in which they happen."""

    def __init__(self, package: str, clock: Clock, write: Callable[[bytes], None]) -> None:
        self._package = package
        self._clock = clock
        self._write = write

    def start(self) -> None:
        """Say that the package begins."""
        self._say("start")

    def run(self, test: str) -> None:
        """Say that a test begins."""
        self._say("run", test)

    def output(self, test: str, text: str) -> None:
        """Say what a test prints, line by line; of no test where the name is empty."""
        for line in text.splitlines() or [""]:
            for start in range(0, max(len(line), 1), _LONGEST_LINE_CHARACTERS):
                part = line[start : start + _LONGEST_LINE_CHARACTERS]
                self._say("output", test, output=f"{part}\n")

    def end(self, test: str, action: Action, seconds: float, reason: Reason | None = None) -> None:
        """Say how a test ended; how the package ended where the name is empty."""
        self._say(action.value, test, elapsed=round(seconds, 3), reason=reason)

    def _say(
        self,
        action: str,
        test: str = "",
        *,
        elapsed: float | None = None,
        output: str | None = None,
        reason: Reason | None = None,
    ) -> None:
        now = self._clock.now().isoformat().replace("+00:00", "Z")
        event = _Event(now, action, self._package, test, elapsed, _sound(output), _sound_in(reason))
        self._write(msgspec.json.encode(event) + b"\n")


def _sound(text: str | None) -> str | None:
    # Half a character, as paths of the system may have it, cannot be written as JSON.
    return None if text is None else text.encode("utf-8", "replace").decode()


def _sound_in(reason: Reason | None) -> Reason | None:
    if reason is None:
        return None
    return msgspec.structs.replace(reason, message=_sound(reason.message) or "")
