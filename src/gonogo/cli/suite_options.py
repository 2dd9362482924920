"""The options that say where acceptance tests are and how they run, for every command with any."""

import os
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gonogo.cli.options import all_of

if TYPE_CHECKING:
    from gonogo.acceptance import Suites

# Those of `RunnerName`, whose room takes too long to import for a help text.
_RUNNERS = ("go", "pytest", "forge", "command", "gonogo")


def _wei(_context: click.Context, _parameter: click.Parameter, text: str | None) -> int | None:
    """Read an amount of ether as wei, exactly."""
    if text is None:
        return None
    try:
        # In decimals, since floating point makes some other number of wei of 0.1 ether.
        wei = Decimal(text) * 10**18
    except InvalidOperation:
        raise click.BadParameter(f"{text!r} is no number of ether, such as 0.1") from None
    if not wei.is_finite() or wei <= 0 or wei != wei.to_integral_value():
        raise click.BadParameter(f"{text!r} is no amount that can be spent, such as 0.1")
    return int(wei)


def _seconds(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> float | None:
    from gonogo.acceptance.validators import parse_timeout  # noqa: PLC0415 - As below.

    try:
        return None if text is None else parse_timeout(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


suite_options = all_of(
    click.option(
        "--validators",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The file with the gates: op-acceptor's acceptance-tests.yaml, as it is.",
    ),
    click.option("--testdir", metavar="DIR", help="Where the tests are; ./tests/... is ./tests."),
    click.option("--exclude-gates", metavar="ID,…", help="Leave out every test of these gates."),
    click.option("--runner", type=click.Choice(_RUNNERS), help="What runs them; found, otherwise."),
    click.option(
        "--default-timeout",
        "--timeout",
        "default_timeout",
        metavar="5m",
        callback=_seconds,
        help="How long a test may take of which no file says it.  [default: 5m]",
    ),
    click.option(
        "--allow-skips",
        is_flag=True,
        help="Tell tests that they may skip where the network lacks something; a skip holds.",
    ),
    click.option("--serial", is_flag=True, help="Run one package at a time."),
    click.option("--jobs", type=click.IntRange(min=1), help="How many packages at a time."),
    click.option("--go-binary", metavar="FILE", help="The program go.  [default: go]"),
    click.option("--python", metavar="FILE", help="The interpreter that has the suite's pytest."),
    click.option(
        "--env",
        "passed",
        multiple=True,
        metavar="NAME",
        help="Hand this variable of yours to the tests, or all that fit AWS_*; may be repeated.",
    ),
    click.option(
        "--quarantine",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Tests that are known to fail now and then.",
    ),
    click.option(
        "--budget",
        metavar="ETH",
        callback=_wei,
        help="What our own gates may spend of one account.  [default: 0.1]",
    ),
    click.option(
        "--logdir",
        type=click.Path(file_okay=False),
        metavar="DIR",
        help="Where runs leave what they leave.",
    ),
    click.option("--test-log-level", default="info", show_default=True, help="TEST_LOG_LEVEL."),
)
"""Where the tests are and how they run."""


def suites_of(options: dict[str, Any]) -> "Suites":
    """Return what these options say, on top of what gonogo.yaml does.

    Raises:
        GonogoError: a duration or gonogo.yaml cannot be read.
    """
    from gonogo.acceptance.validators import gate_list  # noqa: PLC0415
    from gonogo.bootstrap import suites_here  # noqa: PLC0415

    if options["serial"] and options["jobs"]:
        raise click.UsageError("--serial is --jobs 1; give one of them")
    said = {
        "validators": _absolute(options["validators"]),
        "directory": _absolute(options["testdir"]),
        "runner": options["runner"],
        "go_binary": _program(options["go_binary"]),
        "python": _program(options["python"]),
        "quarantine": _absolute(options["quarantine"]),
        "log_directory": _absolute(options["logdir"]),
        "budget_wei": options["budget"],
        "default_timeout_seconds": options["default_timeout"],
    }
    given = {name: value for name, value in said.items() if value is not None}
    return replace(
        suites_here(),
        **given,
        excluded_gates=gate_list(options["exclude_gates"] or ""),
        allows_skips=options["allow_skips"],
        jobs=1 if options["serial"] else options["jobs"] or 0,
        log_level=options["test_log_level"],
        passed_variables=_set_variables(options["passed"]),
    )


def _set_variables(asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the variables that were asked for by name or pattern, each of which must be set."""
    from gonogo.acceptance.environment import OURS  # noqa: PLC0415
    from gonogo.documents import nearest  # noqa: PLC0415

    for name in asked:
        # What is ours is refused with its own reason, set or not.
        if not name.startswith(OURS) and not any(fnmatchcase(each, name) for each in os.environ):
            near = nearest(name, os.environ)
            question = f"; did you mean {near}?" if near else ""
            raise click.BadParameter(f"no variable {name} is set{question}", param_hint="--env")
    return asked


def _program(typed: str | None) -> str | None:
    """Return a program as it is found from anywhere; one without a path is looked for."""
    return _absolute(typed) if typed and os.sep in typed else typed


def _absolute(path: "Path | str | None") -> str | None:
    return None if path is None else os.path.abspath(path)  # noqa: PTH100 - Keeps links.
