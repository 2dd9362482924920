"""What an attempt at gates leaves for readers, put together of what it recorded."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from gonogo import __version__
from gonogo.acceptance import (
    GateParameters,
    GateRun,
    Suites,
    gate_parameters,
    held_to_alone,
)
from gonogo.workflows import Occasion

if TYPE_CHECKING:
    from gonogo.acceptance.attempting import Left, SuiteRun
    from gonogo.acceptance.environment import ByHand
    from gonogo.report.suites import SuiteReport


def leave_environment(suite_run: "SuiteRun", suites: Suites) -> tuple[str, ...]:
    """Write how to run it again, before anything runs; return why that could not be written."""
    from gonogo.acceptance.environment import reproducing  # noqa: PLC0415 - As below.
    from gonogo.report.suites import write_environment  # noqa: PLC0415

    network = "" if suite_run.venue is None else suite_run.venue.network.name
    try:
        text = reproducing(
            suite_run.terms,
            suite_run.inherited,
            [command_of(suite_run.gates, suites, network)],
            secrets=suite_run.secrets,
            has_network=bool(network),
            by_hand=tuple(_by_hand(suite_run, suites)),
        )
    except Exception as error:  # noqa: BLE001
        # The boundary of all that is only shown, as below.
        return (f"environment.txt could not be made: {type(error).__name__}: {error}",)
    return write_environment(suite_run.directory, text, secrets=suite_run.secrets)


def _by_hand(suite_run: "SuiteRun", suites: Suites) -> "Iterator[ByHand]":
    from gonogo.acceptance.environment import ByHand  # noqa: PLC0415 - As below.
    from gonogo.acceptance.runners.by_hand import by_hand  # noqa: PLC0415
    from gonogo.acceptance.runners.pytest_python import find_python  # noqa: PLC0415

    variables = {**suite_run.inherited.machine, **suite_run.inherited.settings}
    for planned in suite_run.planned:
        directory, tool = planned.group.directory, planned.group.tool
        program = planned.runner.name
        if program == "go":
            program = suites.go_binary or program
        elif program == "pytest":
            program = suites.python or find_python(directory, variables)
        for task in planned.plan.tasks:
            place, argv = by_hand(
                planned.runner.name,
                task,
                directory,
                program=program,
                command=tool.command,
                report=tool.report or "report.xml",
            )
            yield ByHand(task.id, place, argv)


def leave_reports(
    left: "Left",
    runs: Sequence[GateRun],
    suites: Suites,
    occasion: Occasion | None,
    *,
    now: datetime,
) -> tuple[str, ...]:
    """Write all files of a run, and return which could not be written, and why.

    Args:
        left: What the attempt left.
        runs: Its gates, with what is in quarantine.
        suites: What was asked for.
        occasion: On whose behalf it ran; None: for no network.
        now: When it ended.
    """
    try:
        return _leave_reports(left, runs, suites, occasion, now=now)
    except Exception as error:  # noqa: BLE001
        # The boundary of all that is only shown: the results are recorded, and whatever breaks
        # here must not end their run as a fault.
        return (f"no report could be made: {type(error).__name__}: {error}",)


def _leave_reports(
    left: "Left",
    runs: Sequence[GateRun],
    suites: Suites,
    occasion: Occasion | None,
    *,
    now: datetime,
) -> tuple[str, ...]:
    # The templates of the page come along, and only a run that has gates needs them.
    from gonogo.report.suites import write_suite_files  # noqa: PLC0415

    report = suite_report(left, runs, suites, occasion, now=now)
    return write_suite_files(left.directory, report, secrets=left.secrets)


def suite_report(
    left: "Left",
    runs: Sequence[GateRun],
    suites: Suites,
    occasion: Occasion | None,
    *,
    now: datetime,
) -> "SuiteReport":
    """Return what is told of a run."""
    from gonogo.report.suites import SuiteReport, judged  # noqa: PLC0415 - As above.

    chains = [] if occasion is None else [chain.name for chain in occasion.network.chains]
    return SuiteReport(
        run=left.terms.run,
        started_at=left.started_at,
        seconds=left.seconds,
        tool_version=__version__,
        gates=tuple(
            judged(run, chains, now, parameters_of(run.gate, suites, occasion)) for run in runs
        ),
        network=left.network,
        candidate="" if occasion is None else occasion.candidate,
    )


def parameters_of(
    gate: str, suites: Suites, occasion: Occasion | None
) -> tuple[GateParameters, ...]:
    """Return what a gate is held to; whoever excludes tests by themselves may do so."""
    if occasion is None:
        return (held_to_alone(suites),)
    return tuple(gate_parameters(pairs) for name, pairs in occasion.held_to if name == gate)


def command_of(gates: Sequence[str], suites: Suites, network: str) -> list[str]:
    """Return what to type to run some gates again."""
    from gonogo.acceptance.validators import GATELESS  # noqa: PLC0415 - As above.

    words = ["gonogo", "accept", *([network] if network else [])]
    for gate in gates:
        words += [] if gate == GATELESS else ["--gate", gate]
    valued = {
        "--validators": suites.validators,
        "--testdir": suites.directory,
        "--exclude-gates": ",".join(suites.excluded_gates),
        "--runner": suites.runner,
        "--default-timeout": f"{suites.default_timeout_seconds:g}s",
        "--jobs": str(suites.jobs or ""),
        "--go-binary": suites.go_binary,
        "--python": suites.python,
        "--quarantine": suites.quarantine,
        "--test-log-level": suites.log_level,
    }
    for option, value in valued.items():
        words += [option, value] if value else []
    for name in suites.passed_variables:
        words += ["--env", name]
    return [*words, *(["--allow-skips"] if suites.allows_skips else [])]
