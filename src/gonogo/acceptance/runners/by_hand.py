"""What a person types to run the tests of one task with their tool, and without us.

Not what we start: that is built elsewhere, speaks to us, and is gone afterwards. It is the
tool's own command, for exactly these tests, as its manual has it. A command of the user's has
`report` in the place of the file that it is told.
"""

from collections.abc import Sequence
from pathlib import Path

from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.runners import forge, shipped
from gonogo.acceptance.runners.command import words_of
from gonogo.acceptance.runners.forge_listing import root_of
from gonogo.acceptance.runners.go_run import pattern_of
from gonogo.acceptance.task import Task


def by_hand(  # noqa: PLR0913 - The task, and what was said of its tool.
    runner: str,
    task: Task,
    directory: Path,
    *,
    program: str,
    command: Sequence[str] = (),
    report: str = "",
) -> tuple[Path, tuple[str, ...]]:
    """Return where to go, and what to type there.

    Args:
        runner: The runner's name.
        task: What it ran.
        directory: The test directory.
        program: What `go`, `forge` or Python is here; of other runners nobody asks.
        command: The words of the user's own command.
        report: The file that it writes.
    """
    if runner == "go":
        return directory, _go(program, task)
    if runner == "pytest":
        return directory, _pytest(program, task)
    if runner == "forge":
        return root_of(directory), (program, "test", "-vv", *forge.arguments_of(task))
    if runner == shipped.ShippedRunner.name:
        return directory, (*shipped.PROGRAM, *shipped.arguments_of(task))
    return directory, tuple(words_of(command, task, Path(report).name))


def _go(program: str, task: Task) -> tuple[str, ...]:
    return (
        *(program, "test", "-v", "-count=1", f"-timeout={task.timeout_seconds:g}s"),
        *((f"-run={pattern_of(task.names)}",) if task.names else ()),
        *((f"-skip={pattern_of(task.leaves_out)}",) if task.leaves_out else ()),
        task.package,
    )


def _pytest(program: str, task: Task) -> tuple[str, ...]:
    places = [_node(task.package, name) for name in task.names] or [f"./{task.package}"]
    aside = [word for name in task.leaves_out for word in ("--deselect", _node(task.package, name))]
    return (program, "-m", "pytest", *places, *aside)


def _node(package: str, name: str) -> str:
    """Return what pytest calls a test, or one case of it."""
    function, _, case = name.partition(SUBTEST)
    chosen = f"[{case.replace('%2F', '/')}]" if case else ""
    return f"./{package}::{function.replace('.', '::')}{chosen}"
