"""Bring results from elsewhere into a run, as a command asks for it."""

import asyncio
from dataclasses import replace
from pathlib import Path

from gonogo.acceptance import NamedTest
from gonogo.acceptance.validators import choose_gates, read_validators
from gonogo.bootstrap import Application, Brought, BroughtGates, suites_here
from gonogo.cli.accepting import Attempted, attempted_by
from gonogo.cli.progress import shown
from gonogo.networks import Network
from gonogo.policies import wanted_of
from gonogo.workflows import start_assessment

_BELOW = "/..."


def ingest(
    application: Application,
    network: Network,
    brought: Brought,
    validators: Path | None,
    *,
    is_quiet: bool,
) -> Attempted:
    """Record what a report says about a gate, and return what came of it.

    Raises:
        GonogoError: the gate is not in the file, or the run cannot be recorded.
    """
    wanted = () if validators is None else tests_of(validators, brought)
    policy = wanted_of([brought.gate], is_from_elsewhere=True).policy
    with shown(is_quiet=is_quiet) as on_event:
        gates = BroughtGates(application.gates(on_event), brought, wanted)
        run = asyncio.run(
            start_assessment(
                network,
                policy,
                means=replace(application.means(on_event), gates=gates),
                engines=application.engines,
                # Nothing is sent: everything is in the report.
                may_send=True,
            )
        )
    return attempted_by(application, run, network)


def tests_of(validators: Path, brought: Brought) -> tuple[NamedTest, ...]:
    """Return what the gate of a file asks for, as far as it names it, in the report's words.

    A pattern such as `./...` names no package, so what is missing of it cannot be known.

    Raises:
        GonogoError: the file cannot be read, has no such gate, or may mean several packages.
    """
    # Readers of XML, which only this needs.
    from gonogo.acceptance.ingest import is_relative, read_report, wanted_of_report  # noqa: PLC0415

    read = read_validators(validators)
    (chosen,) = choose_gates(read, [brought.gate]).gates
    entries = [
        entry
        for entries in (chosen.entries, *(suite.entries for suite in chosen.suites))
        for entry in entries
        if "..." not in entry.package
    ]
    packages: set[str] = set()
    # A report may be large, and nearly always says a package as the file does.
    if any(is_relative(entry.package) for entry in entries):
        results = read_report(brought.file, brought.format_name).results
        packages = {result.test.package for result in results}
    said = suites_here().directory
    directory = validators.parent if said is None else Path(said.removesuffix(_BELOW))
    return wanted_of_report(entries, packages, directory=directory, file=read.file)
