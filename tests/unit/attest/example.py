"""A decision that holds, from the first act to its bundle, and whoever asks about it."""

import dataclasses
from datetime import timedelta
from typing import Any

import msgspec

from gonogo import digest
from gonogo.attest import summarise, write_bundle
from gonogo.people import ActKind, Trust, trust_value
from gonogo.promotion import Judged, determination_body
from gonogo.record import (
    Act,
    DeterminationBody,
    ManualResultBody,
    OutlineBody,
    ScopedChain,
)
from gonogo.verifier import Expected, verify
from tests.simulator.signed_record import SignedRecord, example_trust, key_of

TRANSITION = "promote:alphanet"
NETWORK = "alpha net/1"
FEATURES = {"interop": {"op-geth": "1.2.0-rc.1"}}


def named(what: str) -> str:
    """Return a digest to tell things apart by."""
    return digest.of_bytes(what.encode())


def policy_bytes(**changes: Any) -> bytes:
    """Return a policy that asks people for one thing."""
    usual: dict[str, object] = {
        "name": TRANSITION,
        "title": "Promotion of an alphanet",
        "level": "READINESS_ALPHANET",
        "requirements": [
            {
                "id": "audit",
                "title": "The audit is done",
                "why": "Money rests on it.",
                "remedy": "Have it audited.",
                "source": "checklist",
                "check": None,
                "component": None,
                "parameters": [],
                "window_seconds": 0.0,
                "freshness_seconds": 86400.0,
                "passes_to_resolve": 1,
                "passes": 1,
                "is_invariant": False,
                "repeatable_failure_percent": None,
                "roles": ["feature"],
                "people": 1,
            }
        ],
        "interval_seconds": 2.0,
        "resolves_by_pass": False,
        "validity_seconds": 1209600.0,
        "soak_seconds": 0.0,
        "soak_longest_gap_seconds": 0.0,
        "freezes": [],
        "accepts_solo": False,
        "needs_scope": False,
        "requires_passed": None,
    }
    return digest.canonical_json({**usual, **changes})


class Decided(SignedRecord):
    """A record in which the audit was signed off and the network decided about."""

    def __init__(self, policy: bytes | None = None, trust: Trust | None = None) -> None:
        self.policy = policy or policy_bytes()
        trust = trust or example_trust()
        pins = {TRANSITION: digest.of_bytes(self.policy)}
        super().__init__(dataclasses.replace(trust, policies=pins))

    def sign_off(self, outcome: str = "passed") -> Act:
        """Let the feature team say that the audit is done, or failed."""
        body = ManualResultBody(
            network=NETWORK,
            deployment=named("deployment"),
            requirement="audit",
            chain=None,
            outcome=outcome,  # type: ignore[arg-type]
            note="done by somebody else",
            attachments=(),
        )
        return self.sign(ActKind.MANUAL_RESULT, body, by="fred")

    def decide(self, *, by: str = "ada", **changes: Any) -> Act:
        """Let somebody decide what follows from the record, unless a test wants otherwise."""
        self.now += timedelta(minutes=1)
        policy = msgspec.json.decode(self.policy)
        judged = Judged(
            network=NETWORK,
            transition=TRANSITION,
            deployment=named("deployment"),
            candidate=named("candidate"),
            scope=(ScopedChain("901", ()),),
            features=FEATURES,
            policy_digest=digest.of_bytes(self.policy),
            policy_level=policy["level"],
            validity=timedelta(seconds=policy["validity_seconds"]),
            judged_at=self.now,
            outline=OutlineBody((), (), "hold"),
            blocks=(),
            decision=named("decision"),
        )
        derived = self._derived(dataclasses.replace(judged, **changes), by)
        body = determination_body(
            dataclasses.replace(judged, outline=derived, **changes), self.counted().acts
        )
        return self.sign(ActKind.DETERMINATION, body, by=by, at=self.now)

    def _derived(self, judged: Judged, by: str) -> OutlineBody:
        """Ask the verifier what follows, by a decision that is taken out again."""
        files, acts = dict(self.files), dict(self.acts)
        body = determination_body(judged, self.counted().acts)
        draft = self.sign(ActKind.DETERMINATION, body, by=by, at=self.now)
        outline = verify(self.bundle(draft, summary=None), self.expected()).outline
        self.files, self.acts = files, acts
        assert outline is not None
        return msgspec.json.decode(outline, type=OutlineBody)

    def bundle(self, determination: Act, summary: bytes | None) -> bytes:
        """Return the bundle of a decision, with what became of it."""
        counted = self.counted()
        return write_bundle(
            counted, determination.id, policy=self.policy, policies=(), summary=summary
        )

    def summary(self, determination: Act, *, by: str = "ada") -> bytes:
        """Return the summary of a decision."""
        return summarise(determination, self.counted().trust, key_of(by))

    def expected(self, **changes: Any) -> Expected:
        """Return what somebody who wants to promote this network asks for."""
        usual = Expected(
            trust=trust_value(self.trust),
            network=NETWORK,
            candidate=named("candidate"),
            chains=frozenset({"901"}),
            transition=TRANSITION,
            at=self.now,
            deployment=named("deployment"),
        )
        return dataclasses.replace(usual, **changes)


def body_of(determination: Act) -> DeterminationBody:
    """Return what was decided."""
    assert isinstance(determination.body, DeterminationBody)
    return determination.body
