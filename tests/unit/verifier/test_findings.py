"""What people make of findings: ratings, plans, duplicates, and who may say so alone."""

import pytest

from tests.unit.verifier.judging import (
    ROW,
    by_hand,
    claim,
    endorse,
    failed,
    judged,
    passed,
    plan,
    rate,
    sign_off,
    started,
)
from tests.unit.verifier.writing import (
    CANDIDATE,
    DEPLOYMENT,
    FAY,
    NETWORK,
    PAT,
    QUINN,
    Body,
    Key,
    canonical,
    digest,
    evidence,
    minutes,
    requirement,
    window,
)


def test_rating_alone_makes_graver_and_never_lighter() -> None:
    """One person's lower rating changes nothing, a second one's word does."""
    writer = started(requirement(id="x", check="another"))
    report = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "candidate": CANDIDATE,
        "chain": None,
        "requirement": None,
        "title": "it smells",
        "description": "…",
        "impact": None,
        "severity": 0,
        "owning_team": None,
        "tracker_url": None,
    }
    finding = writer.act("finding", report, FAY, minutes(5))
    rules = requirement(id="x", check="another")

    assert ("finding-unrated", finding) in judged(writer, rules, at=10).reasons
    rate(writer, finding, 1, PAT, 11)
    assert ("finding-blocks", finding) in judged(writer, rules, at=12).reasons
    lower = rate(writer, finding, 3, PAT, 13)
    assert ("finding-blocks", finding) in judged(writer, rules, at=14).reasons
    endorse(writer, lower, PAT, 15)
    assert ("finding-blocks", finding) in judged(writer, rules, at=16).reasons
    endorse(writer, lower, FAY, 17)
    assert ("finding-blocks", finding) in judged(writer, rules, at=18).reasons
    endorse(writer, lower, QUINN, 19)
    assert ("finding-documented", finding) in judged(writer, rules, at=20).reasons
    rate(writer, finding, 0, QUINN, 21)
    assert ("finding-blocks", finding) in judged(writer, rules, at=22).reasons


def test_rating_beside_another_replaces_nothing() -> None:
    """Of two ratings that did not see each other the graver one stands."""
    writer = started()
    finding = failed(writer)
    tips = writer.tips()
    body: Body = {"finding": finding, "impact": "", "reason": ""}
    writer.act("rating", body | {"severity": 1}, PAT, minutes(30), heads=tips)
    writer.act("rating", body | {"severity": 3}, QUINN, minutes(31), heads=tips)

    assert judged(writer).reasons == {("finding-blocks", finding)}


@pytest.mark.parametrize(
    ("changes", "endorser", "verdict"),
    [
        ({}, PAT, "conditional"),
        ({}, None, "no-go"),
        ({}, FAY, "no-go"),
        ({"due": "2026-03-02"}, PAT, "conditional"),
        ({"due": "2026-03-01"}, PAT, "no-go"),
        ({"no_drill_because": None}, PAT, "no-go"),
        ({"no_drill_because": ""}, PAT, "no-go"),
        ({"no_drill_because": None, "drill": "sha256:" + "0" * 64}, PAT, "no-go"),
    ],
)
def test_plan_for_sev_2_must_be_accepted_and_in_time(
    changes: Body, endorser: Key | None, verdict: str
) -> None:
    """A plan counts with Platforms behind it, a drill or the reason why not, and until its day."""
    writer = started()
    finding = failed(writer)
    rate(writer, finding, 2, PAT, 30)
    made = plan(writer, finding, 31, **changes)
    if endorser is not None:
        endorse(writer, made, endorser, 32)

    assert judged(writer).verdict == verdict


def test_drill_must_have_passed_here() -> None:
    """A plan's drill is a result that passed on this deployment."""
    rules = (requirement(), by_hand())
    writer = started(*rules)
    finding = failed(writer)
    rate(writer, finding, 2, PAT, 30)
    drill = sign_off(writer, 31)
    endorse(writer, plan(writer, finding, 32, no_drill_because=None, drill=drill), PAT, 33)

    found = judged(writer, *rules)

    assert found.answers == {ROW: "conditional", "by-hand": "met"}
    assert found.reasons == {("finding-planned", finding)}


def test_duplicate_resolves_only_with_a_second_word() -> None:
    """Nobody makes a failure go away alone by calling it another's duplicate."""
    writer = started(requirement(), requirement(id="x", check="another"))
    finding = failed(writer)
    rules = (requirement(), requirement(id="x", check="another"))
    other = writer.act(
        "finding",
        {
            "network": NETWORK,
            "deployment": DEPLOYMENT,
            "candidate": CANDIDATE,
            "chain": None,
            "requirement": None,
            "title": "old",
            "description": "",
            "impact": None,
            "severity": 3,
            "owning_team": None,
            "tracker_url": None,
        },
        PAT,
        minutes(22),
    )
    endorse(writer, claim(writer, other, 23), PAT, 24)
    passed(writer, 40)
    body = {"finding": finding, "owning_team": None, "tracker_url": None, "duplicate_of": other}
    said = writer.act("annotation", body, FAY, minutes(50))

    assert judged(writer, *rules, at=60).answers[ROW] == "unmet"
    endorse(writer, said, PAT, 61)
    assert judged(writer, *rules, at=70).answers[ROW] == "met"


def test_finding_of_a_person_needs_claim_and_endorsement() -> None:
    """What no requirement is about is resolved by a cause and a second person."""
    writer = started()
    passed(writer, 20)
    report = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "candidate": CANDIDATE,
        "chain": None,
        "requirement": None,
        "title": "it smells",
        "description": "…",
        "impact": None,
        "severity": None,
        "owning_team": None,
        "tracker_url": None,
    }
    finding = writer.act("finding", report, FAY, minutes(25))

    assert judged(writer, at=30).verdict == "hold"
    said = claim(writer, finding, 31)
    assert judged(writer, at=40).verdict == "hold"
    endorse(writer, said, QUINN, 41)
    assert judged(writer, at=50).verdict == "go"


def test_sign_off_that_failed_opens_a_finding() -> None:
    """A person's no sticks as a check's does."""
    rule = by_hand()
    writer = started(rule)
    name = sign_off(writer, 20, outcome="failed")
    sign_off(writer, 30)
    sign_off(writer, 31)

    assert judged(writer, rule, at=40).answers == {"by-hand": "unmet"}
    claim(writer, name, 41)
    sign_off(writer, 42)
    sign_off(writer, 43)
    assert judged(writer, rule, at=50).answers == {"by-hand": "met"}


def test_plan_needs_a_drill_that_was_seen() -> None:
    """A pass that its run cannot have seen is no drill."""
    for begin, verdict in ((15, "conditional"), (-100, "no-go")):
        writer = started()
        drill = evidence("", check="drill", window=window(begin, 15))
        run = writer.run(20, drill, evidence("", window=window(10, 15)))
        name = failed(writer, 40)
        rate(writer, name, 2, PAT, 45)
        act = plan(
            writer,
            name,
            46,
            drill=digest(canonical(drill | {"run": run})),
            no_drill_because=None,
        )
        endorse(writer, act, QUINN, 47)

        assert judged(writer).verdict == verdict, begin
