"""The verdict that the verifier derives, rule by rule, from acts alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from gonogo.verifier import verify
from tests.unit.verifier.writing import (
    ADA,
    CANDIDATE,
    CHAIN,
    CHECK,
    DEPLOYMENT,
    FAY,
    NETWORK,
    PAT,
    QUINN,
    TRANSITION,
    Body,
    Key,
    Writer,
    canonical,
    determination,
    digest,
    evidence,
    expected,
    founded,
    minutes,
    outline,
    people,
    policy,
    requirement,
    row,
    text_of,
    trust,
    window,
)

ROW = "safe-head-advances"
SOAK = {"code": "soak", "subject": "", "verdict": "hold"}
BEFORE = "promote:devnet"
OTHER_CANDIDATE = "sha256:" + "b" * 64


@dataclass(frozen=True)
class Found:
    """An outline, as tests read it."""

    answers: dict[str, str]
    reasons: set[tuple[str, str]]
    verdict: str


def judged(
    writer: Writer, *requirements: Body, at: float = 200, asked: Body | None = None, **changes: Any
) -> Found:
    """Return what follows at a minute; `asked` goes into the determination."""
    rules = policy(*requirements, **changes)
    name = writer.act(
        "determination",
        determination(at, **{"policy_digest": digest(canonical(rules))} | (asked or {})),
        PAT,
        minutes(at),
    )
    found = verify(writer.bundle(name, rules), expected(trust=pinning(rules), at=minutes(at + 1)))
    assert found.outline is not None, found.reasons
    value = json.loads(found.outline)
    return Found(
        {each["requirement"]: each["answer"] for each in value["answers"]},
        {(each["code"], each["subject"]) for each in value["reasons"]},
        value["verdict"],
    )


def started(*rules: Body, **changes: Any) -> Writer:
    """Return a record that trusts, and pins the policy that these tests judge under."""
    return founded(pinning(policy(*rules, **changes)))


def pinning(rules: Body) -> Body:
    """Return a trust that pins a policy, and the usual one for the transition before."""
    pins = {BEFORE: digest(canonical(policy())), TRANSITION: digest(canonical(rules))}
    return trust(policies=pins)


def failed(writer: Writer, end: float = 20) -> str:
    """Record a failure, and return the id of the finding that it opens."""
    item = evidence("", outcome="failed", window=window(end - 5, end))
    run = writer.run(end, item)
    named = ["finding", DEPLOYMENT, CHECK, CHAIN, digest(canonical(item | {"run": run}))]
    return digest(canonical(named))


def passed(writer: Writer, *ends: float) -> None:
    """Record passes of five minutes each."""
    for end in ends:
        writer.run(end, evidence("", window=window(end - 5, end)))


def rate(writer: Writer, finding: str, severity: int, signer: Key, at: float) -> str:
    body = {"finding": finding, "severity": severity, "impact": "bad", "reason": "seen"}
    return writer.act("rating", body, signer, minutes(at))


def endorse(writer: Writer, act: str, signer: Key, at: float) -> str:
    return writer.act("endorsement", {"act": act, "note": ""}, signer, minutes(at))


def claim(writer: Writer, finding: str, at: float, signer: Key = FAY) -> str:
    body = {"finding": finding, "cause": "a typo", "fix": "mended"}
    return writer.act("resolution", body, signer, minutes(at))


def plan(writer: Writer, finding: str, at: float, **changes: Any) -> str:
    body: Body = {
        "finding": finding,
        "owner": "fay",
        "due": "2026-03-09",
        "text": "restart",
        "drill": None,
        "no_drill_because": "it cannot be provoked",
    }
    return writer.act("plan", body | changes, FAY, minutes(at))


def waive(writer: Writer, at: float, **changes: Any) -> str:
    body = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "requirement": ROW,
        "chain": None,
        "until": text_of(minutes(600)),
        "reason": "known",
    }
    return writer.act("waiver", body | changes, QUINN, minutes(at))


def sign_off(writer: Writer, at: float, signer: Key = PAT, **changes: Any) -> str:
    body: Body = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "requirement": "by-hand",
        "chain": None,
        "outcome": "passed",
        "note": "seen",
        "attachments": [],
    }
    return writer.act("manual-result", body | changes, signer, minutes(at))


def by_hand(**changes: Any) -> Body:
    value = requirement(
        id="by-hand",
        check=None,
        parameters=[],
        window_seconds=0.0,
        roles=["platforms"],
        people=1,
    )
    return value | changes


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


def test_plan_covers_only_what_was_seen_lately() -> None:
    """A plan does not make conditional what nobody looked at any more."""
    rule = requirement(freshness_seconds=3600.0)
    writer = started(rule)
    finding = failed(writer)
    rate(writer, finding, 2, PAT, 30)
    endorse(writer, plan(writer, finding, 31), PAT, 32)

    assert judged(writer, rule, at=80).answers == {ROW: "conditional"}
    assert judged(writer, rule, at=81).answers == {ROW: "unmet"}


def test_sign_off_hides_nothing_that_a_run_named() -> None:
    """What the last real run could not read stays unknown, whatever is signed after it."""
    rules = (requirement(), by_hand())
    writer = started(*rules)
    writer.run(20, evidence(""), unknown_facts=["chain.901.genesis_hash"])
    sign_off(writer, 30)

    assert judged(writer, *rules).reasons == {("identity-unknown", "")}


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


@pytest.mark.parametrize(
    ("signers", "answer"),
    [
        ([], "unknown"),
        ([FAY], "unknown"),
        ([PAT], "unknown"),
        ([PAT, PAT], "unknown"),
        ([PAT, Key("pat's other")], "unknown"),
        ([PAT, QUINN], "met"),
    ],
)
def test_sign_off_needs_distinct_persons_with_the_role(signers: list[Key], answer: str) -> None:
    """Two keys of one person are one person, and other roles are none."""
    rule = by_hand(people=2)
    both = [row(PAT), row(Key("pat's other"))]
    pat = {
        "team": "platforms",
        "roles": ["platforms"],
        "keys": sorted(both, key=lambda each: str(each["key"])),
    }
    writer = founded(pinning(policy(rule)), people(pat=pat))
    for position, signer in enumerate(signers):
        sign_off(writer, 20 + position, signer)

    assert judged(writer, rule).answers == {"by-hand": answer}


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


def test_runner_does_not_answer_for_people() -> None:
    """Evidence of a check that is called as a requirement by hand is about something else."""
    rule = by_hand(parameters=[])
    writer = started(rule)
    item = evidence("", check="manual:by-hand", parameters=[])
    writer.run(20, item)

    assert judged(writer, rule).answers == {"by-hand": "unknown"}


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


def _reasons(writer: Writer, **changes: Any) -> set[str]:
    return {code for code, _ in judged(writer, **changes).reasons}


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

        assert _reasons(writer, **changes) == codes, changes


@pytest.mark.parametrize(
    ("begin", "end", "answer"),
    [(5, 25, "met"), (4.9, 25, "unknown"), (5, 25.1, "unknown"), (-20 * 1440, 15, "unknown")],
)
def test_window_must_be_within_its_run(begin: float, end: float, answer: str) -> None:
    """The run began at minute 10 and ended at 20, and clocks differ by five at most."""
    writer = started()
    writer.run(20, evidence("", window=window(begin, end)))

    assert judged(writer).answers == {ROW: answer}


def test_failure_outside_its_run_is_one_all_the_same() -> None:
    """Whoever says that something failed is believed."""
    writer = started()
    writer.run(20, evidence("", outcome="failed", window=window(-100, 15)))

    assert judged(writer).answers == {ROW: "unmet"}


def test_nobody_soaks_for_weeks_in_a_run_of_minutes() -> None:
    """A deployment is no older than its record, whatever a runner's key says."""
    changes = {"soak_seconds": 14 * 86400.0}
    writer = started(**changes)
    passed(writer, 15)
    writer.run(30, evidence("", window=window(-20 * 1440, 25)))
    writer.run(60, evidence("", outcome="failed", window=window(-20 * 1440, 55)))

    assert "soak" in _reasons(writer, **changes)


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


def test_run_that_was_left_out_shows() -> None:
    """A runner numbers its runs, so one that nobody shows is missed."""
    writer = started()
    writer.runs = 1
    passed(writer, 20)

    assert _reasons(writer) == {"run-numbers"}


def _scope(writer: Writer, **changes: Any) -> str:
    feature = {
        "id": "interop",
        "title": "Interop",
        "team": "platforms",
        "components": ["op-node"],
        "networks": [NETWORK],
    }
    return writer.act("scope", {"features": [feature | changes]}, PAT, minutes(2))


def _promoted(
    writer: Writer, version: str, *, heads: Sequence[str] | None = None, **changes: Any
) -> None:
    """Record that the feature passed an alphanet of another name."""
    features = [{"id": "interop", "versions": [{"component": "op-node", "version": version}]}]
    decided = determination(
        3,
        network="first-alphanet",
        transition=BEFORE,
        features=features,
    )
    name = writer.act("determination", decided | changes, PAT, minutes(3), heads=heads)
    step = {
        "determination": name,
        "network": "first-alphanet",
        "transition": changes.get("transition", BEFORE),
        "deployment": DEPLOYMENT,
        "candidate": CANDIDATE,
        "features": features,
    }
    writer.act("promotion", step, PAT, minutes(4))


@pytest.mark.parametrize(
    ("version", "changes", "is_passed"),
    [
        ("v1.0.0", {}, True),
        ("v1.0.0-rc.1", {}, False),
        ("v1.0.0-rc.2", {}, True),
        ("v1.0.0", {"verdict": "hold"}, False),
        ("v1.0.0", {"level": "READINESS_REHEARSAL"}, False),
        ("v1.0.0", {"valid_until": text_of(minutes(4))}, False),
        ("v1.0.0", {"candidate": OTHER_CANDIDATE}, False),
        ("v1.0.0", {"policy_digest": "sha256:" + "0" * 64}, False),
        ("v1.0.0", {"level": "READINESS_ALPHANET_CONDITIONAL"}, False),
        ("v1.0.0", {"outline": {}}, False),
        ("v1.0.0", {"outline": outline(verdict="go")}, False),
        ("v1.0.0", {"outline": outline((ROW, "unknown"), verdict="go")}, False),
        ("v1.0.0", {"outline": outline((ROW, "met"), verdict="conditional")}, False),
        ("v1.0.0", {"outline": outline((ROW, "met"), (ROW, "met"), verdict="go")}, False),
        ("v1.0.0", {"outline": outline((ROW, "met"), verdict="go", reasons=[SOAK])}, False),
        ("v1.0.0", {"scope": []}, False),
        ("v1.0.0", {"scope": [{"name": "902", "components": []}]}, False),
        ("v1.0.0", {"scope": [{"name": n, "components": []} for n in (CHAIN, "902")]}, False),
    ],
)
def test_feature_must_have_passed_as_it_is(version: str, changes: Body, is_passed: bool) -> None:  # noqa: FBT001
    """A pass counts at the next stage at equal versions, or with the difference signed."""
    rules: Body = {"needs_scope": True, "requires_passed": BEFORE}
    writer = started(**rules)
    _scope(writer)
    _promoted(writer, version, **changes)
    difference = {
        "component": "op-node",
        "from_version": "v1.0.0-rc.2",
        "to_version": "v1.0.0",
        "reason": "same commit",
    }
    writer.act("version-difference", difference, PAT, minutes(6))
    passed(writer, 20)
    now = [{"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]}]

    found = judged(writer, asked={"features": now}, **rules)

    assert found.reasons == (set() if is_passed else {("feature-not-passed", "interop")})


@pytest.mark.parametrize(
    ("transition", "level", "is_passed"),
    [
        ("promote:alphanet", "READINESS_ALPHANET", True),
        ("promote:alphanet", "OUR_OWN", True),
        ("promote:alphanet", "READINESS_BETANET", False),
        ("promote:alphanet", "READINESS_DEPLOY_ALPHANET", False),
        ("promote:alphanet", "READINESS_REHEARSAL", False),
    ],
)
def test_level_of_another_step_is_worth_nothing(
    transition: str, level: str, *, is_passed: bool
) -> None:
    """Whatever is pinned, a decision of one step is not worth what another is."""
    rules = policy(name="promote:betanet", needs_scope=True, requires_passed=transition)
    pins = {transition: digest(canonical(policy())), "promote:betanet": digest(canonical(rules))}
    own = trust(policies=pins)
    writer = founded(own)
    _scope(writer)
    _promoted(writer, "v1.0.0", transition=transition, level=level)

    body = determination(
        60,
        transition="promote:betanet",
        policy_digest=digest(canonical(rules)),
        features=[
            {"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]},
        ],
    )
    name = writer.act("determination", body, PAT, minutes(60))
    asked = expected(trust=own, transition="promote:betanet", at=minutes(61))
    found = json.loads(verify(writer.bundle(name, rules), asked).outline or b"{}")

    codes = {each["code"] for each in found["reasons"]}
    assert ("feature-not-passed" in codes) is not is_passed


@pytest.mark.parametrize(
    ("exact", "general", "holds"),
    [
        (True, None, False),
        (True, False, False),
        (False, True, True),
        (None, True, False),
    ],
)
def test_pin_of_the_network_wins(
    exact: bool | None,  # noqa: FBT001
    general: bool | None,  # noqa: FBT001
    *,
    holds: bool,
) -> None:
    """Over the one for every network; another network's is none at all."""
    own, other = digest(canonical(policy())), "sha256:" + "0" * 64
    which = {f"{TRANSITION}@{NETWORK}": exact, TRANSITION: general}
    pins = {key: own if each else other for key, each in which.items() if each is not None}
    pins |= {f"{TRANSITION}@another": own if holds else other}
    writer = founded(trust(policies=pins))
    passed(writer, 20)
    name = writer.act("determination", determination(60), PAT, minutes(60))

    asked = expected(trust=trust(policies=pins), at=minutes(61))
    found = verify(writer.bundle(name, policy()), asked)

    assert [each.code.value for each in found.reasons] == (["policy_mismatch"] if holds else [])


@pytest.mark.parametrize(("by_both", "is_seen"), [(True, True), (True, False), (False, True)])
def test_policy_of_then_must_have_been_agreed_on(by_both: bool, is_seen: bool) -> None:  # noqa: FBT001
    """A pass outlives the pin that its decision saw, and one root alone pins nothing."""
    rules = policy(needs_scope=True, requires_passed=BEFORE)
    weak = "sha256:" + "0" * 64
    other = trust(policies={**pinning(rules)["policies"], BEFORE: weak})
    writer = founded(pinning(rules))
    _scope(writer)
    beginning = writer.tips()
    changed = writer.act("trust", {"content": other}, ADA, minutes(2.2))
    if by_both:
        endorse(writer, changed, Key("root ben"), 2.4)
    heads = None if is_seen else beginning
    _promoted(writer, "v1.0.0", heads=heads, policy_digest=weak)
    again = writer.act("trust", {"content": pinning(rules)}, ADA, minutes(5))
    endorse(writer, again, Key("root ben"), 6)
    passed(writer, 20)
    now = [{"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]}]

    found = judged(writer, asked={"features": now}, needs_scope=True, requires_passed=BEFORE)

    is_passed = by_both and is_seen
    assert found.reasons == (set() if is_passed else {("feature-not-passed", "interop")})


def test_scope_must_name_a_feature_here() -> None:
    """Where features climb, a network without any holds."""
    writer = started(needs_scope=True)
    _scope(writer, networks=["another"])
    passed(writer, 20)

    assert _reasons(writer, needs_scope=True) == {"no-scope"}


def test_key_that_ran_out_loses_no_failure() -> None:
    """An act of a key that ran out before any root saw it holds, and is not just left out."""
    writer = started()
    lab = {"lab-1": {"keys": [row(Key("lab-1"), None, text_of(minutes(100)))]}}
    ending = people() | {"runners": lab}
    passed(writer, 20)
    writer.adopt(ending, minutes(30))
    failed(writer, 50)

    early = judged(writer, at=60)
    late = judged(writer, at=150)

    assert early.verdict == "no-go"
    assert ("record-incomplete", "") in late.reasons


def test_trust_is_followed_only_by_enough_roots() -> None:
    """New roots count once as many of the old ones as the threshold agreed."""
    newcomer = Key("root cid")
    more = {"ada": ADA.line, "ben": Key("root ben").line, "cid": newcomer.line}
    pinned = {TRANSITION: digest(canonical(policy()))}
    writer = started()
    changed = writer.act("trust", {"content": trust(roots=more, policies=pinned)}, ADA, minutes(5))
    nobody = people(pat=None)
    nobody["people"]["cid"] = {
        "team": "platforms",
        "roles": ["platforms"],
        "keys": [row(PAT)],
    }
    writer.adopt(nobody, minutes(6), newcomer)
    passed(writer, 20)

    alone = _signers(writer, 30)
    endorse(writer, changed, Key("root ben"), 31)
    writer.adopt(nobody, minutes(32), newcomer)
    both = _signers(writer, 40)

    assert (alone, both) == (("pat",), ("cid",))


def test_stranger_who_was_seen_makes_no_history() -> None:
    """A trust of a stranger's own, seen by a later one, silences nobody who signed in between."""
    pinned = {TRANSITION: digest(canonical(policy()))}
    both = {"ada": ADA.line, "ben": Key("root ben").line}
    writer = started()
    passed(writer, 10)
    stranger = Key("stranger")
    theirs = trust(roots=both | {"me": stranger.line}, policies=pinned)
    writer.act("trust", {"content": theirs}, stranger, minutes(11))
    writer.act("people", {"content": people(fay=None)}, stranger, minutes(12))
    report = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "candidate": CANDIDATE,
        "chain": None,
        "requirement": None,
        "title": "it burns",
        "description": "",
        "impact": None,
        "severity": None,
        "owning_team": None,
        "tracker_url": None,
    }
    finding = writer.act("finding", report, FAY, minutes(13))
    more = trust(roots=both | {"cid": Key("root cid").line}, policies=pinned)
    changed = writer.act("trust", {"content": more}, ADA, minutes(14))
    endorse(writer, changed, Key("root ben"), 15)

    assert judged(writer, at=20).reasons == {("finding-unrated", finding)}


def _signers(writer: Writer, at: float) -> tuple[str, ...]:
    name = writer.act("determination", determination(at), PAT, minutes(at))
    bundle = writer.bundle(name, policy())
    asked = expected(trust=pinning(policy()), at=minutes(at) + timedelta(minutes=1))
    return verify(bundle, asked).signers
