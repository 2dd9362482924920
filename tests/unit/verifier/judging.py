"""A verdict that the verifier derives, and acts that somebody may write to change it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gonogo.verifier import verify
from tests.unit.verifier.writing import (
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
    policy,
    requirement,
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


def policy_before(**changes: Any) -> Body:
    """Return what somebody must have signed off before a feature may pass the stage before."""
    return policy(by_hand(id=ROW), **({"name": BEFORE} | changes))


def pinning(rules: Body) -> Body:
    """Return a trust that pins a policy, and another one for the transition before."""
    pins = {BEFORE: digest(canonical(policy_before())), TRANSITION: digest(canonical(rules))}
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


def sign_off(
    writer: Writer,
    at: float,
    signer: Key = PAT,
    *,
    heads: Sequence[str] | None = None,
    **changes: Any,
) -> str:
    body: Body = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "requirement": "by-hand",
        "chain": None,
        "outcome": "passed",
        "note": "seen",
        "attachments": [],
    }
    return writer.act("manual-result", body | changes, signer, minutes(at), heads=heads)


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


def reasons(writer: Writer, **changes: Any) -> set[str]:
    return {code for code, _ in judged(writer, **changes).reasons}


def scope(writer: Writer, **changes: Any) -> str:
    feature = {
        "id": "interop",
        "title": "Interop",
        "team": "platforms",
        "components": ["op-node"],
        "networks": [NETWORK],
    }
    return writer.act("scope", {"features": [feature | changes]}, PAT, minutes(2))


def promoted(
    writer: Writer,
    version: str,
    *,
    rules: Body | None = None,
    heads: Sequence[str] | None = None,
    **changes: Any,
) -> None:
    """Record that the feature passed an alphanet of another name, where all was signed off."""
    rules = policy_before() if rules is None else rules
    writer.kept.append(rules)
    seen = sign_off(writer, 2.6, network="first-alphanet", requirement=ROW, heads=heads)
    heads = None if heads is None else [seen]
    features = [{"id": "interop", "versions": [{"component": "op-node", "version": version}]}]
    decided = determination(
        3,
        network="first-alphanet",
        transition=BEFORE,
        features=features,
        policy_digest=digest(canonical(rules)),
    )
    name = writer.act("determination", decided | changes, PAT, minutes(3), heads=heads)
    step = {
        "determination": name,
        "network": changes.get("network", "first-alphanet"),
        "transition": changes.get("transition", BEFORE),
        "deployment": changes.get("deployment", DEPLOYMENT),
        "candidate": CANDIDATE,
        "features": features,
    }
    writer.act("promotion", step, PAT, minutes(4))


def signers(writer: Writer, at: float) -> tuple[str, ...]:
    name = writer.act("determination", determination(at), PAT, minutes(at))
    bundle = writer.bundle(name, policy())
    asked = expected(trust=pinning(policy()), at=minutes(at) + timedelta(minutes=1))
    return verify(bundle, asked).signers
