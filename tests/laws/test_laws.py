"""The laws of the verdict, held against generated records.

The words are those of the product's own list of laws. Where a law needs a
precise reading, the test's docstring gives it; `docs/adr/0003-failures-stick.md`
says why it is read so.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection
from gonogo.readiness import (
    Answer,
    RequirementAnswer,
    Verdict,
    decision_bytes,
    decision_from_bytes,
    worst,
)
from tests.laws.cases import Case, cases, laws, never_better, random_case
from tests.laws.records import (
    CANDIDATE,
    FRESHNESS_SECONDS,
    OTHER_CANDIDATE,
    OURS,
    QUESTIONS,
    THEIRS,
    WINDOW_SECONDS,
    Choices,
    a_stray_finding,
    some_evidence,
)

NO_PASS = (Outcome.FAILED, Outcome.ERRORED, Outcome.SKIPPED, Outcome.PRECLUDED)
ANEW = "sha256:" + "f" * 64
NOT_READY = (Verdict.HOLD, Verdict.NO_GO)
verdicts = st.sampled_from(list(Verdict))


# Law 1: a verdict is an ordered lattice; combining takes the worst; nothing combined is hold.


@given(st.lists(verdicts, min_size=1), st.lists(verdicts, min_size=1))
def test_combining_is_a_lattice(some: list[Verdict], more: list[Verdict]) -> None:
    """Neither order, grouping nor repetition matters, and the worst is one of those given."""
    assert worst(some + more) is worst(more + some)
    assert worst([worst(some), worst(more)]) is worst(some + more)
    assert worst(some + some) is worst(some)
    assert worst(some) in some


@given(st.lists(verdicts, min_size=1), verdicts)
def test_combining_with_one_more_never_improves(some: list[Verdict], more: Verdict) -> None:
    """A further verdict leaves the combination as it is or makes it worse."""
    assert never_better(worst(some), worst([*some, more]))


def test_nothing_combined_holds() -> None:
    """The empty combination is a hold."""
    assert worst([]) is Verdict.HOLD


@laws
@given(cases())
def test_a_verdict_is_the_worst_of_its_parts(case: Case) -> None:
    """There is no weighing of one answer against another, and no second opinion."""
    decision = case.decision

    parts = [one.verdict for one in decision.answers]
    parts += [one.verdict for one in decision.reasons]
    assert decision.verdict is worst(parts)


# Law 2: adding a failure, an error or a finding never improves a verdict.


@laws
@given(cases())
def test_adding_what_is_no_pass_never_improves(case: Case) -> None:
    """A failure, an error, a skip or a preclusion, of whatever run, whenever it was.

    The finding that a new failure opens need not be on record.
    """
    choose = case.choose
    run = choose.pick(case.record.runs)
    spoiled = replace(
        some_evidence(choose, run, choose.pick((QUESTIONS[0], choose.pick(QUESTIONS)))),
        outcome=choose.pick(NO_PASS),
        run=choose.pick((run.id, run.id, "run-99")),
    )

    assert case.never_improves(evidence=(*case.record.evidence, spoiled))


@laws
@given(cases())
def test_adding_a_finding_never_improves(case: Case) -> None:
    """However it is rated, planned for or said to be resolved.

    Read of a finding of its own. A record of the finding that a recorded failure
    opened is the rating of that finding, which is an act of people.
    """
    finding = a_stray_finding(case.choose)

    assert case.never_improves(findings=(*case.record.findings, finding))


@laws
@given(cases())
def test_a_second_record_of_a_finding_never_improves(case: Case) -> None:
    """Nobody lowers a severity by writing the finding down again with a lower one."""
    known = case.record.findings
    choose = case.choose
    again = [replace(a_stray_finding(choose), id=one.id) for one in known]

    assert case.never_improves(findings=(*known, *again))


# Law 3: taking evidence, runs or findings away, or letting time pass, never improves a verdict.


@laws
@given(cases())
def test_taking_evidence_away_never_improves(case: Case) -> None:
    """A run's missing answer is an attempt without one, and a failure's finding stays.

    Read of a record in which every failure has its finding, and every run answered
    a question at most once under each set of parameters. Two requirements may ask
    the same check under two of them.
    """
    assert case.never_improves(evidence=case.choose.some_of(case.record.evidence))


@laws
@given(cases())
def test_taking_runs_away_never_improves(case: Case) -> None:
    """A missing number shows, by the numbers left or by the count of runs that were started."""
    fewer = case.choose.some_of(case.record.runs)

    assert case.never_improves(runs=fewer)
    assert case.judged_with(runs=fewer).verdict in NOT_READY


@laws
@given(cases())
def test_taking_findings_away_never_improves(case: Case) -> None:
    """The failed evidence opens the finding anew, without its rating and its resolution.

    Read of findings whose evidence is in the record. One that a person wrote
    without any is a record of its own, whose absence only a signed act can show.
    """
    failures = {item.digest for item in case.record.evidence}
    backed = [one for one in case.record.findings if one.evidence in failures]
    others = [one for one in case.record.findings if one.evidence not in failures]

    assert case.never_improves(findings=(*others, *case.choose.some_of(backed)))


@laws
@given(cases())
def test_letting_time_pass_never_improves(case: Case) -> None:
    """Passes expire; failures and findings do not.

    Read of a record in which nothing ends after it is judged. A pass from the
    future is a clock that went wrong: it is not counted, and said.
    """
    later = case.record.judged_at + timedelta(seconds=case.choose.integer(0, 2000))

    assert case.never_improves(judged_at=later)


@laws
@given(cases())
def test_deploying_anew_never_improves(case: Case) -> None:
    """Nor does another text in the manifest, before the new deployment has passed anything.

    Failures, findings and their weight belong to the network.
    """
    candidate = case.choose.pick((CANDIDATE, OTHER_CANDIDATE, "sha256:aa"))

    assert case.never_improves(deployment=ANEW, candidate=candidate)
    assert case.judged_with(deployment=ANEW, candidate=candidate).verdict in NOT_READY


@laws
@given(cases())
def test_going_back_to_a_deployment_never_improves(case: Case) -> None:
    """Read of one that passed nothing after the network's last failure."""
    ends = [one.window.ended_at for one in case.record.evidence if one.outcome is Outcome.FAILED]
    ends += [finding.opened_at for finding in case.record.findings]
    kept = tuple(
        item
        for item in case.record.evidence
        if item.outcome is not Outcome.PASSED
        or item.deployment != THEIRS
        or item.window.started_at < max(ends, default=case.record.judged_at)
    )
    there = replace(case, record=replace(case.record, evidence=kept))

    before = there.decision
    after = there.judged_with(deployment=THEIRS, candidate=OTHER_CANDIDATE)

    unmet = {(one.requirement, one.chain) for one in before.answers if one.answer is Answer.UNMET}
    still = {(one.requirement, one.chain) for one in after.answers if one.answer is Answer.UNMET}
    assert unmet <= still


@laws
@given(cases())
def test_forgetting_a_deployment_never_improves(case: Case) -> None:
    """Where nobody knows which candidate failed, none is new since."""
    assert case.never_improves(deployments=case.choose.some_of(case.record.deployments))


# Law 4: order does not matter; every started run counts; a rerun erases nothing.


@laws
@given(cases())
def test_order_does_not_matter(case: Case) -> None:
    """The record may list things in any order: the decision is the same bytes."""
    choose, record = case.choose, case.record

    shuffled = case.judged_with(
        chains=choose.shuffled(record.chains),
        runs=choose.shuffled(record.runs),
        evidence=choose.shuffled(record.evidence),
        findings=choose.shuffled(record.findings),
    )

    assert decision_bytes(shuffled) == decision_bytes(case.decision)


@laws
@given(cases())
def test_a_failure_is_not_erased_by_what_passed_before(case: Case) -> None:
    """A failure that ends last leaves its requirement unmet, whoever saw it."""
    choose, record = case.choose, case.record
    asked, chain = case.policy.requirements[0], record.chains[0].name
    item = some_evidence(choose, choose.pick(record.runs), Selection(asked.check or "", chain))
    failed = replace(
        item,
        outcome=Outcome.FAILED,
        deployment=OURS,
        is_void=False,
        window=replace(item.window, ended_at=record.judged_at),
    )

    decision = case.judged_with(evidence=(*record.evidence, failed))

    about = [one for one in decision.answers if (one.requirement, one.chain) == (asked.id, chain)]
    assert [one.answer for one in about] == [Answer.UNMET]


@laws
@given(cases())
def test_an_attempt_without_an_answer_that_ends_last_leaves_the_question_open(case: Case) -> None:
    """A run that asked and got no answer is not made up for by what passed before it ended."""
    choose, record = case.choose, case.record
    asked, chain = case.policy.requirements[0], record.chains[0].name
    question = Selection(asked.check or "", chain)
    last = replace(
        record.runs[0],
        id="run-last",
        number=record.runs_started + 1,
        deployment=OURS,
        state=RunState.FINISHED,
        selections=(question,),
        ended_at=record.judged_at,
    )
    answers = choose.pick(((), (_no_answer(choose, last, question),)))

    decision = case.judged_with(
        runs=(*record.runs, last),
        runs_started=record.runs_started + 1,
        evidence=(*record.evidence, *answers),
    )

    about = [one for one in decision.answers if (one.requirement, one.chain) == (asked.id, chain)]
    assert about[0].answer in (Answer.UNKNOWN, Answer.UNMET)


def _no_answer(choose: Choices, run: Run, question: Selection) -> Evidence:
    outcome = choose.pick((Outcome.ERRORED, Outcome.SKIPPED, Outcome.PRECLUDED))
    return replace(some_evidence(choose, run, question), outcome=outcome, deployment=OURS)


@laws
@given(cases())
def test_a_run_that_never_ended_is_never_a_go(case: Case) -> None:
    """Every run that was started about this deployment counts, this one by its silence."""
    first, *others = case.record.runs
    abandoned = replace(first, deployment=OURS, state=RunState.UNFINISHED, ended_at=None)

    assert case.judged_with(runs=(abandoned, *others)).verdict in NOT_READY


@laws
@given(cases())
def test_one_more_run_that_recorded_nothing_never_improves(case: Case) -> None:
    """A run that was cancelled, or that lost everything, leaves its questions open."""
    record = case.record
    another = replace(
        record.runs[0],
        id="run-next",
        number=record.runs_started + 1,
        state=case.choose.pick(list(RunState)),
    )

    assert case.never_improves(runs=(*record.runs, another), runs_started=record.runs_started + 1)


# Law 5: a requirement is met only by final, fresh, executed evidence of this deployment.


@laws
@given(cases())
def test_met_only_by_final_fresh_executed_evidence(case: Case) -> None:
    """Each answer that is met names evidence that keeps every condition, checked here anew.

    It passed, or its component is missing from the inventory; it is about this
    deployment, chain and check; it is not void, and its run ended and asked for it.
    What is tested by hand needs none where the inventory lacks what it is about.
    """
    for answer in case.decision.answers:
        named = [item for item in case.record.evidence if item.digest in answer.evidence]
        founded = bool(named) and all(_may_count(item, answer, case) for item in named)
        founded |= not named and _is_absent_by_hand(answer, case)
        assert founded or answer.answer is not Answer.MET


def _is_absent_by_hand(answer: RequirementAnswer, case: Case) -> bool:
    asked = next(one for one in case.policy.requirements if one.id == answer.requirement)
    listed = {
        component
        for chain in case.record.chains
        if chain.name == answer.chain
        for component in chain.components
    }
    # Of a chain without an inventory nobody knows what it lacks.
    lacks = asked.component is not None and bool(listed) and asked.component not in listed
    return asked.check is None and lacks


def _may_count(item: Evidence, answer: RequirementAnswer, case: Case) -> bool:
    asked = next(one for one in case.policy.requirements if one.id == answer.requirement)
    scope = next(one for one in case.record.chains if one.name == answer.chain)
    run = next(one for one in case.record.runs if one.id == item.run)
    age_seconds = (case.record.judged_at - item.window.ended_at).total_seconds()
    is_absent = asked.component is not None and asked.component not in scope.components
    is_passed = (
        item.outcome is Outcome.PASSED
        and item.window.seconds >= WINDOW_SECONDS
        and item.parameters == asked.parameters
    )
    return (
        (item.deployment, item.chain, item.check) == (OURS, answer.chain, asked.check)
        and not item.is_void
        and 0 <= age_seconds <= FRESHNESS_SECONDS
        and run.has_ended
        and Selection(item.check, item.chain) in run.selections
        and (is_passed or (is_absent and item.outcome is Outcome.NOT_APPLICABLE))
    )


@laws
@given(cases())
def test_go_means_that_everything_is_met(case: Case) -> None:
    """And that every chain was asked every requirement, on a network that is known."""
    decision, record = case.decision, case.record

    asked = {(one.id, chain.name) for one in case.policy.requirements for chain in record.chains}
    assert {(one.requirement, one.chain) for one in decision.answers} == asked
    all_met = {one.answer for one in decision.answers} == {Answer.MET}
    assert decision.verdict is not Verdict.GO or all_met
    assert decision.verdict is not Verdict.GO or not (record.unknown_facts or record.drift)


@laws
@given(cases())
def test_a_record_of_nothing_holds(case: Case) -> None:
    """Whoever is judged: without runs, evidence and findings nothing is known."""
    empty = case.judged_with(runs=(), runs_started=0, evidence=(), findings=())

    assert empty.verdict is Verdict.HOLD


@laws
@given(cases())
def test_no_pass_of_another_deployment_counts(case: Case) -> None:
    """What passed yesterday says nothing about today, and what failed is not over.

    Left out is what nobody observes anyway: a row answered by hand about a component
    that the inventory does not list.
    """
    observed = {one.id for one in case.policy.requirements if one.check is not None}
    passed = tuple(one for one in case.record.evidence if one.outcome is not Outcome.FAILED)
    before = case.judged_with(deployment=ANEW).answers
    alone = case.judged_with(deployment=ANEW, evidence=passed, findings=()).answers

    assert Answer.MET not in {one.answer for one in before if one.requirement in observed}
    assert {one.answer for one in alone if one.requirement in observed} <= {Answer.UNKNOWN}


@laws
@given(cases())
def test_a_stricter_policy_never_improves(case: Case) -> None:
    """Asking for one thing more, for longer, fresher or more passes makes no verdict better."""
    first, *others = case.policy.requirements
    stricter = (
        replace(first, window_seconds=first.window_seconds * 2),
        replace(first, freshness_seconds=first.freshness_seconds / 2),
        replace(first, passes_to_resolve=first.passes_to_resolve + 1),
        replace(first, component=None),
    )
    strict = replace(case.policy, requirements=(case.choose.pick(stricter), *others))

    assert never_better(case.decision.verdict, replace(case, policy=strict).decision.verdict)


# Law 8: the verdict is a function of the recorded inputs.


@laws
@given(cases())
def test_computed_twice_it_is_the_same_bytes(case: Case) -> None:
    """And the bytes read back are the decision."""
    content = decision_bytes(case.decision)

    assert content == decision_bytes(case.decision)
    assert decision_bytes(decision_from_bytes(content)) == content
    assert decision_from_bytes(content) == case.decision


# The laws are only worth something if they are held against records of every kind.


def test_the_records_reach_every_verdict_and_answer() -> None:
    """Laws about records that all hold would say nothing."""
    decisions = [random_case(seed).decision for seed in range(500)]

    reached = {decision.verdict for decision in decisions}
    answers = {one.answer for decision in decisions for one in decision.answers}
    assert reached == set(Verdict)
    assert answers == {Answer.MET, Answer.UNKNOWN, Answer.UNMET}


@pytest.mark.parametrize("seed", range(3))
def test_a_seed_gives_one_case(seed: int) -> None:
    """What a random record showed can be shown again."""
    assert random_case(seed) == random_case(seed)
