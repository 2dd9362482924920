"""What the judge makes of one requirement on one chain."""

from dataclasses import replace

import pytest

from gonogo.evidence import Evidence, Figure, Outcome, Run, RunState, Selection
from gonogo.readiness import Answer, ChainScope, Verdict, decision_bytes, judge
from tests.unit.readiness.example import (
    CHAIN,
    OTHER_DEPLOYMENT,
    answer_to,
    at,
    evidence,
    policy,
    record,
    requirement,
    run,
    window,
)

NO_ANSWER = [Outcome.ERRORED, Outcome.SKIPPED, Outcome.PRECLUDED]


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


def test_what_nobody_observes_holds() -> None:
    """A row without a check waits for a person, and says so."""
    answer = answer_to(record(evidence()), policy(requirement(None)))

    assert answer.answer is Answer.UNKNOWN
    assert "nobody has recorded it; signed manual records come later" in answer.seen


def test_nothing_recorded_holds() -> None:
    """The remedy is the command that asks."""
    answer = answer_to(record())

    assert answer.answer is Answer.UNKNOWN
    assert "nothing was recorded" in answer.seen
    assert answer.remedy == "Run `gonogo assess bench --policy rehearsal`."


@pytest.mark.parametrize(
    ("ignored", "why"),
    [
        (evidence(deployment=OTHER_DEPLOYMENT), "1 of another deployment"),
        (evidence(is_void=True), "1 void"),
        (evidence(run="run-9"), "1 of a run that is not in the record"),
        (evidence(window=window(150, 12)), "1 whose window ends after the time of judgement"),
    ],
)
def test_what_is_ignored_is_said(ignored: Evidence, why: str) -> None:
    """Evidence that does not count is counted by its reason, here and in the notes."""
    decision = judge(
        policy(), record(runs=(run(),), runs_started=1, evidence=(ignored,), judged_at=at(160))
    )

    assert decision.answers[0].answer is Answer.UNKNOWN
    assert why in decision.answers[0].seen
    assert any(why.removeprefix("1 ") in note for note in decision.notes)


@pytest.mark.parametrize(
    ("made_by", "why"),
    [
        (run(deployment=OTHER_DEPLOYMENT), "of a run about another deployment"),
        (run(selections=()), "that their run did not select"),
        (run(state=RunState.ALIVE, ended_at=None), "of a run that has not ended"),
        (run(state=RunState.UNFINISHED, ended_at=None), "of a run that has not ended"),
    ],
)
def test_a_pass_needs_a_run_that_ended_and_asked_for_it(made_by: Run, why: str) -> None:
    """What a living run recorded is not final, and what nobody selected was not asked."""
    answer = answer_to(record(evidence(), runs=(made_by,)))

    assert answer.answer is Answer.UNKNOWN
    assert why in answer.seen


def test_a_short_window_says_how_short() -> None:
    """The numbers are in the words of people."""
    asked = policy(requirement(window_seconds=1800.0))

    answer = answer_to(record(evidence(window=window(100, 60))), asked)

    assert answer.answer is Answer.UNKNOWN
    assert answer.seen == "60 s seen where 30 minutes are asked"
    assert answer.remedy.endswith("and let it observe for 30 minutes.")


def test_short_windows_do_not_add_up() -> None:
    """A window is asked for in one piece."""
    short = [evidence(number, window=window(100 * number, 9)) for number in (1, 2, 3)]

    assert answer_to(record(*short)).seen == "9 s seen where 10 s are asked"


@pytest.mark.parametrize(("age", "answer"), [(600, Answer.MET), (600.5, Answer.UNKNOWN)])
def test_passes_age(age: float, answer: Answer) -> None:
    """A pass counts until it is as old as the policy allows."""
    judged = record(evidence(), judged_at=at(113 + age))

    assert answer_to(judged).answer is answer


def test_a_stale_pass_says_how_old_it_is() -> None:
    """The age and the limit are in the answer."""
    answer = answer_to(record(evidence(), judged_at=at(113 + 7200)))

    assert answer.seen == "the latest pass is 2 hours old where at most 10 minutes are allowed"


def test_a_policy_without_freshness_accepts_nothing() -> None:
    """No age is allowed where no freshness is stated."""
    asked = policy(requirement(freshness_seconds=0.0))

    assert answer_to(record(evidence(), judged_at=at(113)), asked).answer is Answer.UNKNOWN


@pytest.mark.parametrize("parameters", [(), (("longest_gap_seconds", "60"),)])
def test_a_pass_under_other_thresholds_does_not_count(
    parameters: tuple[tuple[str, str], ...],
) -> None:
    """A lax question answered well is not the policy's question."""
    answer = answer_to(record(evidence(parameters=parameters)))

    assert answer.answer is Answer.UNKNOWN
    assert "where 10 is asked" in answer.seen


@pytest.mark.parametrize("outcome", NO_ANSWER)
def test_an_attempt_without_an_answer_reopens_the_question(outcome: Outcome) -> None:
    """A pass before it no longer counts, and the reason is what the attempt said."""
    broken = evidence(2, outcome, summary="no node answered")

    answer = answer_to(record(evidence(), broken))

    assert answer.answer is Answer.UNKNOWN
    assert answer.seen == f"{outcome.value} in run run-2: no node answered"
    assert answer.evidence == (broken.digest,)


@pytest.mark.parametrize("outcome", NO_ANSWER)
def test_a_later_pass_answers(outcome: Outcome) -> None:
    """An attempt without an answer leaves nothing behind once the question is answered."""
    assert answer_to(record(evidence(1, outcome), evidence(2))).answer is Answer.MET


@pytest.mark.parametrize(
    ("state", "words"),
    [(RunState.FINISHED, "ended without"), (RunState.CANCELLED, "was cancelled without")],
)
def test_a_missing_answer_is_an_attempt_without_one(state: RunState, words: str) -> None:
    """What a run selected and did not answer is seen to be missing."""
    judged = record(evidence(), runs=(run(), run(2, state=state)), runs_started=2)

    answer = answer_to(judged)

    assert answer.answer is Answer.UNKNOWN
    assert words in answer.seen


def test_a_run_that_never_knew_its_deployment_asked_too() -> None:
    """A network that was gone when the run began leaves its questions open."""
    lost = run(2, deployment=None, state=RunState.CANCELLED)

    assert answer_to(record(evidence(), runs=(run(), lost))).answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    "other",
    [
        run(2, deployment=OTHER_DEPLOYMENT),
        run(2, deployment=None, network="alpha"),
        run(2, selections=(Selection("balances", CHAIN),)),
        run(2, state=RunState.ALIVE, ended_at=None),
    ],
)
def test_runs_that_asked_something_else_leave_no_question(other: object) -> None:
    """Other deployments, other checks and runs that go on do not open this question."""
    judged = record(evidence(), runs=(run(), other), runs_started=2)

    assert answer_to(judged).answer is Answer.MET


@pytest.mark.parametrize(
    ("component", "in_inventory", "answer"),
    [
        ("challenger", False, Answer.MET),
        ("challenger", True, Answer.UNKNOWN),
        (None, False, Answer.UNKNOWN),
    ],
)
def test_not_applicable_is_for_the_inventory_to_say(
    component: str | None, answer: Answer, *, in_inventory: bool
) -> None:
    """A check that says that it does not apply is believed only where the component is missing."""
    listed = ("batcher", "challenger") if in_inventory else ("batcher",)
    absent = evidence(1, Outcome.NOT_APPLICABLE, summary="there is no challenger")
    judged = record(absent, chains=(ChainScope(CHAIN, listed),))

    assert answer_to(judged, policy(requirement(component=component))).answer is answer


def test_a_component_that_is_missing_is_not_met_without_being_asked() -> None:
    """Nobody observed it, so nothing is known; an absent answer is not `not applicable`."""
    assert answer_to(record(), policy(requirement(component="challenger"))).answer is Answer.UNKNOWN


def test_a_wrong_not_applicable_reopens_the_question() -> None:
    """The inventory has the component, so this attempt gave no answer."""
    wrong = evidence(2, Outcome.NOT_APPLICABLE, summary="there is no batcher")

    answer = answer_to(record(evidence(), wrong), policy(requirement(component="batcher")))

    assert answer.answer is Answer.UNKNOWN
    assert answer.seen == "not-applicable in run run-2: there is no batcher"


def test_a_pass_must_end_after_the_run_that_gave_no_answer() -> None:
    """At the very same moment neither is later, so the question is open."""
    lost = run(2, ended_at=at(113))

    assert answer_to(record(evidence(), runs=(run(), lost))).answer is Answer.UNKNOWN


def test_a_stale_not_applicable_no_longer_counts() -> None:
    """The inventory is looked at as often as the network."""
    absent = evidence(1, Outcome.NOT_APPLICABLE)

    answer = answer_to(
        record(absent, judged_at=at(2000)), policy(requirement(component="challenger"))
    )

    assert answer.answer is Answer.UNKNOWN


def test_a_chain_that_is_listed_twice_has_the_components_of_both() -> None:
    """A second listing without the component does not make it go away."""
    absent = evidence(1, Outcome.NOT_APPLICABLE)
    chains = (ChainScope(CHAIN), ChainScope(CHAIN, ("challenger",)))

    answer = answer_to(record(absent, chains=chains), policy(requirement(component="challenger")))

    assert answer.answer is Answer.UNKNOWN


def test_straight_passes_are_told_with_what_they_exclude() -> None:
    """A few passes say little, and the decision says how little."""
    decision = judge(policy(), record(evidence(1), evidence(2), evidence(3)))

    assert any(
        "3 straight passes exclude failure rates above 63 %" in one for one in decision.notes
    )
    assert Figure("failure rates excluded above", 63.2, "%") in decision.answers[0].figures


def test_a_living_run_is_noted() -> None:
    """Whoever reads a verdict knows that more is on the way."""
    alive = run(2, state=RunState.ALIVE, ended_at=None)

    decision = judge(policy(), record(evidence(), runs=(run(), alive), runs_started=2))

    assert decision.verdict is Verdict.GO
    assert "Run run-2 goes on; what it recorded is not final yet." in decision.notes


def test_figures_that_are_no_numbers_are_left_out() -> None:
    """JSON has no word for them, and the decision must survive being written."""
    figures = (Figure("gap", float("nan"), "s"), Figure("lag", float("inf"), "blocks"))

    decision = judge(policy(), record(evidence(figures=figures)))

    assert b"null" not in decision_bytes(decision)


def test_the_latest_of_equal_passes_is_chosen_by_content() -> None:
    """Two passes that ended together give the same decision in either order."""
    passes = (evidence(1, summary="one"), evidence(1, summary="two"))
    judged = record(*passes)

    one, other = judge(policy(), judged), judge(policy(), replace(judged, evidence=passes[::-1]))

    assert decision_bytes(one) == decision_bytes(other)
