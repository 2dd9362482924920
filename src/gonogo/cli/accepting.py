"""Run acceptance tests as a command asks for it: for a network, or by themselves.

What came of each run is yielded when it is known, and also of one that somebody interrupts:
what was seen until then is told before the interrupt goes on its way.
"""

import asyncio
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gonogo.acceptance import GateJudgement, GateRun, Suites, evaluate, held_to_alone
from gonogo.acceptance.validators import GATELESS
from gonogo.bootstrap import Application
from gonogo.cli.answers import answers_of
from gonogo.cli.exit_code import ExitCode
from gonogo.cli.progress import shown
from gonogo.errors import GonogoError
from gonogo.evidence import Evidence, Outcome, Run
from gonogo.networks import Network
from gonogo.readiness import Decision, Policy, Problem
from gonogo.workflows import Began, Event, OnEvent


@dataclass(frozen=True)
class AcceptWish:
    """What was asked for on the command line."""

    gates: tuple[str, ...]
    """Empty: everything in the test directory."""
    suites: Suites
    repeat: int | None
    """How many times; None: as often as a policy asks for, or once."""
    is_quiet: bool
    as_events: bool = False
    """Whether what happens is told to machines, as lines of JSON."""


@dataclass(frozen=True)
class Attempted:
    """What came of one run."""

    id: str
    runs: tuple[GateRun, ...]
    judgements: tuple[tuple[str, str, GateJudgement], ...]
    """Of each gate on each chain; the chain is empty where there was no network."""
    directory: str
    code: ExitCode
    number: int | None = None
    """None: it was not recorded as a run."""
    problems: tuple[Problem, ...] = ()
    network: str = ""
    """Its name; empty: there was none."""
    standing_findings: int = 0
    """How many findings are not resolved, of these gates or of anything else."""


def accept_network(
    application: Application,
    wish: AcceptWish,
    network: Network,
    policy: Policy | None,
    *,
    may_send: bool,
) -> Iterator[Attempted]:
    """Run gates for a network, each time as a recorded run, and yield what came of each.

    Raises:
        GonogoError: a gate cannot be run, or the policy does not ask for it.
    """
    # Brings checks and the durable engine along, which tests without a network do not need.
    from gonogo.policies import wanted_of  # noqa: PLC0415
    from gonogo.workflows import start_assessment  # noqa: PLC0415

    are_some_excluded = bool(wish.suites.excluded_gates)
    gates = wish.gates or (GATELESS,)
    wanted = wanted_of(gates, policy, are_some_excluded=are_some_excluded)
    for _ in range(wish.repeat or wanted.runs):
        begun: list[str] = []
        try:
            with shown(is_quiet=wish.is_quiet, as_events=wish.as_events) as on_event:
                run = asyncio.run(
                    start_assessment(
                        network,
                        wanted.policy,
                        means=application.means(_noting_runs(on_event, begun)),
                        engines=application.engines,
                        may_send=may_send,
                        suites=wish.suites,
                    )
                )
        except KeyboardInterrupt:
            for run_id in begun:
                # The network is not asked again: whoever interrupts does not want to wait.
                yield attempted_by(application, application.history.run(run_id), None)
            raise
        yield attempted_by(application, run, network)


def accept_locally(application: Application, wish: AcceptWish) -> Iterator[Attempted]:
    """Run tests for no network, and yield what came of each time; no evidence is recorded.

    Raises:
        GonogoError: a gate cannot be run.
    """
    for _ in range(wish.repeat or 1):
        now = application.clock.now()
        run_id = f"{now:%Y%m%dT%H%M%SZ}-local-{secrets.token_hex(2)}"
        runs: list[GateRun] = []
        try:
            with shown(is_quiet=wish.is_quiet, as_events=wish.as_events) as on_event:
                gates = application.gates(on_event)
                asyncio.run(gates.run_locally(wish.gates, wish.suites, run_id, on_run=runs.append))
        except KeyboardInterrupt:
            if runs:
                yield _locally(application, wish, run_id, runs)
            raise
        yield _locally(application, wish, run_id, runs)


def _locally(
    application: Application, wish: AcceptWish, run_id: str, runs: Iterable[GateRun]
) -> Attempted:
    runs = tuple(runs)
    held_to = held_to_alone(wish.suites)
    judgements = tuple((run.gate, "", evaluate(run, held_to, None)) for run in runs)
    gates = application.gates(lambda _event: None)
    directory = str(gates.directory_of(run_id, wish.suites))
    code = _code_of(judgement.outcome for _, _, judgement in judgements)
    return Attempted(run_id, runs, judgements, directory, code)


def _noting_runs(on_event: OnEvent, begun: list[str]) -> OnEvent:
    """Return what notes the id of each run that begins, and tells everything on."""

    def note(event: Event) -> None:
        if isinstance(event, Began):
            begun.append(event.run)
        on_event(event)

    return note


def attempted_by(application: Application, run: Run, network: Network | None) -> Attempted:
    """Return what came of a recorded run of gates; without a network, as it was judged then."""
    from gonogo.bootstrap import gate_runs_of  # noqa: PLC0415 - As above.

    answers = answers_of(application, run)
    suites = application.history.request(run.id).suites or Suites()
    gates = application.gates(lambda _event: None)
    return Attempted(
        id=run.id,
        runs=gate_runs_of(application, run.id),
        judgements=tuple(_judgement(item) for item in answers.evidence),
        directory=str(gates.directory_of(run.id, suites)),
        code=answers.code,
        number=run.number,
        problems=answers.problems,
        network=run.network,
        standing_findings=_standing_findings(application, run, network),
    )


def _judgement(item: Evidence) -> tuple[str, str, GateJudgement]:
    outcome = (
        Outcome.ERRORED if item.is_void and item.outcome is not Outcome.FAILED else item.outcome
    )
    void = " (void: the deployment moved)" if item.is_void else ""
    judgement = GateJudgement(outcome, f"{item.summary}{void}", item.figures)
    return item.check, item.chain, judgement


def _code_of(outcomes: Iterable[Outcome]) -> ExitCode:
    seen = set(outcomes)
    if Outcome.FAILED in seen:
        return ExitCode.NO_GO
    return ExitCode.GO if seen == {Outcome.PASSED} else ExitCode.HOLD


def _standing_findings(application: Application, run: Run, network: Network | None) -> int:
    """Return how many findings stand, as `gonogo assess` counts them."""
    from gonogo.readiness import is_about_finding  # noqa: PLC0415 - As above.

    decision = _as_assessed(application, network) if network is not None else None
    if decision is None:
        decision = _as_judged(application, run)
    if decision is None:
        return 0
    told = {each.subject for each in decision.reasons if is_about_finding(each.code)}
    return len(told.union(*(given.findings for given in decision.answers)))


def _as_assessed(application: Application, network: Network) -> Decision | None:
    """Return what the policy of its stage makes of it now; None: nobody says which that is.

    That of the run asks for its gates alone, and knows nothing of what resolves anything else.
    """
    from gonogo.cli.observing import policy_of  # noqa: PLC0415 - As above.
    from gonogo.workflows import assess_now  # noqa: PLC0415

    try:
        policy = policy_of(network, None, None)
    except GonogoError:
        return None
    return asyncio.run(assess_now(network, policy, application.means(lambda _: None)))


def _as_judged(application: Application, run: Run) -> Decision | None:
    from gonogo.cli.output import decision_of  # noqa: PLC0415 - As above.

    decision, _ = decision_of(application, run)
    return decision
