"""What the judge makes of one requirement on one chain."""

from dataclasses import replace

from gonogo.evidence import Figure
from gonogo.readiness import Answer, ChainScope, Verdict, decision_bytes, judge
from tests.unit.readiness.example import (
    CHAIN,
    evidence,
    policy,
    record,
)


def test_a_fresh_full_pass_meets_a_requirement() -> None:
    """The answer names the evidence that it rests on, and the verdict is go."""
    passed = evidence(readings=("sha256:ab",), figures=(Figure("longest gap", 3.0, "s"),))

    decision = judge(policy(), record(passed))

    (answer,) = decision.answers
    assert decision.verdict is Verdict.GO
    assert (answer.answer, answer.evidence) == (Answer.MET, (passed.digest,))
    assert (answer.seen, answer.readings) == (passed.summary, ("sha256:ab",))
    assert Figure("longest gap", 3.0, "s") in answer.figures


def test_the_decision_says_what_it_is_about() -> None:
    """Network, deployment, policy and time are those of the record and the policy."""
    judged, under = record(evidence()), policy()

    decision = judge(under, judged)

    assert (decision.network, decision.candidate) == (judged.network, judged.candidate)
    assert decision.deployment == judged.deployment
    assert (decision.policy, decision.policy_digest) == (under.name, under.digest)
    assert (decision.level, decision.judged_at) == (under.level, judged.judged_at)


def test_every_requirement_is_asked_on_every_chain() -> None:
    """A pass on one chain says nothing about another."""
    chains = (ChainScope("bench-902"), ChainScope(CHAIN))

    decision = judge(policy(), record(evidence(), chains=chains))

    assert [(one.chain, one.answer) for one in decision.answers] == [
        (CHAIN, Answer.MET),
        ("bench-902", Answer.UNKNOWN),
    ]


def test_the_latest_of_equal_passes_is_chosen_by_content() -> None:
    """Two passes that ended together give the same decision in either order."""
    passes = (evidence(1, summary="one"), evidence(1, summary="two"))
    judged = record(*passes)

    one, other = judge(policy(), judged), judge(policy(), replace(judged, evidence=passes[::-1]))

    assert decision_bytes(one) == decision_bytes(other)
