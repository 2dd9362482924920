"""What every history promises."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gonogo.evidence import Outcome, RunState
from gonogo.project import WorkspaceError
from gonogo.readiness import Problem
from gonogo.workflows import History, Locks, UnknownRunError
from tests.contract.store.values import NOON, decision, deployment, evidence, finding, new_run


def test_run_is_recorded_when_it_starts(history: History) -> None:
    """A run is there, with what it selected, before anything was observed."""
    started = history.start_run(new_run())

    assert started.selections == new_run().selections
    assert started.started_at == NOON
    assert history.runs() == (started,)
    assert history.request("run-a") == new_run().request


def test_runs_are_numbered_without_gaps(history: History) -> None:
    """Runs count from one, over all networks."""
    numbers = [history.start_run(new_run(name, name)).number for name in ("a", "b", "c")]

    assert numbers == [1, 2, 3]
    assert history.runs_started() == 3


def test_starting_again_changes_nothing(history: History) -> None:
    """A step that is repeated after a crash starts no second run."""
    first = history.start_run(new_run())
    again = history.start_run(replace(new_run(), selections=()))

    assert again == first
    assert history.runs_started() == 1


@pytest.mark.parametrize("ask", ["run", "request"])
def test_unknown_run_is_an_error(history: History, ask: str) -> None:
    """A run that nobody started is named in an error."""
    with pytest.raises(UnknownRunError, match="run-z"):
        getattr(history, ask)("run-z")


def test_state_follows_the_lock_and_the_ending(history: History, locks: Locks) -> None:
    """A run is alive while somebody holds it, unfinished after, and ends once."""
    history.start_run(new_run())
    with locks.hold_run("run-a"):
        alive = history.run("run-a").state
    left = history.run("run-a").state

    history.end_run("run-a", RunState.CANCELLED, NOON)
    history.end_run("run-a", RunState.FINISHED, NOON + timedelta(hours=1))

    ended = history.run("run-a")
    assert (alive, left) == (RunState.ALIVE, RunState.UNFINISHED)
    assert (ended.state, ended.ended_at) == (RunState.CANCELLED, NOON)


def test_first_deployment_stays(history: History) -> None:
    """What a run is about does not change, and every deployment seen is remembered."""
    history.start_run(new_run())
    history.set_deployment("run-a", deployment("0xaa"))
    history.set_deployment("run-a", deployment("0xbb"))

    assert history.run("run-a").deployment == deployment("0xaa").digest
    assert set(history.deployments("bench")) == {deployment("0xaa"), deployment("0xbb")}
    assert history.deployments("other") == ()


def test_evidence_comes_back_as_it_was(history: History) -> None:
    """What was recorded is read as it was recorded, in its order."""
    history.start_run(new_run())
    recorded = [evidence(check="b"), evidence(check="a", outcome=Outcome.FAILED)]
    history.record_evidence(recorded)

    shelf = history.evidence_of_run("run-a")
    assert list(shelf.items) == recorded
    assert shelf.problems == ()
    assert [item.evidence.digest for item in shelf.items] == [r.evidence.digest for r in recorded]


def test_first_answer_of_a_run_stays(history: History) -> None:
    """A repeated observation never replaces a recorded one; other parameters are another one."""
    history.start_run(new_run())
    first = evidence(outcome=Outcome.FAILED)
    other = evidence(parameters=(("longest_stall_seconds", "99"),))
    history.record_evidence([first])
    history.record_evidence([evidence(outcome=Outcome.PASSED), other])

    assert list(history.evidence_of_run("run-a").items) == [first, other]


def test_evidence_is_found_by_deployment(history: History) -> None:
    """All runs' evidence about one deployment is found, and none about another."""
    history.start_run(new_run())
    history.start_run(new_run("run-b"))
    about = [evidence(), evidence("run-b")]
    history.record_evidence([*about, evidence("run-b", "c", about="sha256:" + "00" * 32)])

    assert list(history.evidence_of_deployment(deployment().digest).items) == about


def test_void_run_voids_what_it_recorded_before_and_after(history: History) -> None:
    """When the deployment moved, everything the run saw is void, and no other run's."""
    history.start_run(new_run())
    history.start_run(new_run("run-b"))
    history.record_evidence([evidence(), evidence("run-b")])
    history.void_run("run-a")
    history.record_evidence([evidence(check="later")])

    void = [item.evidence.is_void for item in history.evidence_of_run("run-a").items]
    kept = [item.evidence.is_void for item in history.evidence_of_run("run-b").items]
    assert (void, kept) == ([True, True], [False])


def test_findings_stay_as_first_recorded(history: History) -> None:
    """Recording a finding again neither doubles nor changes it."""
    history.record_findings([finding("one"), finding("two")])
    history.record_findings([replace(finding("one"), title="rewritten")])

    assert history.findings(deployment().digest) == (finding("one"), finding("two"))
    assert history.findings("sha256:other") == ()


def test_problems_are_kept_once_in_order(history: History) -> None:
    """What went wrong with a run is told once, however often the step was repeated."""
    history.start_run(new_run())
    gone, moved = Problem("network", "it is gone"), Problem("identity", "it moved", "assess anew")
    for problem in (gone, moved, gone):
        history.record_problem("run-a", problem)

    assert history.problems("run-a") == (gone, moved)


def test_first_decision_stays(history: History) -> None:
    """A decision is recorded once and read as it was."""
    history.start_run(new_run())
    nothing = history.decision("run-a")
    first = history.record_decision("run-a", decision())
    again = history.record_decision("run-a", decision("something else"))

    assert nothing is None
    assert first == again == history.decision("run-a") == decision()


@pytest.mark.parametrize(
    "record",
    [
        lambda history: history.record_evidence([evidence(check="later")]),
        lambda history: history.record_problem("run-a", Problem("network", "it is gone")),
        lambda history: history.record_decision("run-a", decision()),
        lambda history: history.void_run("run-a"),
    ],
)
def test_nothing_is_recorded_about_a_run_that_has_ended(
    history: History, record: Callable[[History], object]
) -> None:
    """What a step that was cancelled still wants to record does not alter what the run ended as."""
    history.start_run(new_run())
    history.record_evidence([evidence()])
    ended = history.end_run("run-a", RunState.CANCELLED, NOON)
    with pytest.raises(WorkspaceError, match="run-a"):
        record(history)

    assert history.runs() == (ended,)
    assert [item.evidence for item in history.evidence_of_run("run-a").items] == [
        evidence().evidence
    ]
    assert history.decision("run-a") is None


def test_decision_of_a_run_that_has_ended_is_found_again(history: History) -> None:
    """A step that is repeated after the end gets what was recorded before it."""
    history.start_run(new_run())
    history.record_decision("run-a", decision())
    history.end_run("run-a", RunState.FINISHED, NOON)

    assert history.record_decision("run-a", decision("something else")) == decision()
