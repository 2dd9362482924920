"""The ledger says of every history what the verifier says, which was written apart.

Histories are made by chance, out of everything that can go right or wrong between a
decision on an alphanet and one on a betanet.
"""

import random
from datetime import timedelta

import msgspec
import pytest

from gonogo import digest
from gonogo.attest import feature_versions, write_bundle
from gonogo.people import ActKind, trust_value
from gonogo.promotion import ledger_of
from gonogo.record import Act, ScopeBody, ScopedChain, ScopedFeature
from gonogo.verifier import Expected, verify
from tests.simulator.signed_record import example_trust
from tests.unit.attest.example import policy_bytes
from tests.unit.promotion.example import (
    PINS,
    POLICIES,
    POLICY,
    Process,
    an_outline,
    decision,
    named,
)

TRANSITION = "promote:betanet"
CONTENTS = tuple(digest.canonical_json(each) for each in POLICIES.values())
VERSIONS = ("rc.1", "rc.1", "rc.1", "rc.2", "rc.3")
OTHER_TRANSITIONS = ("rehearsal", "publish:alphanet", "promote:localnet")


class History(Process):
    """A record made by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.policy = policy_bytes(name=TRANSITION, requires_passed="promote:alphanet")
        super().__init__(example_trust(pins={**PINS, TRANSITION: digest.of_bytes(self.policy)}))
        self.decisions: list[Act] = []
        for _ in range(self.chance.randint(2, 12)):
            self.chance.choice(
                (self._decide, self._promote, self._promote, self._revoke, self._differ)
            )()

    def versions(self) -> dict[str, str]:
        """Return versions of the two components, one of them not always known."""
        versions = {"op-geth": self.chance.choice(VERSIONS)}
        return versions | ({} if self._seldom() else {"op-node": "1"})

    def _seldom(self) -> bool:
        return self.chance.random() < 0.1

    def _hardly_ever(self) -> bool:
        return self.chance.random() < 0.03

    def _signer(self) -> str:
        return "fred" if self._seldom() else "ada"

    def _decide(self) -> None:
        chance = self.chance
        names = tuple(sorted(act.id for act in self.decisions if self._seldom()))
        verdict = "hold" if self._seldom() else chance.choice(("go", "conditional"))
        usual = "READINESS_BETANET" if self._hardly_ever() else "READINESS_ALPHANET"
        level = "READINESS_REHEARSAL" if self._seldom() else usual
        is_called_so = (verdict == "conditional") is not self._hardly_ever()
        decided = self.decide(
            by=self._signer(),
            transition=chance.choice(OTHER_TRANSITIONS) if self._seldom() else "promote:alphanet",
            verdict=verdict,
            outline=an_outline(chance.choice(("go", "hold")) if self._hardly_ever() else verdict),
            level=f"{level}_CONDITIONAL" if is_called_so else level,
            policy_digest=named("another policy") if self._hardly_ever() else POLICY.digest,
            valid_until=self.now + timedelta(minutes=2 if self._seldom() else 600),
            features=feature_versions({"interop": self.versions()}),
            supersedes=names,
        )
        self.decisions.append(decided)

    def _promote(self) -> None:
        if not self.decisions:
            self._decide()
        changes = {
            "candidate": named("other"),
            "deployment": named("other"),
            "network": "gamma",
            "transition": "promote:alphanet",
            "determination": named("none"),
            "features": feature_versions({"interop": self.versions()}),
        }
        key = self.chance.choice(sorted(changes))
        self.promote(
            self.chance.choice(self.decisions),
            by=self._signer(),
            at=self.now + timedelta(minutes=self.chance.choice((0, 1, 1, 100))),
            **({key: changes[key]} if self._seldom() else {}),
        )

    def _revoke(self) -> None:
        if self.decisions and self.chance.random() < 0.3:
            self.revoke(self.chance.choice(self.decisions), by=self._signer())

    def _differ(self) -> None:
        before, after = self.chance.sample(("rc.1", "rc.2", "rc.3"), 2)
        self.sign_difference("op-geth", before, after, by=self._signer())

    def verifier_says(self, now: dict[str, str]) -> bool:
        """Return whether the verifier holds that the feature passed the alphanet."""
        components = ("op-geth", "op-node")
        scope = ScopedFeature("interop", "Interop", "everybody", components, ("beta",))
        self.sign(ActKind.SCOPE, ScopeBody((scope,)), by="ada")
        body = decision(
            network="beta",
            transition=TRANSITION,
            policy_digest=digest.of_bytes(self.policy),
            features=feature_versions({"interop": now}),
            scope=(ScopedChain("901", ()),),
            judged_at=self.now,
            valid_until=self.now + timedelta(days=1),
        )
        decided = self.sign(ActKind.DETERMINATION, body, by="ada")
        content = write_bundle(
            self.counted(), decided.id, policy=self.policy, policies=CONTENTS, summary=None
        )
        expected = Expected(
            trust=trust_value(self.trust),
            network="beta",
            candidate=named("candidate"),
            chains=frozenset({"901"}),
            transition=TRANSITION,
            at=self.now,
        )
        outline = verify(content, expected).outline
        assert outline is not None
        reasons = msgspec.json.decode(outline)["reasons"]
        return not any(reason["code"] == "feature-not-passed" for reason in reasons)


@pytest.mark.parametrize("part", range(8))
def test_ledger_and_verifier_agree(part: int) -> None:
    """On hundreds of histories, many of which end in a pass and many of which do not."""
    passes = 0
    for seed in range(part * 40, part * 40 + 40):
        history = History(seed)
        now = {"op-geth": history.chance.choice(VERSIONS), "op-node": "1"}

        refusals = ledger_of(history.counted(), POLICIES).passed("interop", "promote:alphanet", now)

        assert history.verifier_says(now) is (not refusals), (seed, refusals)
        passes += not refusals
    assert 4 < passes < 36
