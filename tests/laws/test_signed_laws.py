"""The laws of the verdict, held against histories of signed acts.

`test_laws` holds the judge to them for records that nobody signed. Here everything is
done by people and runners with keys: what they sign, what is taken away, what time does.
Where a law needs a precise reading, the test's docstring gives it.
"""

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.people import ActKind
from gonogo.readiness import (
    Answer,
    Decision,
    Verdict,
    compile_record,
    judge,
    outline_bytes,
    worst,
)
from gonogo.readiness.verdict import gravity
from gonogo.record import (
    Act,
    AnnotationBody,
    Body,
    EndorsementBody,
    EvaluationBody,
    FindingBody,
    ManualResultBody,
    PlanBody,
    PolicyBody,
    RatingBody,
    RunEndedBody,
    RunProblem,
    RunStartedBody,
    ScopeBody,
    SelectedQuestion,
    VersionDifferenceBody,
    WaiverBody,
)
from tests.laws.histories import (
    AGAIN,
    ASKED,
    CANDIDATE,
    NETWORK,
    OURS,
    QUESTIONS,
    RUNNERS,
    TRANSITION,
    History,
    key_of,
)
from tests.laws.histories import history as a_history
from tests.laws.holding import histories, laws
from tests.laws.records import START
from tests.laws.signing import with_act

NOT_READY = (Verdict.HOLD, Verdict.NO_GO)
NO_PASS = (Outcome.FAILED, Outcome.ERRORED, Outcome.SKIPPED, Outcome.PRECLUDED)
UNSEEN = "sha256:" + "1" * 64
choices = st.integers(0, 2**16)


def decided(history: History, acts: tuple[Act, ...] | None = None) -> Decision:
    """Return what follows from these acts; from all of the history unless told otherwise."""
    return judge(history.policy, compile_record(history.counted(acts), history.subject))


def is_no_better(before: Decision, after: Decision) -> bool:
    return gravity(after.verdict) >= gravity(before.verdict)


def findings_of(history: History) -> list[str]:
    """Return the ids of all findings that are known, and one that is not."""
    record = compile_record(history.counted(), history.subject)
    known = [finding.id for finding in record.findings]
    known += [each.act for each in record.manual_results if each.finding]
    return sorted({*known, UNSEEN})


def evidence_of(history: History) -> tuple[Evidence, ...]:
    return compile_record(history.counted(), history.subject).evidence


# Law 1: a verdict is the worst of its parts.


@laws
@given(histories())
def test_a_verdict_is_the_worst_of_its_parts(history: History) -> None:
    """Whatever was signed: there is no weighing, and without answers it holds at least."""
    decision = decided(history)

    answered = worst(one.verdict for one in decision.answers)
    assert decision.verdict is worst([answered, *(one.verdict for one in decision.reasons)])


# Law 2: adding a failure, an error or a finding never improves a verdict.


@laws
@given(histories(), choices)
def test_a_reading_judged_to_be_no_pass_never_improves(history: History, chosen: int) -> None:
    """Of whatever run, under whatever thresholds, on whatever deployment."""
    pick = random.Random(chosen)
    items = evidence_of(history)
    assume(items)
    item = pick.choice(items)
    spoiled = replace(
        item,
        outcome=pick.choice(NO_PASS),
        is_void=pick.random() < 0.2,
        parameters=pick.choice((item.parameters, ASKED)),
        deployment=pick.choice((OURS.digest, OURS.digest, AGAIN.digest)),
    )

    after = with_act(history, ActKind.EVALUATION, EvaluationBody(item.run, (spoiled,)), "lab-1")

    assert is_no_better(decided(history), decided(after))


@laws
@given(histories(), choices)
def test_one_more_run_without_a_pass_never_improves(history: History, chosen: int) -> None:
    """Whether it failed, errored, was void, was cut off or never ended.

    Read of a run that names what the last one could not read or get past: a run that saw
    the network whole again is news, and not an error.
    """
    pick = random.Random(chosen)
    record = compile_record(history.counted(), history.subject)
    runner = pick.choice(RUNNERS)
    numbers = (record.numbers_by_key or {}).get(key_of(runner).fingerprint, ())
    # The next number that nobody misses: filling a gap is to find a run again.
    number = max(numbers, default=0) + 1
    asked = tuple(each for each in QUESTIONS if pick.random() < 0.5)
    started = RunStartedBody(
        f"{runner}-more",
        number,
        NETWORK,
        TRANSITION,
        history.policy.digest,
        tuple(SelectedQuestion(*each) for each in asked),
    )
    after = with_act(history, ActKind.RUN_STARTED, started, runner)
    if pick.random() < 0.8:
        ended = RunEndedBody(
            run=started.run,
            state="finished",
            network=NETWORK,
            candidate=CANDIDATE,
            deployment=pick.choice((OURS, AGAIN, None)),
            is_void=pick.random() < 0.3,
            evidence=tuple(
                replace(item, run=started.run, outcome=pick.choice(NO_PASS))
                for item in pick.sample(record.evidence, min(3, len(record.evidence)))
            ),
            unknown_facts=record.unknown_facts,
            problems=tuple(
                RunProblem(each.about, each.explanation, each.remedy) for each in record.problems
            ),
        )
        after = with_act(after, ActKind.RUN_ENDED, ended, runner)

    assert is_no_better(decided(history), decided(after))


@laws
@given(histories(), choices)
def test_one_more_finding_never_improves(history: History, chosen: int) -> None:
    """Whoever writes it, however it is rated."""
    pick = random.Random(chosen)
    body = FindingBody(
        network=NETWORK,
        deployment=OURS.digest,
        candidate=CANDIDATE,
        chain=None,
        requirement=pick.choice((None, "balances", "review")),
        title="It stalls",
        description="",
        impact=None,
        severity=pick.choice((None, 0, 1, 2, 3)),
        owning_team=None,
        tracker_url=None,
    )

    after = with_act(history, ActKind.FINDING, body, pick.choice(("ada", "eve", "lab-1")))

    assert is_no_better(decided(history), decided(after))


@laws
@given(histories(), choices)
def test_a_failed_sign_off_never_improves(history: History, chosen: int) -> None:
    """Whatever it is about."""
    pick = random.Random(chosen)
    body = ManualResultBody(
        NETWORK,
        pick.choice((OURS.digest, AGAIN.digest)),
        pick.choice(("review", "balances", "nothing")),
        pick.choice((None, "bench-901")),
        "failed",
        "it broke",
        (),
    )

    after = with_act(history, ActKind.MANUAL_RESULT, body, pick.choice(("sam", "ada", "bert")))

    assert is_no_better(decided(history), decided(after))


@laws
@given(histories(), choices)
def test_who_has_no_role_improves_nothing(history: History, chosen: int) -> None:
    """Whatever she signs, but for a cause, which anybody may name and passes must bear out."""
    pick = random.Random(chosen)
    about, other = pick.choice(findings_of(history)), pick.choice(findings_of(history))
    requirement = pick.choice(history.policy.requirements).id
    until = history.subject.judged_at + timedelta(days=1)
    someday = history.subject.judged_at.date() + timedelta(days=30)
    signed: tuple[tuple[ActKind, Body], ...] = (
        (ActKind.RATING, RatingBody(about, 3, "none", "none")),
        (ActKind.PLAN, PlanBody(about, "eve", someday, "watch it", None, "it cannot be")),
        (ActKind.ANNOTATION, AnnotationBody(about, "everybody", None, other)),
        (ActKind.WAIVER, WaiverBody(NETWORK, OURS.digest, requirement, None, until, "a feast")),
        (
            ActKind.MANUAL_RESULT,
            ManualResultBody(NETWORK, OURS.digest, requirement, None, "passed", "fine", ()),
        ),
        (ActKind.ENDORSEMENT, EndorsementBody(pick.choice(history.acts).id, "")),
        (ActKind.POLICY, PolicyBody(TRANSITION, history.policy.digest)),
        (ActKind.SCOPE, ScopeBody(())),
        (ActKind.VERSION_DIFFERENCE, VersionDifferenceBody("node", "1.0", "1.1", "same")),
        (ActKind.EVALUATION, EvaluationBody("lab-1-1", evidence_of(history)[:3])),
    )

    after = with_act(history, *pick.choice(signed), "eve")

    assert is_no_better(decided(history), decided(after))


# Law 3: taking acts away, or letting time pass, never improves a verdict.


@laws
@given(histories(), choices)
def test_taking_an_act_away_that_others_saw_is_never_ready(history: History, chosen: int) -> None:
    """Whatever it said, nobody knows any more, so it holds at least.

    Read as: never go nor conditional. What was a no-go may become a hold, since the judge
    cannot know what is missing. Of acts that nobody saw yet nothing shows; a determination
    names the heads that it rests on, and `audit verify --expect` those that somebody knew.
    """
    named = sorted({head for act in history.acts for head in act.heads})
    gone = random.Random(chosen).choice(named)

    after = decided(history, tuple(act for act in history.acts if act.id != gone))

    assert after.verdict in NOT_READY


@laws
@given(histories(), choices)
def test_letting_time_pass_never_improves(history: History, chosen: int) -> None:
    """Passes, waivers and plans run out; failures and findings do not.

    Read apart from soak and freezes, whose meaning is that time mends them, and of a history in
    which nothing was observed after the time of judgement: a pass from the future is a
    clock that went wrong, and does not count yet.
    """
    now = history.subject.judged_at
    assume(all(item.window.ended_at <= now for item in evidence_of(history)))
    later = now + timedelta(seconds=random.Random(chosen).choice((30, 300, 3000, 100_000)))
    waited = replace(history, subject=replace(history.subject, judged_at=later))

    assert gravity(_timeless(decided(waited))) >= gravity(_timeless(decided(history)))


def _timeless(decision: Decision) -> Verdict:
    reasons = (one for one in decision.reasons if one.code not in ("soak", "freeze"))
    answered = worst(one.verdict for one in decision.answers)
    return worst([answered, *(one.verdict for one in reasons)])


@laws
@given(histories())
def test_a_deployment_that_nobody_saw_is_never_ready(history: History) -> None:
    """Whatever was waived, planned or passed before: all of that was about another one."""
    anew = replace(history, subject=replace(history.subject, deployment=UNSEEN))

    assert decided(anew).verdict in NOT_READY


# Law 4: order does not matter; every started run counts; a rerun erases nothing.


@laws
@given(histories(), choices)
def test_order_does_not_matter(history: History, chosen: int) -> None:
    """In whichever order the files are read, and however often."""
    shuffled = list(history.acts)
    random.Random(chosen).shuffle(shuffled)
    twice = tuple(shuffled + shuffled[:3])

    assert outline_bytes(decided(history, twice)) == outline_bytes(decided(history))


@laws
@given(histories())
def test_every_run_that_was_started_counts(history: History) -> None:
    """One that never ended holds, or worse."""
    record = compile_record(history.counted(), history.subject)

    open_ = [run for run in record.runs if not run.has_ended]

    assert not open_ or decided(history).verdict in NOT_READY


@laws
@given(histories(), choices)
def test_a_rerun_erases_nothing(history: History, chosen: int) -> None:
    """Where a cause is asked for and nobody named one, passes alone leave unmet what was unmet."""
    pick = random.Random(chosen)
    causes = {ActKind.RESOLUTION, ActKind.ANNOTATION}
    plain = replace(
        history,
        sealed=tuple(each for each in history.sealed if each.act.kind not in causes),
        policy=replace(history.policy, resolves_by_pass=False),
    )
    numbers = compile_record(plain.counted(), plain.subject).numbers_by_key or {}
    before = _failed(decided(plain))
    after = plain
    for number in range(pick.randint(1, 3)):
        after = _pass_everything(after, f"again-{number}", len(numbers) + number + 1)

    assert before <= _failed(decided(after))


def _failed(decision: Decision) -> set[tuple[str, str, str]]:
    return {
        (one.requirement, one.chain, finding)
        for one in decision.answers
        for finding in one.findings
    }


def _pass_everything(history: History, run: str, number: int) -> History:
    now = history.subject.judged_at
    later = replace(history, subject=replace(history.subject, judged_at=now + timedelta(minutes=1)))
    asked = tuple(SelectedQuestion(*each) for each in QUESTIONS)
    started = RunStartedBody(run, number, NETWORK, TRANSITION, history.policy.digest, asked)
    again = with_act(later, ActKind.RUN_STARTED, started, "lab-1")
    window = replace(
        _A_WINDOW, started_at=now + timedelta(seconds=20), ended_at=now + timedelta(seconds=50)
    )
    evidence = tuple(
        replace(_A_PASS, run=run, check=check, chain=chain, window=window)
        for check, chain in QUESTIONS
    )
    ended = RunEndedBody(run, "finished", NETWORK, CANDIDATE, OURS, False, evidence, (), ())  # noqa: FBT003
    return with_act(again, ActKind.RUN_ENDED, ended, "lab-1")


_A_WINDOW = Window(START, START)
_A_PASS = Evidence(
    run="",
    check="",
    chain="",
    deployment=OURS.digest,
    outcome=Outcome.PASSED,
    summary="it moved",
    window=_A_WINDOW,
    parameters=ASKED,
)


# Law 5: a requirement is met only by final, fresh, executed evidence of this deployment.


@laws
@given(histories())
def test_met_only_by_what_was_seen_here_and_lately(history: History) -> None:
    """Each answer that is met names evidence that keeps every condition, checked here anew."""
    record = compile_record(history.counted(), history.subject)
    rows = {row.id: row for row in history.policy.requirements}
    scope = {chain.name: chain.components for chain in record.chains}
    ended = {run.id for run in record.runs if run.has_ended}

    for given_ in decided(history).answers:
        row = rows[given_.requirement]
        is_absent = bool(
            row.component and scope[given_.chain] and row.component not in scope[given_.chain]
        )
        if given_.answer is not Answer.MET or row.check is None:
            continue
        named = [item for item in record.evidence if item.digest in given_.evidence]
        assert named
        for item in named:
            age = (record.judged_at - item.window.ended_at).total_seconds()
            outcomes = {Outcome.PASSED, Outcome.NOT_APPLICABLE} if is_absent else {Outcome.PASSED}
            assert item.outcome in outcomes
            assert (item.check, item.chain) == (row.check, given_.chain)
            assert item.deployment == record.deployment
            assert not item.is_void
            assert item.run in ended
            assert 0 <= age <= row.freshness_seconds


@laws
@given(histories())
def test_what_nothing_observes_is_met_only_by_people_with_the_role(history: History) -> None:
    """By as many of them as are asked for, each on this deployment."""
    record = compile_record(history.counted(), history.subject)
    rows = {row.id: row for row in history.policy.requirements if row.check is None}

    for given_ in decided(history).answers:
        row = rows.get(given_.requirement)
        if row is None or given_.answer is not Answer.MET or not given_.evidence:
            continue
        signed = {
            each.person
            for each in record.manual_results
            if each.requirement == row.id
            and each.deployment == record.deployment
            and each.outcome is Outcome.PASSED
            and each.chain in (None, given_.chain)
            and each.roles & set(row.roles)
        }
        assert len(signed) >= row.people


# Law 6: severity goes down only by two people with the role.


def with_something_rated(history: History) -> History:
    """Return a history in which a person wrote a finding and rated it, beside what is there."""
    subject = history.subject
    body = FindingBody(
        network=NETWORK,
        deployment=subject.deployment or OURS.digest,
        candidate=subject.candidate,
        chain=None,
        requirement=None,
        title="the safe head stood",
        description="it stood",
        impact="some",
        severity=2,
        owning_team=None,
        tracker_url=None,
    )
    return with_act(history, ActKind.FINDING, body, "ada")


@laws
@given(histories(), choices)
def test_nobody_alone_makes_a_finding_lighter(history: History, chosen: int) -> None:
    """Nor by calling it the same as another; in solo mode there is nobody else."""
    assume(not history.trust.is_solo)
    pick = random.Random(chosen)
    history = with_something_rated(history)
    record = compile_record(history.counted(), history.subject)
    before = {finding.id: finding.severity for finding in record.findings}
    rated = sorted(each for each, severity in before.items() if severity is not None)
    # Who could have written it may be nobody by now.
    assume(rated)
    about = pick.choice(rated)
    signed: tuple[tuple[ActKind, Body], ...] = (
        (ActKind.RATING, RatingBody(about, pick.randint(0, 3), "none", "none")),
        (ActKind.ANNOTATION, AnnotationBody(about, None, None, pick.choice(sorted(before)))),
    )

    after = with_act(history, *pick.choice(signed), pick.choice(("ada", "cora", "bert")))

    now = compile_record(after.counted(), after.subject)
    severity = next(finding.severity for finding in now.findings if finding.id == about)
    assert severity is not None
    assert severity <= (before[about] or 0)
    assert is_no_better(decided(history), decided(after))


# Law 7: a waiver or a plan lifts to conditional at most.


@laws
@given(histories(), choices)
def test_a_waiver_lifts_to_conditional_at_most(history: History, chosen: int) -> None:
    """Only the answer that it names, never an invariant, and no reason goes away for it."""
    pick = random.Random(chosen)
    row = pick.choice(history.policy.requirements)
    deployment = history.subject.deployment or OURS.digest
    until = history.subject.judged_at + timedelta(days=1)
    body = WaiverBody(NETWORK, deployment, row.id, None, until, "a feast")
    before = decided(history)

    after = decided(with_act(history, ActKind.WAIVER, body, "ada"))

    for old, new in zip(before.answers, after.answers, strict=True):
        is_lifted = old.answer is not new.answer
        assert not is_lifted or new.answer is Answer.CONDITIONAL
        assert not is_lifted or (new.requirement == row.id and not row.is_invariant)
    told = {(one.code, one.subject) for one in after.reasons}
    assert {(one.code, one.subject) for one in before.reasons} <= told
    assert after.verdict is not Verdict.GO or before.verdict is Verdict.GO


@laws
@given(histories())
def test_a_conditional_answer_is_one_that_people_excused(history: History) -> None:
    """Nothing is conditional by itself, and no invariant ever is."""
    record = compile_record(history.counted(), history.subject)
    rows = {row.id: row for row in history.policy.requirements}

    for given_ in decided(history).answers:
        if given_.answer is Answer.CONDITIONAL:
            waived = [
                one
                for one in record.waivers
                if one.requirement == given_.requirement
                and one.chain in (None, given_.chain)
                and one.signed_at <= record.judged_at < one.until
            ]
            assert waived or given_.findings
            assert not rows[given_.requirement].is_invariant


@laws
@given(histories(), choices)
def test_a_plan_that_nobody_agreed_to_improves_nothing(history: History, chosen: int) -> None:
    """Whoever wrote it; in solo mode there is nobody else."""
    pick = random.Random(chosen)
    someday = history.subject.judged_at.date() + timedelta(days=30)
    plan = PlanBody(pick.choice(findings_of(history)), "ada", someday, "watch it", None, "no")

    after = with_act(history, ActKind.PLAN, plan, "ada")

    assert is_no_better(decided(history), decided(after))


# Law 8: the verdict is a function of the recorded inputs.


@laws
@given(histories())
def test_computed_twice_it_is_the_same_bytes(history: History) -> None:
    """From the acts' files, read again, too."""
    assert outline_bytes(decided(history)) == outline_bytes(decided(history))


def test_the_histories_reach_every_verdict_and_answer() -> None:
    """Laws about histories that all hold would say nothing."""
    decisions = [decided(a_history(seed, seed % 25)) for seed in range(150)]

    assert {decision.verdict for decision in decisions} == set(Verdict)
    assert {one.answer for each in decisions for one in each.answers} == set(Answer)
    codes = {one.code for each in decisions for one in each.reasons}
    assert {"finding-blocks", "finding-planned", "finding-documented", "finding-unrated"} <= codes
    assert {"run-unfinished", "run-numbers", "solo", "soak", "freeze", "no-scope"} <= codes
    assert {"feature-not-passed", "policy-not-signed", "problem", "identity-unknown"} <= codes
