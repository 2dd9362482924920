"""Which gates were asked for, and by which tool each is run in which directory.

Gates that come with gonogo are asked for as `gonogo/base`; all others stand in the validators
file. A gate says its tool itself, or somebody said it for all, or the test directory shows it.
Gates of one tool and directory are planned together, so that what several of them ask for
runs once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from gonogo.acceptance.asking import SHIPPED, SHIPPED_GATES
from gonogo.acceptance.plan import Tool, by_tool, test_directory
from gonogo.acceptance.suites import Suites
from gonogo.acceptance.validators import (
    GATELESS,
    Choice,
    ChoiceError,
    UnknownGateError,
    choose_gates,
    parse_validators,
    read_validators,
)
from gonogo.errors import GonogoError

SHIPPED_RUNNER = "gonogo"


class UnknownSuiteError(GonogoError):
    """Nobody said where the tests are."""

    def __init__(self) -> None:
        super().__init__(
            "it is not known where the tests are",
            hint="Name their directory: --testdir ./tests; with a gate also its file: --validators"
            " acceptance-tests.yaml. The gate that comes with gonogo needs neither: --gate base.",
        )


@dataclass(frozen=True)
class Group:
    """Gates that one tool runs in one directory."""

    choice: Choice
    tool: Tool
    directory: Path


def groups_of(gates: Sequence[str], suites: Suites) -> tuple[Group, ...]:
    """Return what was asked for; without gates, everything below the test directory.

    Raises:
        GonogoError: a gate, a file or a directory is not there.
    """
    shipped = [gate for gate in gates if gate.startswith(SHIPPED)]
    named = [gate for gate in gates if not gate.startswith(SHIPPED)]
    groups = [_shipped(shipped)] if shipped else []
    own = [gate for gate in named if gate != GATELESS]
    if own:
        groups += _own(own, suites)
    if GATELESS in named or not gates:
        groups += _own([], suites)
    return tuple(groups)


def gate_names(typed: Sequence[str], suites: Suites) -> tuple[str, ...]:
    """Return the gates that somebody means: `base` is gonogo's own where no file is named."""
    if suites.validators is not None:
        return tuple(dict.fromkeys(typed))
    known = {gate.removeprefix(SHIPPED): gate for gate in SHIPPED_GATES}
    return tuple(dict.fromkeys(known.get(gate, gate) for gate in typed))


def _shipped(gates: Sequence[str]) -> Group:
    file = resources.files("gonogo.acceptance") / "shipped" / "base.yaml"
    validators = parse_validators(file.read_text("utf-8"), "base.yaml (shipped)")
    unknown = [gate for gate in gates if gate not in SHIPPED_GATES]
    if unknown:
        raise UnknownGateError(unknown, "gonogo", SHIPPED_GATES)
    choice = choose_gates(validators, [gate.removeprefix(SHIPPED) for gate in gates])
    named = tuple(replace(gate, id=f"{SHIPPED}{gate.id}") for gate in choice.gates)
    return Group(replace(choice, gates=named), Tool(SHIPPED_RUNNER), Path.cwd())


def _own(gates: Sequence[str], suites: Suites) -> Iterator[Group]:
    if suites.directory is None and suites.validators is None:
        raise _nowhere(gates)
    validators = None if suites.validators is None else read_validators(Path(suites.validators))
    choice = choose_gates(validators, gates, suites.excluded_gates)
    directory = (
        test_directory(suites.directory)
        if suites.directory is not None
        else Path(str(suites.validators)).absolute().parent
    )
    for tool, some in by_tool(choice).items():
        yield Group(some, replace(tool, runner=_runner_of(tool, suites)), directory)


def _runner_of(tool: Tool, suites: Suites) -> str:
    if tool.runner and suites.runner and tool.runner != suites.runner:
        raise ChoiceError(
            f"its file says that {tool.runner} runs a gate, and --runner says {suites.runner}",
            hint="Leave --runner away.",
        )
    return tool.runner or suites.runner or ""


def _nowhere(gates: Sequence[str]) -> GonogoError:
    known = [gate.removeprefix(SHIPPED) for gate in SHIPPED_GATES]
    return UnknownGateError(gates, "gonogo", known) if gates else UnknownSuiteError()
