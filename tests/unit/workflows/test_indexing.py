"""Runs of other machines, put into the history from acts alone."""

import msgspec
import pytest

from gonogo.evidence import Outcome, Run, RunState
from gonogo.people import ActKind
from gonogo.record import Act, RecordedDeployment, RecordedFact, RecordedIdentity, RunEndedBody
from gonogo.workflows.indexing import Indexed, index
from tests.contract.store.memory import MemoryHistory, MemoryLocks
from tests.unit.readiness.signed_example import CANDIDATE, NETWORK, OURS, Bench
from tests.unit.workflows.machine import Machine

FAILED, PASSED = Outcome.FAILED, Outcome.PASSED


@pytest.fixture
def record() -> Bench:
    return Bench()


def indexed(record: Bench, history: MemoryHistory | None = None) -> MemoryHistory:
    history = MemoryHistory(MemoryLocks()) if history is None else history
    index(record.counted(), history)
    return history


def only_run(history: MemoryHistory) -> Run:
    (run,) = history.runs()
    return run


def last_end(record: Bench) -> Act:
    return [act for act in record.acts.values() if act.kind is ActKind.RUN_ENDED][-1]


def test_another_machines_run_is_listed_with_what_it_saw(record: Bench) -> None:
    """State, times, deployment, evidence and the finding that a failure opens."""
    item = record.run(FAILED)

    history = indexed(record)

    run = only_run(history)
    (shelved,) = history.evidence_of_run(run.id).items
    (finding,) = history.findings(OURS.digest)
    assert (run.id, run.state, run.deployment) == (item.run, RunState.FINISHED, OURS.digest)
    assert shelved.evidence == item
    assert (finding.run, finding.evidence) == (item.run, item.digest)
    assert [known.digest for known in history.deployments(NETWORK)] == [OURS.digest]


def test_a_run_begins_and_ends_when_its_acts_say(record: Bench) -> None:
    """The index invents no time."""
    record.run()
    began = next(act for act in record.acts.values() if act.kind is ActKind.RUN_STARTED)

    run = only_run(indexed(record))

    assert (run.started_at, run.ended_at) == (began.at, last_end(record).at)


def test_twice_is_the_same_as_once(record: Bench) -> None:
    """An index that is made again gains nothing."""
    record.run(FAILED)
    history = MemoryHistory(MemoryLocks())

    first, again = index(record.counted(), history), index(record.counted(), history)

    assert (first, again) == (Indexed(1, 1), Indexed(0, 0))
    assert len(history.findings(OURS.digest)) == 1


def test_nobody_can_go_on_with_what_was_started_elsewhere(record: Bench) -> None:
    """What it was asked for is not here."""
    item = record.run()

    assert indexed(record).request(item.run).is_from_acts


def test_a_run_is_unfinished_until_its_end_is_here(record: Bench) -> None:
    """Then the end is added to the same run."""
    started = record.started()
    history = indexed(record)
    before = only_run(history).state
    record.ended(started.run)

    gained = index(record.counted(), history)

    assert before is RunState.UNFINISHED
    assert gained == Indexed(0, 1)
    assert only_run(history).state is RunState.FINISHED


def signed_anew(record: Bench, by: str = "lab-1", **changes: object) -> None:
    """Let somebody sign another end instead of the last one."""
    act = last_end(record)
    record.lose(act)
    del record.acts[act.id]
    body = msgspec.structs.replace(act.body, **changes)
    record.sign(ActKind.RUN_ENDED, body, by=by)


def test_a_cancelled_run_stays_cancelled(record: Bench) -> None:
    """What it did not ask must not look as if it had been asked."""
    record.run()
    signed_anew(record, state="cancelled")

    assert only_run(indexed(record)).state is RunState.CANCELLED


def test_an_end_by_another_key_ends_nothing(record: Bench) -> None:
    """Who may not sign for a run does not say what it saw."""
    item = record.run(FAILED)
    signed_anew(record, by="ada")

    history = indexed(record)

    assert only_run(history).ended_at is None
    assert history.evidence_of_run(item.run).items == ()


def test_this_machines_own_run_is_ended_by_nobody_else(record: Bench) -> None:
    """A run that somebody is about to resume would find itself ended."""
    here = Machine(record.now)
    run = here.begin()
    item = record.run()
    assert run.id == item.run

    indexed(record, here.history)

    assert here.history.run(run.id).ended_at is None


def test_evidence_under_the_name_of_another_run_is_left_out(record: Bench) -> None:
    """A run says only what it saw itself."""
    first, second = record.run(), record.run()
    signed_anew(record, evidence=(second, first))

    history = indexed(record)

    for item in (first, second):
        (shelved,) = history.evidence_of_run(item.run).items
        assert shelved.evidence == item


def test_a_void_run_stays_void(record: Bench) -> None:
    """The deployment moved under it, wherever it is listed."""
    item = record.run(is_void=True)

    (shelved,) = indexed(record).evidence_of_run(item.run).items

    assert shelved.evidence.is_void


def test_a_fact_that_could_not_be_read_stays_unknown(record: Bench) -> None:
    """It is not one that has no value."""
    facts = (RecordedFact("chain.901.genesis_hash", None),)
    record.run(where=RecordedDeployment(NETWORK, CANDIDATE, RecordedIdentity(facts)))

    (known,) = indexed(record).deployments(NETWORK)

    assert known.identity.unknown == ("chain.901.genesis_hash",)


def test_what_went_wrong_is_listed_too(record: Bench) -> None:
    """Else a run with a problem would look like one without."""
    item = record.run()
    body = last_end(record).body
    assert isinstance(body, RunEndedBody)
    problem = {"about": "node-1", "explanation": "it hung", "remedy": "Restart it."}
    raw = {**msgspec.to_builtins(body), "problems": [problem]}
    signed_anew(record, problems=msgspec.convert(raw, RunEndedBody).problems)

    assert [each.about for each in indexed(record).problems(item.run)] == ["node-1"]


def test_an_empty_record_adds_nothing(record: Bench) -> None:
    """Where nobody signed a run there is none."""
    assert indexed(record).runs() == ()
