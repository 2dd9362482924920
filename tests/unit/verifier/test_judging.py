"""The verdict that the verifier derives, rule by rule, from acts alone."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.unit.verifier.judging import (
    OTHER_CANDIDATE,
    ROW,
    Found,
    claim,
    endorse,
    failed,
    judged,
    passed,
    plan,
    rate,
    reasons,
    started,
    waive,
)
from tests.unit.verifier.writing import (
    CHAIN,
    CHECK,
    NETWORK,
    PAT,
    Body,
    Writer,
    canonical,
    digest,
    evidence,
    minutes,
    requirement,
    text_of,
    window,
)


def test_failure_sticks_however_often_it_passes() -> None:
    """Passes alone resolve nothing, and the finding is named once."""
    writer = started()
    failed(writer)
    passed(writer, 40, 60, 80, 100)

    found = judged(writer)

    assert found == Found({ROW: "unmet"}, set(), "no-go")


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [([], [60, 80], "met"), ([], [60], "unmet"), ([40, 45], [60], "unmet")],
)
def test_claim_needs_passes_after_it(
    before: Sequence[float], after: Sequence[float], answer: str
) -> None:
    """A cause is borne out by as many later passes as the policy asks, and by no earlier one."""
    writer = started()
    finding = failed(writer)
    passed(writer, *before)
    claim(writer, finding, 50)
    passed(writer, *after)

    assert judged(writer).answers == {ROW: answer}


def test_failure_after_the_claim_voids_it() -> None:
    """Claimed fixed and failed again is still failing."""
    writer = started()
    finding = failed(writer)
    claim(writer, finding, 50)
    failed(writer, 70)
    passed(writer, 80, 90, 100)

    assert judged(writer).answers == {ROW: "unmet"}


def test_passes_that_overlap_are_one() -> None:
    """Two looks at the same minutes are one pass."""
    writer = started()
    finding = failed(writer)
    claim(writer, finding, 50)
    passed(writer, 60, 60, 61, 64)

    assert judged(writer).answers == {ROW: "unmet"}


def test_plan_covers_only_what_was_seen_lately() -> None:
    """A plan does not make conditional what nobody looked at any more."""
    rule = requirement(freshness_seconds=3600.0)
    writer = started(rule)
    finding = failed(writer)
    rate(writer, finding, 2, PAT, 30)
    endorse(writer, plan(writer, finding, 31), PAT, 32)

    assert judged(writer, rule, at=80).answers == {ROW: "conditional"}
    assert judged(writer, rule, at=81).answers == {ROW: "unmet"}


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "conditional"),
        ({"chain": CHAIN}, "conditional"),
        ({"chain": "another"}, "unknown"),
        ({"until": text_of(minutes(200))}, "unknown"),
        ({"deployment": "sha256:" + "e" * 64}, "unknown"),
        ({"network": "another"}, "unknown"),
        ({"requirement": "another"}, "unknown"),
    ],
)
def test_waiver_is_for_what_it_names(changes: Body, answer: str) -> None:
    """A waiver lifts one requirement of one deployment to conditional, until its end."""
    writer = started()
    waive(writer, 30, **changes)

    assert judged(writer).answers == {ROW: answer}


def test_waiver_never_covers_an_invariant() -> None:
    """What must never happen is not waived."""
    rule = requirement(is_invariant=True)
    writer = started(rule)
    waive(writer, 30)

    assert judged(writer, rule).answers == {ROW: "unknown"}


@pytest.mark.parametrize(("severity", "answer"), [(0, "unmet"), (1, "unmet"), (2, "conditional")])
def test_waiver_never_covers_the_gravest(severity: int, answer: str) -> None:
    """A SEV 0 or 1 stays unmet under a waiver, and a waived SEV 2 still needs its plan."""
    writer = started()
    finding = failed(writer)
    rate(writer, finding, severity, PAT, 30)
    waive(writer, 31)

    found = judged(writer)

    assert (found.answers, found.verdict) == ({ROW: answer}, "no-go")


def test_redeployment_of_another_candidate_resolves_with_one_pass() -> None:
    """A failure of another candidate needs its cause and one pass here."""
    writer = started()
    other = {"network": NETWORK, "candidate": OTHER_CANDIDATE, "identity": {}}
    name = digest(canonical(other))
    item = evidence("", outcome="failed", window=window(15, 20), deployment=name)
    run = writer.run(20, item, deployment=other, candidate=OTHER_CANDIDATE)
    finding = digest(
        canonical(["finding", name, CHECK, CHAIN, digest(canonical(item | {"run": run}))])
    )
    passed(writer, 40)

    assert judged(writer, at=50).answers == {ROW: "unmet"}
    claim(writer, finding, 51)
    assert judged(writer, at=60).answers == {ROW: "met"}


def test_component_that_is_not_there_is_not_asked_for() -> None:
    """A requirement about a missing component is met by the word that it does not apply."""
    rule = requirement(component="op-conductor")
    writer = started(rule)
    writer.run(20, evidence("", outcome="not-applicable"))

    absent = judged(writer, rule, at=30)
    unlisted = judged(writer, rule, at=40, asked={"scope": [{"name": CHAIN, "components": []}]})

    assert absent.answers == {ROW: "met"}
    assert unlisted.answers == {ROW: "unknown"}


@pytest.mark.parametrize(
    ("passes", "failures", "answer"),
    [(5, 0, "unknown"), (14, 0, "met"), (13, 0, "unknown"), (2, 4, "unmet")],
)
def test_rate_is_decided_exactly(passes: int, failures: int, answer: str) -> None:
    """At 20 %, fourteen straight passes are enough, thirteen not; four failures of six too many."""
    rule = requirement(repeatable_failure_percent=20.0)
    writer = started(rule, resolves_by_pass=True)
    for number in range(failures):
        failed(writer, 10 + 5 * number)
    passed(writer, *(40 + 5 * number for number in range(passes)))

    assert judged(writer, rule, resolves_by_pass=True).answers == {ROW: answer}


def test_time_alone_holds() -> None:
    """A freeze, and a soak that is too short or has a gap, hold what is met."""
    frozen = {
        "starts_at": text_of(minutes(100)),
        "ends_at": text_of(minutes(300)),
        "reason": "holidays",
    }
    cases: list[tuple[dict[str, Any], set[str]]] = [
        ({"freezes": [frozen]}, {"freeze"}),
        ({"freezes": [frozen | {"ends_at": text_of(minutes(200))}]}, set()),
        ({"soak_seconds": 185 * 60.0}, set()),
        ({"soak_seconds": 186 * 60.0}, {"soak"}),
        ({"soak_seconds": 60.0, "soak_longest_gap_seconds": 3600.0}, {"soak"}),
        ({"soak_seconds": 60.0, "soak_longest_gap_seconds": 7200.0 + 3600.0}, set()),
    ]
    for changes, codes in cases:
        writer = started(**changes)
        passed(writer, 20, 70)

        assert reasons(writer, **changes) == codes, changes


GATE = "gate:isthmus"


def tried(writer: Writer, end: float, outcome: str = "passed", **changes: Any) -> None:
    """Record an attempt at a gate that no requirement asks for."""
    item = evidence("", check=GATE, parameters=[], window=window(end - 5, end), outcome=outcome)
    writer.run(end, item | changes, check=GATE)


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({}, False),
        ({"outcome": "errored"}, True),
        ({"is_void": True}, True),
        ({"parameters": [["most_left_out", "1000000"]]}, True),
        ({"deployment": "sha256:" + "e" * 64}, True),
        ({"chain": "another"}, True),
        ({"check": "gate:holocene"}, True),
        ({"window": window(18, 30)}, True),
        ({"window": window(30, 29)}, True),
    ],
)
def test_gate_that_nobody_asks_for_is_resolved_by_a_whole_pass(
    changes: Body, *, is_open: bool
) -> None:
    """In a rehearsal, and by nothing less."""
    rule = requirement(passes_to_resolve=1)
    writer = started(rule, resolves_by_pass=True)
    tried(writer, 20, "failed")
    tried(writer, 30, **changes)

    found = judged(writer, rule, resolves_by_pass=True)

    assert ("finding-unrated" in {code for code, _ in found.reasons}) is is_open


@pytest.mark.parametrize(("ends", "is_open"), [((30,), True), ((30, 40), False)])
def test_gate_that_nobody_asks_for_takes_as_many_passes_as_the_strictest_row(
    ends: Sequence[float], *, is_open: bool
) -> None:
    """And none are enough where a cause is asked for."""
    rules = requirement(passes_to_resolve=1), requirement(id="again", passes_to_resolve=2)
    rehearsal, strict = started(*rules, resolves_by_pass=True), started(*rules)
    for writer in (rehearsal, strict):
        tried(writer, 20, "failed")
        for end in ends:
            tried(writer, end)

    rehearsed = judged(rehearsal, *rules, resolves_by_pass=True)

    assert bool(rehearsed.reasons) is is_open
    assert judged(strict, *rules).reasons
