"""Put into the history what acts say of runs, so that one clone can list what another measured.

From the acts alone, and twice is the same. The history is an index here: what is judged
in a project are the acts themselves. A run that comes from acts cannot be gone on with,
since what it was asked for is where it was started.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.evidence import RunState, Selection
from gonogo.findings import open_findings
from gonogo.networks import Deployment, Fact, Identity
from gonogo.readiness import Problem
from gonogo.record import Act, Counted, RunEndedBody, RunStartedBody
from gonogo.workflows.ports import History, NewRun, RecordedEvidence
from gonogo.workflows.request import Request


@dataclass(frozen=True)
class Indexed:
    """What an index gained."""

    runs: int
    """How many runs it did not know before."""
    endings: int
    """How many runs of which it did not know that they had ended."""


def index(counted: Counted, history: History) -> Indexed:
    """Put the runs of a record into the history, with evidence, findings and deployments."""
    ends = _ends(counted.acts)
    known = {run.id: run for run in history.runs()}
    runs = endings = 0
    networks: set[str] = set()
    for act in counted.acts:
        body = act.body
        if not isinstance(body, RunStartedBody):
            continue
        end = ends.get((body.run, act.signer))
        if body.run not in known:
            known[body.run] = history.start_run(_new_run(act, body, end))
            runs += 1
        run = known[body.run]
        # What this machine started it also ends; a resumed run would find itself ended.
        is_ours = run.damage is not None or not history.request(body.run).is_from_acts
        if end is not None and run.ended_at is None and not is_ours:
            _end(end, history)
            known[body.run] = history.run(body.run)
            endings += 1
            networks.add(body.network)
    for network in sorted(networks):
        _open_findings(network, history)
    return Indexed(runs, endings)


def _ends(acts: Iterable[Act]) -> dict[tuple[str, str], Act]:
    """Return the last act that says how a run ended, by run and by the key that says so."""
    return {(act.body.run, act.signer): act for act in acts if isinstance(act.body, RunEndedBody)}


def _new_run(act: Act, body: RunStartedBody, end: Act | None) -> NewRun:
    candidate = end.body.candidate if end and isinstance(end.body, RunEndedBody) else ""
    request = Request(
        network=body.network,
        candidate=candidate,
        policy=body.policy,
        policy_digest=body.policy_digest,
        network_digest="",
        may_send=False,
    )
    selections = tuple(Selection(each.check, each.chain) for each in body.selections)
    return NewRun(body.run, request, selections, act.at)


def _end(act: Act, history: History) -> None:
    body = act.body
    assert isinstance(body, RunEndedBody)  # noqa: S101 - Nothing else is an end.
    if body.deployment is not None:
        facts = tuple(Fact(fact.name, fact.value) for fact in body.deployment.identity.facts)
        told = Deployment(body.deployment.network, body.deployment.candidate, Identity(facts))
        history.set_deployment(body.run, told)
    # A run says only what it saw itself: nobody answers in the name of another run.
    history.record_evidence(
        [
            RecordedEvidence(item, item.readings[0] if item.readings else "")
            for item in body.evidence
            if item.run == body.run
        ]
    )
    if body.is_void:
        history.void_run(body.run)
    for problem in body.problems:
        of_history = Problem(problem.about, problem.explanation, problem.remedy)
        history.record_problem(body.run, of_history)
    state = RunState.CANCELLED if body.state == "cancelled" else RunState.FINISHED
    history.end_run(body.run, state, act.at)


def _open_findings(network: str, history: History) -> None:
    shelves = [
        history.evidence_of_deployment(deployment.digest)
        for deployment in history.deployments(network)
    ]
    history.record_findings(
        open_findings(item.evidence for shelf in shelves for item in shelf.items)
    )
