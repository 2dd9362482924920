"""Run the test binary of one package: what `go test -json` does after building.

`go tool test2json` runs the binary and turns what it prints into events; so every test process
has an environment of its own, and the process group is its own too. Between them a shell notes
how the binary ended, because test2json tells that it failed and not by what. And test2json waits
for as long as anybody holds the binary's output open; five seconds after the end of the binary
the shell ends whatever a test has left behind, as `go test` does.
"""

import dataclasses
import re
import signal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.runner import Sink
from gonogo.acceptance.task import Ending, Surroundings, Task

_LAST_WORDS_SECONDS = 10.0
"""After a test's own time: Go then writes where every goroutine is, and ends by itself."""
# Without the closing line test2json takes the end of the package for that of the last test.
_NOTE_HOW_IT_ENDED = r"""
package=$1
shift
"$@"
code=$?
echo $code >"$0"
[ $code = 0 ] || printf '\026FAIL\t%s\n' "$package"
(/bin/sleep 5; kill -KILL 0) >/dev/null 2>&1 &
exit $code
"""
_BY_SIGNAL = 128


def pattern_of(names: Iterable[str]) -> str:
    """Return the pattern that chooses exactly these tests and subtests, and what is in them."""
    return "|".join(
        SUBTEST.join(f"^{re.escape(part)}$" for part in name.split(SUBTEST)) for name in names
    )


def arguments_of(task: Task, flags: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what a test binary is to be told."""
    return (
        "-test.v=test2json",
        "-test.paniconexit0",
        *flags,
        "-test.count=1",
        f"-test.timeout={max(task.timeout_seconds, 0.001):.3f}s",
        *((f"-test.run={pattern_of(task.names)}",) if task.names else ()),
        *((f"-test.skip={pattern_of(task.leaves_out)}",) if task.leaves_out else ()),
    )


@dataclass(frozen=True)
class Binary:
    """A test binary that was built, and what it takes to run it."""

    path: Path
    directory: Path
    """That of its package, in which it is run."""
    test2json: str
    flags: tuple[str, ...] = ()
    """What it is told beside the task, on behalf of the user."""


async def run_binary(binary: Binary, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
    """Run a task's binary in the directory of its package."""
    note = surroundings.workplace / f"ending-{task.id}-{task.attempt}"
    note.unlink(missing_ok=True)
    argv = (binary.test2json, "-t", "-p", task.package, "/bin/sh", "-c", _NOTE_HOW_IT_ENDED)
    words = (str(note), task.package, str(binary.path), *arguments_of(task, binary.flags))
    ending = await run_process(
        Command(
            (*argv, *words),
            binary.directory,
            # As `go test` does, so that links in the path of a test directory stay links.
            {**surroundings.environment, "PWD": str(binary.directory)},
        ),
        on_output=sink.events,
        on_text=sink.text,
        timeout_seconds=task.timeout_seconds + _LAST_WORDS_SECONDS,
    )
    return _as_noted(ending, note)


def _as_noted(ending: Ending, note: Path) -> Ending:
    """Return how the binary ended, where that is known better than of test2json."""
    if ending.cut is not None or ending.fault:
        return ending
    try:
        code = int(note.read_text(encoding="ascii"))
    except (OSError, ValueError):
        if ending.signal:
            return ending
        # The code is that of test2json, which calls it a failure when nobody told it anything.
        fault = "it is not known how the test binary ended"
        return dataclasses.replace(ending, exit_code=None, fault=fault)
    if ending.signal is not None:
        fault = "the tests ended, and what they had started kept their output open until killed"
        return dataclasses.replace(ending, exit_code=code, signal=None, fault=fault)
    name = _signal_name(code - _BY_SIGNAL)
    if name:
        return dataclasses.replace(ending, exit_code=None, signal=name)
    # A test2json that failed over a binary that did not has lost something.
    return ending if code == 0 else dataclasses.replace(ending, exit_code=code)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return ""
