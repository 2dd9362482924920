"""The outline of a decision."""

from dataclasses import replace

from gonogo.readiness import Decision, Reason, Verdict, judge, outline, outline_bytes
from tests.unit.readiness.example import evidence, policy, record, requirement


def decided() -> Decision:
    rows = (requirement(id="b"), requirement(id="a"))
    return judge(policy(*rows), record(evidence()))


def test_answers_are_sorted_by_requirement_and_chain() -> None:
    """In whatever order the policy asks."""
    assert [one.requirement for one in outline(decided()).answers] == ["a", "b"]


def test_it_is_canonical() -> None:
    """These bytes are what both implementations must give."""
    decision = judge(policy(), record(evidence()))

    expected = (
        b'{"answers":[{"answer":"met","chain":"bench-901","requirement":"safe-head-advances"}],'
        b'"reasons":[],"verdict":"go"}'
    )
    assert outline_bytes(decision) == expected


def test_reasons_are_a_set_without_words() -> None:
    """Two sentences about one thing are one reason."""
    first = Reason("node", Verdict.HOLD, "it is gone", code="problem", subject="node")
    second = replace(first, explanation="it went away")

    told = outline(replace(decided(), reasons=(first, second))).reasons

    assert [(one.code, one.subject, one.verdict) for one in told] == [("problem", "node", "hold")]


def test_every_reason_of_the_judge_has_a_code() -> None:
    """Machines go by it."""
    spoiled = replace(record(), deployment=None, chains=(), runs_started=3, drift=("moved",))

    reasons = judge(policy(), replace(spoiled, unknown_facts=("genesis",))).reasons

    assert reasons
    assert all(reason.code for reason in reasons)
