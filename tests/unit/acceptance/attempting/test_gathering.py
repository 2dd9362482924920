"""What is left of each gate, from what came of the tasks."""

from dataclasses import replace

from gonogo.acceptance import CallCount, Ending, Kind, NamedTest, Result, Selected
from gonogo.acceptance.attempting import KeptPlan
from gonogo.acceptance.attempting.gathering import gather
from gonogo.acceptance.attempting.kept_plan import KeptGate
from gonogo.acceptance.carrying import Done, Past
from gonogo.evidence import Outcome

A, B = NamedTest("pkg", "TestA"), NamedTest("pkg", "TestB")
PLAN = KeptPlan(
    (
        KeptGate("one", "go", (Selected(A, task="1"),)),
        KeptGate("both", "go", (Selected(A, task="1"), Selected(B, task="1"))),
        KeptGate("other", "go", (Selected(NamedTest("other"), task="2"),)),
    ),
    (("1", "pkg"), ("2", "other")),
)


def result(test: NamedTest, outcome: Outcome = Outcome.PASSED, task: str = "1") -> Result:
    return Result(test, outcome, Kind.NONE, 1.0, task=task)


def test_a_test_that_several_gates_want_counts_for_each() -> None:
    """It ran once; what a gate did not ask for is none of its affair."""
    past = Past(done={"1": Done("1", Ending(0), (result(A), result(B)), ())})

    one, both, other = gather(PLAN, past, is_interrupted=False, is_local=False)

    assert [each.test for each in one.results] == [A]
    assert [each.test for each in both.results] == [A, B]
    assert other.results == ()


def test_what_is_told_of_a_package_concerns_each_of_its_gates() -> None:
    """A package that could not be built leaves each without an answer."""
    broken = result(NamedTest("pkg"), Outcome.ERRORED)
    past = Past(done={"1": Done("1", Ending(None, fault="no compiler"), (broken,), ())})

    one, both, other = gather(PLAN, past, is_interrupted=False, is_local=False)

    assert one.results == both.results == (broken,)
    assert one.faults == ("pkg: no compiler",)
    assert other.faults == ()


def test_calls_are_of_the_gates_tasks() -> None:
    """What another package called says nothing about this one."""
    call = CallCount("2", "eris-0", "sequencer el", "eth_chainId", 1, 1, 0)
    past = Past(
        done={"2": Done("2", Ending(0), (result(NamedTest("other", "TestX"), task="2"),), (call,))}
    )

    one, _, other = gather(PLAN, past, is_interrupted=True, is_local=False)

    assert one.calls == ()
    assert other.calls == (call,)
    assert [each.test.name for each in other.results] == ["TestX"]
    assert one.is_interrupted


def test_failures_before_a_crash_are_among_the_results() -> None:
    """A task that ran again has what it failed at before as well."""
    failed = result(A, Outcome.FAILED)
    past = Past(done={"1": Done("1", Ending(0), (result(A),), ())}, earlier=[failed])

    one, *_ = gather(PLAN, past, is_interrupted=False, is_local=False)

    assert set(one.results) == {failed, result(A)}


def test_a_damaged_journal_is_a_fault() -> None:
    """Nobody knows what it had said."""
    one, *_ = gather(PLAN, Past(is_damaged=True), is_interrupted=False, is_local=False)

    assert one.faults


def test_only_our_own_gates_say_that_a_test_does_not_apply() -> None:
    """Of any other suite it is a skip, which a policy has to grant."""
    said = result(A, Outcome.NOT_APPLICABLE)
    past = Past(done={"1": Done("1", Ending(0), (said,), ())})
    ours = replace(PLAN, gates=(replace(PLAN.gates[0], runner="gonogo"),))

    theirs, *_ = gather(PLAN, past, is_interrupted=False, is_local=False)
    (own,) = gather(ours, past, is_interrupted=False, is_local=False)

    assert [each.outcome for each in theirs.results] == [Outcome.SKIPPED]
    assert own.results == (said,)
