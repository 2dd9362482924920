"""What is left of attempts at gates that nobody goes on with, and reports about them anew.

Of a run that was killed the journal has what was seen. Whoever ends the run, or asks for a
report of it, gets what an interrupt would have left.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.acceptance import GateRun, Suites, is_gate
from gonogo.acceptance.attempting import Left
from gonogo.acceptance.environment import inherited
from gonogo.bootstrap.application import Application
from gonogo.bootstrap.gate_left import left_behind, secrets_about
from gonogo.bootstrap.gate_records import gate_runs_of
from gonogo.evidence import Run
from gonogo.workflows import Occasion, network_of, policy_of
from gonogo.workflows.gates import held_to

if TYPE_CHECKING:
    from gonogo.bootstrap.gates import WorkspaceGates


def write_tests_report(application: Application, run: Run, paths: Sequence[Path]) -> bool:
    """Write what is known of the tests of a run, and return whether there is anything.

    Raises:
        ReportPathError: it cannot be written.
    """
    from gonogo.bootstrap.gate_reports import suite_report  # noqa: PLC0415 - Brings templates.
    from gonogo.bootstrap.reports import write_as  # noqa: PLC0415
    from gonogo.report.suites import suite_bytes  # noqa: PLC0415

    if run.deployment is None or not any(is_gate(each.check) for each in run.selections):
        return False
    occasion = _occasion_of(application, run, run.deployment)
    gates = application.gates(lambda _event: None)
    left = left_behind(
        gates.directory_of(occasion.run, occasion.suites),
        occasion,
        gates.terms_of(occasion.run, occasion.suites),
        secrets_about(occasion, gates.networks, gates.environ),
    )
    recorded = gate_runs_of(application, run.id)
    if left is None and not recorded:
        return False
    left = left or _of_record(gates, occasion, run, recorded)
    report = suite_report(
        left,
        recorded or left.runs,
        occasion.suites,
        occasion,
        now=run.ended_at or gates.clock.now(),
    )
    for path in paths:
        write_as(path, suite_bytes(left.directory, report, path.suffix, secrets=left.secrets))
    return True


def _occasion_of(application: Application, run: Run, deployment: str) -> Occasion:
    request = application.history.request(run.id)
    policy = policy_of(application.artifacts, request.policy_digest)
    return Occasion(
        run=run.id,
        network=network_of(application.artifacts, request.network_digest),
        candidate=request.candidate,
        deployment=deployment,
        suites=request.suites or Suites(),
        wallet=None,
        held_to=held_to(policy.requirements),
    )


def _of_record(
    gates: "WorkspaceGates", occasion: Occasion, run: Run, recorded: tuple[GateRun, ...]
) -> Left:
    """Return what evidence has of an attempt whose directory is gone."""
    ended_at = run.ended_at or run.started_at
    return Left(
        directory=gates.directory_of(run.id, occasion.suites),
        runs=recorded,
        started_at=run.started_at,
        seconds=(ended_at - run.started_at).total_seconds(),
        terms=gates.terms_of(run.id, occasion.suites),
        inherited=inherited({}),
        secrets=secrets_about(occasion, gates.networks, gates.environ),
        network=occasion.network.name,
    )
