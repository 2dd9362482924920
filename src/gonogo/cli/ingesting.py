"""Bring results from elsewhere into a run, as a command asks for it."""

import asyncio
from dataclasses import replace
from pathlib import Path

from gonogo.acceptance import NamedTest
from gonogo.acceptance.validators import choose_gates, read_validators
from gonogo.bootstrap import Application, Brought, BroughtGates
from gonogo.cli.accepting import Attempted, attempted_by
from gonogo.cli.progress import shown
from gonogo.networks import Network
from gonogo.policies import wanted_of
from gonogo.workflows import start_assessment


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
    wanted = () if validators is None else tests_of(validators, brought.gate)
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
    return attempted_by(application, run)


def tests_of(validators: Path, gate: str) -> tuple[NamedTest, ...]:
    """Return what a gate of a file asks for, as far as it names it.

    A pattern such as `./...` names no package, so what is missing of it cannot be known.

    Raises:
        GonogoError: the file cannot be read, or has no such gate.
    """
    (chosen,) = choose_gates(read_validators(validators), [gate]).gates
    entries = (*chosen.entries, *(entry for suite in chosen.suites for entry in suite.entries))
    return tuple(
        dict.fromkeys(
            NamedTest(entry.package, entry.name) for entry in entries if "..." not in entry.package
        )
    )
