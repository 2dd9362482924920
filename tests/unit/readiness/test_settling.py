"""Which findings are open once everything was asked, and which only look resolved."""

from dataclasses import replace

import pytest

from gonogo.evidence import Outcome
from gonogo.findings import Finding, Resolution, Severity
from gonogo.readiness import Policy, Record
from gonogo.readiness.book import open_book
from gonogo.readiness.case import Case, ask
from gonogo.readiness.lineage import lineage_of
from gonogo.readiness.settling import Settled, settle, without
from tests.unit.readiness.example import (
    at,
    evidence,
    finding_of,
    policy,
    record,
    requirement,
)

FAILED = evidence(1, Outcome.FAILED)
OPENED = finding_of(FAILED)
CAUSE = Resolution("it was cut off", at(150))
AGREED = replace(CAUSE, is_endorsed=True)
ELSEWHERE = policy(requirement("unsafe_head_advances"), resolves_by_pass=False)
"""Asks about something else."""
OURS = policy(resolves_by_pass=False)


def cases(under: Policy, judged: Record) -> list[Case]:
    book, lineage = open_book(judged, under), lineage_of(judged)
    return [
        ask(row, chain, under, judged, book.about(row, chain.name), lineage)
        for row in under.requirements
        for chain in judged.chains
    ]


def settled(under: Policy, judged: Record) -> Settled:
    return settle(under, judged, open_book(judged, under), cases(under, judged))


def is_open(under: Policy, judged: Record, finding: Finding) -> bool:
    found = settled(under, judged)
    ids = {one.id for one in found.still_open}, {one.id for one in found.resolved}
    assert (finding.id in ids[0]) != (finding.id in ids[1])
    return finding.id in ids[0]


def reported(**changes: object) -> Finding:
    """Return what a person wrote about our requirement on our chain."""
    whole = replace(
        OPENED,
        id="finding-9",
        check="",
        is_reported=True,
        requirement=requirement().id,
        severity=Severity.SEV2,
        opened_at=at(100),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def test_a_failure_that_nobody_explained_is_open() -> None:
    """It says that a requirement asks about it."""
    found = settled(OURS, record(FAILED, evidence(2), findings=(OPENED,)))

    assert found.still_open == (OPENED,)
    assert found.asked == {OPENED}


def test_one_requirement_that_says_open_is_enough() -> None:
    """Of two about one question, the one that asks for more passes decides."""
    one, two = requirement(), requirement(id="twice", passes_to_resolve=2)
    judged = record(FAILED, evidence(2), findings=(replace(OPENED, resolution=CAUSE),))

    assert not is_open(policy(one, resolves_by_pass=False), judged, OPENED)
    assert is_open(policy(one, two, resolves_by_pass=False), judged, OPENED)


@pytest.mark.parametrize(
    ("claim", "open_"), [(None, True), (CAUSE, True), (AGREED, False)], ids=["none", "own", "two"]
)
def test_what_no_requirement_asks_about_needs_somebody_elses_agreement(
    claim: Resolution | None, *, open_: bool
) -> None:
    """No pass could bear the claim out, however many there are."""
    judged = record(FAILED, evidence(2), evidence(3), findings=(replace(OPENED, resolution=claim),))

    found = settled(ELSEWHERE, judged)

    assert bool(found.still_open) == open_
    assert not found.asked


def test_a_signed_claim_is_refuted_by_a_later_failure() -> None:
    """Also where others agreed to it."""
    claim = replace(AGREED, act="act-1")
    finding = replace(OPENED, resolution=claim)
    again = evidence(3, Outcome.FAILED)

    assert not is_open(ELSEWHERE, record(FAILED, findings=(finding,)), finding)
    assert is_open(ELSEWHERE, record(FAILED, again, findings=(finding,)), finding)


@pytest.mark.parametrize(
    ("changes", "passes", "open_"),
    [
        ({}, (2,), True),
        ({"resolution": CAUSE}, (), True),
        ({"resolution": CAUSE}, (1,), True),
        ({"resolution": CAUSE}, (2,), False),
        ({"resolution": AGREED}, (), True),
        ({"resolution": replace(CAUSE, claimed_at=at(250))}, (2,), True),
        ({"resolution": CAUSE, "opened_at": at(250)}, (2,), True),
        ({"resolution": CAUSE, "chain": "another-1"}, (2,), True),
        ({"resolution": CAUSE, "chain": ""}, (2,), False),
    ],
    ids=[
        "no-cause",
        "no-pass",
        "earlier-pass",
        "later-pass",
        "two-people-and-no-pass",
        "pass-before-the-cause",
        "pass-before-it-was-written",
        "another-chain",
        "every-chain",
    ],
)
def test_what_a_person_wrote_about_a_requirement_needs_a_cause_and_then_its_passes(
    changes: dict[str, object], passes: tuple[int, ...], *, open_: bool
) -> None:
    """Since something observes it, agreement alone is not enough."""
    finding = reported(**changes)
    judged = record(*(evidence(number) for number in passes), findings=(finding,))

    assert is_open(OURS, judged, finding) is open_


def test_what_is_written_of_every_chain_needs_passes_on_each() -> None:
    """One chain that was looked at says nothing of the other."""
    finding = reported(resolution=CAUSE, chain="")
    judged = record(evidence(2), findings=(finding,))
    second = replace(judged.chains[0], name="bench-902")
    both = replace(judged, chains=(*judged.chains, second))

    assert not is_open(OURS, judged, finding)
    assert is_open(OURS, both, finding)


@pytest.mark.parametrize("name", [None, "what-nobody-asks"])
def test_what_a_person_wrote_about_nothing_that_is_asked_needs_two(name: str | None) -> None:
    """Passes of other requirements bear nothing out."""
    alone = reported(requirement=name, resolution=CAUSE)
    together = reported(requirement=name, resolution=AGREED)

    assert is_open(OURS, record(evidence(2), findings=(alone,)), alone)
    assert not is_open(OURS, record(evidence(2), findings=(together,)), together)


def duplicate(of: str | None, number: int = 8) -> Finding:
    return reported(id=f"finding-{number}", requirement=None, duplicate_of=of)


def test_what_is_the_same_as_a_resolved_finding_is_resolved_with_it() -> None:
    """And the same as that, and so on; it is said that nothing else resolves it."""
    first = reported(requirement=None, resolution=AGREED)
    second, third = duplicate(first.id), duplicate("finding-8", 7)

    found = settled(OURS, record(findings=(first, second, third)))

    assert not found.still_open
    assert found.by_duplicate == {second.id, third.id}


@pytest.mark.parametrize(
    "findings",
    [
        (duplicate("finding-8"),),
        (duplicate("finding-7"), duplicate("finding-8", 7)),
        (duplicate("finding-404"),),
        (duplicate("finding-9"), reported(requirement=None)),
        (duplicate("finding-9"), reported(requirement=None, resolution=CAUSE)),
    ],
    ids=["itself", "circle", "unknown", "open", "claimed"],
)
def test_what_is_the_same_as_nothing_resolved_stays_open(findings: tuple[Finding, ...]) -> None:
    """Two findings that call each other the same would otherwise both vanish."""
    found = settled(OURS, record(findings=findings))

    assert {one.id for one in found.still_open} == {one.id for one in findings}
    assert not found.by_duplicate


def test_a_case_loses_only_what_is_resolved_by_another() -> None:
    """Everything else that it rests on stays."""
    (case,) = cases(OURS, record(FAILED, findings=(OPENED,)))

    assert without(case, frozenset({"finding-404"})) is case
    assert without(case, frozenset({OPENED.id})).standing.unresolved == ()
    assert without(case, frozenset({OPENED.id})).standing.failures == case.standing.failures


def test_a_case_keeps_what_is_not_resolved_by_another() -> None:
    """Of two findings about one question only the one goes."""
    other = finding_of(evidence(3, Outcome.FAILED))
    judged = record(FAILED, evidence(2), evidence(3, Outcome.FAILED), findings=(OPENED, other))
    (case,) = cases(OURS, judged)

    assert without(case, frozenset({OPENED.id})).standing.unresolved == (other,)


def test_what_is_written_of_every_chain_stays_open_where_no_chain_is_judged() -> None:
    """No chain without passes is not every chain with passes."""
    finding = reported(resolution=CAUSE, chain="")
    judged = record(evidence(2), findings=(finding,), chains=())

    assert is_open(OURS, judged, finding)


def test_a_claim_about_what_a_person_wrote_is_refuted_by_the_last_failure() -> None:
    """Also where the first one came before it."""
    signed = replace(CAUSE, claimed_at=at(250), act="act-1")
    finding = reported(resolution=signed)
    failures = FAILED, evidence(3, Outcome.FAILED)

    assert not is_open(OURS, record(failures[0], evidence(4), findings=(finding,)), finding)
    assert is_open(OURS, record(*failures, evidence(4), findings=(finding,)), finding)


def test_nothing_recorded_settles_to_nothing() -> None:
    """No finding is made up."""
    found = settled(OURS, record())

    assert (found.still_open, found.resolved, found.asked) == ((), (), frozenset())


def test_passes_for_a_written_finding_are_those_of_its_requirement() -> None:
    """A shorter look than the policy asks for is none."""
    finding = reported(resolution=CAUSE)
    judged = record(evidence(2), findings=(finding,))
    longer = requirement(window_seconds=13.0)

    assert not is_open(policy(requirement()), judged, finding)
    assert is_open(policy(longer), judged, finding)
