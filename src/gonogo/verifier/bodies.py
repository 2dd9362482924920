"""What each kind of act says, and who may sign it, as the documents have it.

A second table beside the one of the product, on purpose: if one of the two is
changed alone, a decision made by one is refused by the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from . import shape as s

PLATFORMS = "platforms"
COORDINATOR = "release-coordinator"
BREAK_GLASS = "break-glass"
PERSON = "person"
"""Whoever is a person, with a role or without."""
RUNNER = "runner"
ROOT = "root"

ROLES = frozenset({PLATFORMS, COORDINATOR, "feature", "security", BREAK_GLASS})
"""The roles that people can have."""

OUTCOMES = ("passed", "failed", "errored", "skipped", "precluded", "not-applicable")
VERDICTS = ("go", "conditional", "hold", "no-go")


@dataclass(frozen=True)
class Kind:
    """A kind of act."""

    body: s.Shape
    signers: frozenset[str]


def _kind(signers: set[str], **keys: s.Shape) -> Kind:
    return Kind(s.keys(keys), frozenset(signers))


_evidence = s.keys(
    {
        "run": s.text,
        "check": s.text,
        "chain": s.text,
        "deployment": s.text,
        "outcome": s.one_of(*OUTCOMES),
        "summary": s.text,
        "window": s.keys({"started_at": s.time, "ended_at": s.time}),
        "parameters": s.listed(s.pair(s.text, s.text)),
        "figures": s.listed(s.keys({"name": s.text, "value": s.real, "unit": s.text})),
        "readings": s.listed(s.text),
        "is_void": s.boolean,
    }
)
_versions = s.listed(s.keys({"component": s.text, "version": s.text}))
_features = s.listed(s.keys({"id": s.text, "versions": _versions}))
_step: dict[str, s.Shape] = {
    "determination": s.digest,
    "network": s.text,
    "transition": s.text,
    "deployment": s.digest,
    "candidate": s.digest,
    "features": _features,
}

KINDS: Mapping[str, Kind] = {
    "trust": _kind({ROOT}, content=s.anything),
    "people": _kind({ROOT}, content=s.anything),
    "scope": _kind(
        {PLATFORMS},
        features=s.listed(
            s.keys(
                {
                    "id": s.text,
                    "title": s.text,
                    "team": s.text,
                    "components": s.listed(s.text),
                    "networks": s.listed(s.text),
                }
            )
        ),
    ),
    "policy": _kind({PLATFORMS}, transition=s.text, policy_digest=s.digest),
    "endorsement": _kind({PLATFORMS}, act=s.digest, note=s.text),
    "run-started": _kind(
        {RUNNER},
        run=s.text,
        number=s.whole,
        network=s.text,
        policy=s.text,
        policy_digest=s.digest,
        selections=s.listed(s.keys({"check": s.text, "chain": s.text})),
    ),
    "run-ended": _kind(
        {RUNNER},
        run=s.text,
        state=s.one_of("finished", "cancelled"),
        network=s.text,
        candidate=s.digest,
        deployment=s.maybe(
            s.keys({"network": s.text, "candidate": s.text, "identity": s.anything})
        ),
        is_void=s.boolean,
        evidence=s.listed(_evidence),
        unknown_facts=s.listed(s.text),
        problems=s.listed(s.keys({"about": s.text, "explanation": s.text, "remedy": s.text})),
    ),
    "evaluation": _kind({RUNNER}, run=s.text, evidence=s.listed(_evidence)),
    "finding": _kind(
        {PERSON, RUNNER},
        network=s.text,
        deployment=s.digest,
        candidate=s.digest,
        chain=s.maybe(s.text),
        requirement=s.maybe(s.text),
        title=s.text,
        description=s.text,
        impact=s.maybe(s.text),
        severity=s.maybe(s.between(0, 3)),
        owning_team=s.maybe(s.text),
        tracker_url=s.maybe(s.text),
    ),
    "rating": _kind(
        {PLATFORMS, COORDINATOR},
        finding=s.digest,
        severity=s.between(0, 3),
        impact=s.text,
        reason=s.text,
    ),
    "annotation": _kind(
        {PERSON},
        finding=s.digest,
        owning_team=s.maybe(s.text),
        tracker_url=s.maybe(s.text),
        duplicate_of=s.maybe(s.digest),
    ),
    "plan": _kind(
        {PERSON},
        finding=s.digest,
        owner=s.text,
        due=s.day,
        text=s.text,
        drill=s.maybe(s.digest),
        no_drill_because=s.maybe(s.text),
    ),
    "resolution": _kind({PERSON}, finding=s.digest, cause=s.text, fix=s.text),
    "waiver": _kind(
        {PLATFORMS},
        network=s.text,
        deployment=s.digest,
        requirement=s.text,
        chain=s.maybe(s.text),
        until=s.time,
        reason=s.text,
    ),
    "manual-result": _kind(
        set(ROLES),
        network=s.text,
        deployment=s.digest,
        requirement=s.text,
        chain=s.maybe(s.text),
        outcome=s.one_of("passed", "failed"),
        note=s.text,
        attachments=s.listed(s.keys({"name": s.text, "digest": s.digest, "size_bytes": s.whole})),
    ),
    "determination": _kind(
        {PLATFORMS},
        network=s.text,
        transition=s.text,
        deployment=s.maybe(s.digest),
        candidate=s.digest,
        policy_digest=s.digest,
        scope=s.listed(s.keys({"name": s.text, "components": s.listed(s.text)})),
        judged_at=s.time,
        features=_features,
        outline=s.anything,
        blocks=s.listed(
            s.keys(
                {
                    "code": s.text,
                    "subject": s.text,
                    "verdict": s.one_of("hold", "no-go"),
                    "explanation": s.text,
                }
            )
        ),
        verdict=s.one_of(*VERDICTS),
        level=s.text,
        valid_until=s.time,
        supersedes=s.listed(s.digest),
        decision=s.digest,
    ),
    "revocation": _kind({PLATFORMS}, determination=s.digest, reason=s.text),
    "publication": _kind({PLATFORMS, COORDINATOR}, **_step),
    "promotion": _kind({PLATFORMS, COORDINATOR}, **_step),
    "version-difference": _kind(
        {PLATFORMS}, component=s.text, from_version=s.text, to_version=s.text, reason=s.text
    ),
    "break-glass": _kind(
        {BREAK_GLASS},
        network=s.text,
        transition=s.text,
        deployment=s.digest,
        candidate=s.digest,
        reason=s.text,
        until=s.time,
    ),
    "break-glass-closed": _kind({PLATFORMS}, break_glass=s.digest, retrospective=s.text),
}
"""Every kind of act that there is."""
