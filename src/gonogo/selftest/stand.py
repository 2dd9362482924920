"""The stand: one policy, the scene in which it is met, and the gates.

Every forgery begins with the scene that all gates let pass, and changes one thing. It
is then put before both judges: the judge of the product, and the one inside the
verifier, which gets it in a bundle whose decision claims what was decided before.
"""

import dataclasses
import functools
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from gonogo import digest
from gonogo.attest import versions_of
from gonogo.people import ActKind, trust_value
from gonogo.promotion import Judged, determination_body
from gonogo.readiness import (
    Block,
    ChainScope,
    Decision,
    Policy,
    Record,
    Requirement,
    Subject,
    compile_record,
    judge,
    outline,
)
from gonogo.record import (
    Act,
    Counted,
    FeatureVersions,
    OutlineBody,
    ScopedChain,
    count,
)
from gonogo.selftest.bodies import CANDIDATE, DEPLOYMENT, FEATURES
from gonogo.selftest.cast import Cast
from gonogo.selftest.drafts import Change
from gonogo.selftest.expectation import PASSING, Expect, codes, of_judge, of_verifier
from gonogo.selftest.gates import Gates
from gonogo.selftest.plan import NETWORK, Plan, by_hand, observed
from gonogo.selftest.saying import NotAskedError, NotTriedError, Said, Try, said
from gonogo.selftest.scene import Disk, Scene, bundle_by_hand, policies_kept
from gonogo.selftest.story import tell
from gonogo.verifier import Expected, Verification, verify


@dataclass(frozen=True)
class About:
    """What is asked about, where it is not the usual."""

    deployment: str | None = DEPLOYMENT.digest
    chains: tuple[ChainScope, ...] | None = None
    features: tuple[FeatureVersions, ...] = FEATURES
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Stand:
    """One policy, and all that it takes to try it."""

    policy: Policy
    text: str
    """A file that says something about the policy, to be miswritten."""
    plan: Plan
    cast: Cast
    disk: Disk
    gates: Gates
    base: Scene = field(repr=False)

    @functools.cached_property
    def policy_bytes(self) -> bytes:
        """The policy's canonical JSON."""
        return digest.canonical_json(self.policy)

    @property
    def target(self) -> Requirement:
        """A requirement that a check answers, and that a waiver may cover if any may.

        Raises:
            NotAskedError: the policy has none.
        """
        found = observed(self.policy)
        if not found:
            raise NotAskedError("no check answers any of its requirements")
        plain = [each for each in found if not each.is_invariant and each.component is None]
        return (plain or [each for each in found if not each.is_invariant] or list(found))[0]

    @property
    def waivable(self) -> Requirement:
        """A requirement that a waiver may cover, by a check if there is one.

        Raises:
            NotAskedError: all are invariants.
        """
        found = [each for each in self.policy.requirements if not each.is_invariant]
        if not found:
            raise NotAskedError("all its requirements are invariants, and no waiver covers them")
        return next((each for each in found if each.check is not None), found[0])

    @property
    def manual(self) -> Requirement:
        """A requirement that people answer, by as few as there is.

        Raises:
            NotAskedError: the policy has none.
        """
        found = by_hand(self.policy)
        if not found:
            raise NotAskedError("people answer none of its requirements")
        return min(found, key=lambda each: each.people)

    @property
    def any_requirement(self) -> Requirement:
        """A requirement that somebody answers, by hand if there is one."""
        return (*by_hand(self.policy), *observed(self.policy))[0]

    def told(self, change: Change) -> Scene:
        """Tell the whole story anew with a change."""
        scene = tell(self.policy, self.plan, self.cast, self.disk, change)
        # Whatever was signed before the change is the same to the byte, and was verified.
        scene.known = self.base.known
        return scene

    def under(self, policy: Policy, cast: Cast | None = None) -> "Stand":
        """Return the stand under a policy that differs somewhat, which the trust then pins."""
        cast = cast or self.cast
        pins = {**cast.trust.policies, policy.name: policy.digest}
        trusting = dataclasses.replace(cast.trust, policies=pins)
        cast = dataclasses.replace(cast, trust=trusting)
        base = tell(policy, self.plan, cast, self.disk)
        base.known = base.read()
        return dataclasses.replace(self, policy=policy, cast=cast, base=base)

    @functools.cached_property
    def lasting(self) -> "Stand":
        """The stand under a policy whose decisions stay valid long enough to see what ends."""
        weeks = timedelta(days=14).total_seconds()
        return self.under(dataclasses.replace(self.policy, validity_seconds=weeks))

    def count(self, scene: Scene) -> Counted:
        """Return what counts in a scene."""
        return count(scene.read(), scene.trust, judged_at=scene.now)

    def judged(self, scene: Scene, about: About = About()) -> Decision:
        """Judge a scene as the product does."""
        return judge(self.policy, self.compiled(scene, about))

    def compiled(self, scene: Scene, about: About = About()) -> Record:
        """Return what the judge sees of a scene."""
        subject = Subject(
            network=NETWORK,
            deployment=about.deployment,
            candidate=CANDIDATE,
            chains=self._chains(about),
            judged_at=scene.now,
            features=versions_of(about.features),
            blocks=about.blocks,
            requires_passed=self.policy.requires_passed,
            policies=policies_kept(scene),
        )
        return compile_record(self.count(scene), subject)

    def determined(
        self,
        scene: Scene,
        about: About = About(),
        *,
        by: str | None = None,
        claims: OutlineBody | None = None,
        **changes: object,
    ) -> Act:
        """Let somebody decide, in the scene, that it is what the base came to."""
        claimed = claims or self.claimed
        judged = Judged(
            network=NETWORK,
            transition=self.policy.name,
            deployment=about.deployment,
            candidate=CANDIDATE,
            scope=tuple(ScopedChain(each.name, each.components) for each in self._chains(about)),
            features=versions_of(about.features),
            policy_digest=digest.of_bytes(self.policy_bytes),
            policy_level=self.policy.level,
            validity=timedelta(seconds=self.policy.validity_seconds),
            judged_at=scene.now,
            outline=claimed,
            blocks=(),
            decision=digest.of_bytes(b"gonogo selftest: decision"),
        )
        body = determination_body(judged, ())
        if changes:
            body = msgspec.structs.replace(body, **changes)
        by = by or self.cast.platforms
        return scene.sign(ActKind.DETERMINATION, body, by=by, at=scene.now)

    @functools.cached_property
    def claimed(self) -> OutlineBody:
        """What the base comes to, which every forger claims."""
        return outline(self.judged(self.base))

    def expected(self, scene: Scene, about: About = About(), **changes: object) -> Expected:
        """Return what somebody who wants to make the step asks for."""
        usual = Expected(
            trust=trust_value(scene.trust),
            network=NETWORK,
            candidate=CANDIDATE,
            chains=frozenset(each.name for each in self._chains(about)),
            transition=self.policy.name,
            at=scene.now,
            deployment=about.deployment,
            accept=frozenset({"conditional"}),
        )
        return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]

    def verified(self, scene: Scene, about: About = About()) -> Verification:
        """Let somebody decide about a scene, and the verifier look at it."""
        scene = scene.fork()
        decision = self.determined(scene, about)
        content = bundle_by_hand(scene, decision.id, self.policy_bytes)
        return verify(content, self.expected(scene, about))

    def tried(
        self,
        what: str,
        scene: Scene,
        expect: Expect,
        about: About = About(),
    ) -> Try:
        """Put a scene before both judges."""
        decision = self.judged(scene, about)
        given = outline(decision)
        verification = self.verified(scene, about)
        answers: list[Said] = [
            of_judge(expect, decision, given),
            of_verifier(expect, verification),
        ]
        if verification.outline is not None and verification.outline != digest.canonical_json(
            given
        ):
            differ = "the two judges do not agree on it, byte for byte"
            answers.append(said("both", is_let=False, is_expected=False, words=differ))
        return Try(what, tuple(answers))

    def require_passing(self, what: str, scene: Scene, about: About = About()) -> None:
        """See that a scene passes both judges, so that what is changed in it next is to blame.

        Raises:
            NotTriedError: it does not.
        """
        decision = self.judged(scene, about)
        if decision.verdict.value not in PASSING:
            told = codes(outline(decision))
            raise NotTriedError(f"{what} should pass and is a {decision.verdict.value}: {told}")
        verification = self.verified(scene, about)
        if verification.verdict not in PASSING:
            told = ", ".join(each.code.value for each in verification.reasons)
            raise NotTriedError(f"{what} should pass the verifier and does not: {told}")

    def later(self, scene: Scene, seconds: float) -> Scene:
        """Return a scene some time later, in which nothing happened."""
        scene = scene.fork()
        scene.now += timedelta(seconds=seconds)
        return scene

    def at(self, moment: datetime, scene: Scene) -> Scene:
        """Return a scene as judged at a moment."""
        scene = scene.fork()
        scene.now = moment
        return scene

    def _chains(self, about: About) -> tuple[ChainScope, ...]:
        return self.plan.chains if about.chains is None else about.chains
