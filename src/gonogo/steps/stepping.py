"""Make a step: publish a network, or take its features one stage up.

On a verified decision and nothing else: the bundle is made in memory, the verifier is
asked as anybody else would ask it, what happened since is judged, and the gate is asked
last. Whatever is refused is told whole. The act is signed first; files beside it and the
hook follow from it, so a second time only does what is missing.
"""

import asyncio
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from gonogo.attest import (
    NotBundledError,
    RefusalReason,
    RefusedBundleError,
    VerifiedDetermination,
    verify,
)
from gonogo.errors import GonogoError
from gonogo.networks import Network, candidate_digest
from gonogo.people import ActKind, trust_value
from gonogo.policies import stage_of, transition_of
from gonogo.project import NoProjectError, require_may_sign, require_own_record, sign_act
from gonogo.promotion import (
    OpenBreakGlass,
    Refusal,
    Wanted,
    break_glass_body,
    forced_step_body,
    ledger_of,
    may_force,
    may_promote,
    may_publish,
    open_break_glasses,
    step_body,
)
from gonogo.readiness import Policy
from gonogo.record import Act, Body, Counted, DeterminationBody, Signer, StepBody
from gonogo.steps.against import objections, said_against
from gonogo.steps.bundling import Bundling
from gonogo.steps.meanwhile import aged, since
from gonogo.steps.ports import Workplace
from gonogo.verifier import Expected
from gonogo.workflows import (
    Judgement,
    Seen,
    decisions_in_force,
    judge_signed,
    see,
    settle,
    touched_on,
)

_KINDS = {"publish": ActKind.PUBLICATION, "promote": ActKind.PROMOTION}
_GATES = {"publish": may_publish, "promote": may_promote}
_ALREADY = frozenset({"already_published", "already_promoted"})
_UNRECOGNISED = "unknown"
_VERDICTS = frozenset({"no_go", "hold"})
"""What the verifier refuses because the decision itself says so."""


class StepRefusedError(GonogoError):
    """A step was to be made that is refused."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        told = "; ".join(f"{each.explanation} [{each.code}]" for each in refusals)
        hint = refusals[0].remedy if refusals else "See `gonogo explain`."
        super().__init__(f"the step is refused: {told or 'no decision was verified'}", hint=hint)
        self.refusals = refusals


@dataclass(frozen=True)
class Check:
    """Whether a step may be made now."""

    move: str
    network: Network
    wanted: Wanted
    counted: Counted
    refusals: tuple[Refusal, ...]
    decision: Act | None = None
    """The decision that it would rest on; None: there is none."""
    verified: VerifiedDetermination | None = None
    """None: it does not hold."""
    judgement: Judgement | None = None
    """What is judged now; None where there was no decision to hold it against."""
    made: Act | None = None
    """The step, where it was made before on this decision."""
    policies: Mapping[str, Policy] = field(default_factory=dict)
    """The policies at hand of all decisions, by digest."""


class Stepping:
    """Makes steps in one project."""

    def __init__(self, workplace: Workplace) -> None:
        if workplace.project is None or workplace.signed is None:
            raise NoProjectError(workplace.workspace.parent)
        self.project = workplace.project
        self.bundling = Bundling(workplace)
        self._clock = workplace.clock
        self._record = workplace.signed
        self._means = workplace.means(lambda _: None)

    def check(self, network: Network, move: str, *, accepts_conditional: bool) -> Check:
        """Say whether a step may be made now, with every reason against it."""
        settle(network.name, self._means)
        seen = asyncio.run(see(network, self._means))
        now = self._clock.now()
        counted = self._record.counted(now)
        wanted = Wanted(
            network=network.name,
            stage=stage_of(network),
            transition=transition_of(network, move),
            deployment=seen.deployment or _UNRECOGNISED,
            candidate=candidate_digest(network),
            features=touched_on(network, counted),
            accepts_conditional=accepts_conditional,
        )
        check = Check(move, network, wanted, counted, (), policies=self._record.policies())
        standing = decisions_in_force(counted.acts, network.name, wanted.transition)
        if not standing:
            return replace(check, refusals=(_undecided(wanted, move),))
        check = replace(check, decision=standing[0])
        try:
            return self._weighed(check, standing[0], seen, now)
        except NotBundledError as error:
            refusal = Refusal("not_bundled", error.message, error.hint or "")
            return replace(check, refusals=(refusal,))

    def _weighed(self, check: Check, decision: Act, seen: Seen, now: datetime) -> Check:
        body = decision.body
        assert isinstance(body, DeterminationBody)  # noqa: S101 - Decisions that stand are.
        content, policy = self.bundling.bundle(decision), self.bundling.policy(decision)
        judgement = judge_signed(
            aged(policy, body.judged_at, now), seen, means=self._means, signed=self._record, now=now
        )
        check = replace(check, judgement=judgement)
        worse = since(body, judgement)
        try:
            verified = verify(content, self._expected(check, now))
        except RefusedBundleError as error:
            told = (
                Refusal(each.code, _explained(each, check), _remedy(each.code, check))
                for each in error.reasons
            )
            return replace(check, refusals=(*told, *worse))
        refusals = _GATES[check.move](
            verified, check.wanted, ledger_of(check.counted, check.policies), check.counted, now
        )
        made = None
        if {each.code for each in refusals} & _ALREADY:
            made, refusals = _made(check, verified), ()
        return replace(check, verified=verified, refusals=(*refusals, *worse), made=made)

    def require_may(self, move: str, fingerprint: str) -> None:
        """Refuse a key whose step would count for nothing.

        Raises:
            NotAllowedError: says who may.
            UnclearTrustError: the record is not the one that this clone knew.
        """
        self._require(_KINDS[move], fingerprint)

    def step(self, check: Check, signer: Signer) -> Act:
        """Sign the step, where nothing is refused.

        Raises:
            StepRefusedError: something is.
            SigningError: the key could not sign.
        """
        if check.verified is None or check.refusals:
            raise StepRefusedError(check.refusals)
        return self._sign(_KINDS[check.move], step_body(check.verified), signer)

    def open_for(self, check: Check) -> OpenBreakGlass | None:
        """Return the open break-glass that permits the step; None: none does."""
        counted, now = self._record.counted(), self._clock.now()
        for opened in open_break_glasses(counted.acts, check.network.name):
            if not may_force(opened.act, check.wanted, counted, now):
                return opened
        return None

    def open_by_force(self, check: Check, signer: Signer, *, reason: str, until: datetime) -> Act:
        """Sign a break-glass for the step, which permits it once and for a while.

        Raises:
            StepRefusedError: nobody recognised the deployment.
            NotAllowedError: the key has not the role.
            NoReasonError: there is no reason.
            TimeOverError: it would be over at once.
        """
        if check.wanted.deployment == _UNRECOGNISED:
            what = "nobody can say which deployment answers, so no break-glass can name it"
            raise StepRefusedError((Refusal("not_seen", what, "Make the network answer."),))
        self._require(ActKind.BREAK_GLASS, signer.fingerprint)
        now = self._clock.now()
        body = break_glass_body(check.wanted, reason=reason, until=until, now=now)
        return self._sign(ActKind.BREAK_GLASS, body, signer)

    def force(self, check: Check, opened: OpenBreakGlass, signer: Signer) -> Act:
        """Sign the step under a break-glass, which says so in the record.

        Raises:
            StepRefusedError: the break-glass does not permit it.
        """
        refusals = may_force(opened.act, check.wanted, self._record.counted(), self._clock.now())
        if refusals:
            raise StepRefusedError(refusals)
        return self._sign(_KINDS[check.move], forced_step_body(opened, check.wanted), signer)

    def _require(self, kind: ActKind, fingerprint: str) -> None:
        signed = self._record.signed()
        require_own_record(self.project, signed)
        require_may_sign(signed, kind, fingerprint, self._clock)

    def _sign(self, kind: ActKind, body: Body, signer: Signer) -> Act:
        return sign_act(self.project, kind, body, signer, self._clock).act

    def _expected(self, check: Check, now: datetime) -> Expected:
        wanted = check.wanted
        return Expected(
            trust=trust_value(check.counted.trust),
            network=wanted.network,
            candidate=wanted.candidate,
            chains=frozenset(chain.name for chain in check.network.chains),
            transition=wanted.transition,
            # Of a deployment that nobody recognises, the gate says so.
            deployment=None if wanted.deployment == _UNRECOGNISED else wanted.deployment,
            accept=frozenset({"conditional"}) if wanted.accepts_conditional else frozenset(),
            at=now,
        )


def _explained(reason: RefusalReason, check: Check) -> str:
    """Return a reason of the verifier; where it is the verdict, with what the decision says."""
    if reason.code not in _VERDICTS or check.decision is None:
        return reason.explanation
    told = said_against(check.decision, check.counted)
    return f"{reason.explanation} {told}" if told else reason.explanation


def _remedy(code: str, check: Check) -> str:
    """Say what to do about a reason of the verifier, which knows no command of ours."""
    if code in _VERDICTS:
        network = shlex.quote(check.network.name)
        given = objections(check.decision, check.counted) if check.decision else ()
        ask = "".join(f" Ask {name} what would change it." for name in {each.who for each in given})
        return (
            f"See what keeps it back now, and whose turn it is: gonogo explain {network} --for"
            f" {check.move}.{ask} Then decide again: gonogo determine {network} --for {check.move}."
        )
    if code == "conditional_not_accepted":
        network = shlex.quote(check.network.name)
        return (
            f"Read what it rests on: gonogo explain {network} --for {check.move}. Whoever accepts"
            f" that goes on: gonogo {check.move} {network} --accept conditional."
        )
    return "docs/verify-reasons.md says what to do about each."


def _undecided(wanted: Wanted, move: str) -> Refusal:
    return Refusal(
        "no_determination",
        f"no decision stands about {wanted.transition} of {wanted.network}",
        f"Decide: gonogo determine {wanted.network} --for {move}.",
    )


def _made(check: Check, verified: VerifiedDetermination) -> Act | None:
    """Return the step that was made on exactly this decision."""
    body = step_body(verified)
    return next(
        (
            act
            for act in check.counted.acts
            if act.kind is _KINDS[check.move]
            and isinstance(act.body, StepBody)
            and act.body == body
        ),
        None,
    )
