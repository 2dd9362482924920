"""The runner of a group of gates, set up as somebody asked for it, or as its directory shows."""

from pathlib import Path
from typing import Any

from gonogo.acceptance import Runner, Suites
from gonogo.acceptance.attempting import Group
from gonogo.acceptance.runners import detect, runner_named


def runner_of(group: Group, suites: Suites, *, kept: Path) -> Runner:
    """Return the runner of a group of gates.

    Args:
        group: The gates, and what their file says of the tool.
        suites: What somebody said of it.
        kept: Where binaries are kept from run to run.

    Raises:
        GonogoError: nobody says which tool it is, or it lacks something.
    """
    tool = group.tool
    name = tool.runner or detect(group.directory)
    options: dict[str, Any] = {}
    if name == "go":
        options["kept"] = kept
        options |= {"go_binary": suites.go_binary} if suites.go_binary else {}
    if name == "pytest" and suites.python is not None:
        options["python"] = suites.python
    if name == "command":
        options |= {"command": tool.command}
        options |= {"report": tool.report} if tool.report else {}
    return runner_named(name, **options)
