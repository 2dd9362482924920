"""Decide about a step of a network: judge what is signed, show it, sign what was shown.

What is signed is what was judged when it was signed, on exactly the acts that were
judged; and a decision that the second judge derives otherwise is not signed at all.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gonogo import digest
from gonogo.attest import (
    RefusedBundleError,
    summarise,
    verify,
    why_no_summary,
    write_bundle,
)
from gonogo.errors import GonogoError
from gonogo.networks import Network
from gonogo.people import ActKind, Trust, trust_value
from gonogo.project import (
    NoProjectError,
    Project,
    count_signed,
    keep_content,
    require_may_sign,
    require_own_record,
    write_whole,
)
from gonogo.readiness import Policy, Reason, decision_bytes
from gonogo.record import (
    Act,
    DeterminationBody,
    RecordDirectory,
    Sealed,
    Signer,
    file_name,
    gather,
    heads_at,
    seal,
)
from gonogo.steps.determination import determination_of, outline_of, replaced_by
from gonogo.steps.ports import ProjectActs, Workplace
from gonogo.verifier import Expected
from gonogo.workflows import Judgement, evaluations_of, judge_signed, see, settle

_VERDICT_CODES = frozenset(
    {"hold", "no_go", "conditional_not_accepted", "solo_not_accepted", "policy_mismatch"}
)
"""What may speak against a decision that is told as it is; anything else is a mistake of ours."""


class NotPinnedError(GonogoError):
    """Nobody could verify a decision, since the trust says nothing of its policy."""

    def __init__(self, policy: Policy, network: str, pinned: str | None) -> None:
        what = (
            f"no policy was agreed on for {policy.name}"
            if pinned is None
            else f"another policy was agreed on for {policy.name}, {pinned}; this one is"
            f" {policy.digest}"
        )
        back = "" if pinned is None else " Or take gonogo and policies/ as they were then."
        super().__init__(
            f"{what}, so nobody could verify a decision under it",
            hint=f"See what it asks: gonogo policy show {policy.name} --network {network}\n"
            f"       then agree on it: gonogo policy pin {policy.name} --network {network} --adopt"
            f"{back}",
        )
        self.policy = policy.name


class ChangedMeanwhileError(GonogoError):
    """What was judged is not what was shown."""

    def __init__(self, shown: str, now: str) -> None:
        super().__init__(
            f"while you were asked the decision changed: it was {shown}, and is {now} for other"
            " reasons than were shown",
            hint="Look at it and decide again: gonogo determine.",
        )


class JudgesDisagreeError(GonogoError):
    """The second judge derives another decision from the same acts."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(
            f"the decision was not signed: the second judge disagrees ({'; '.join(reasons)})",
            hint="This is a mistake in gonogo. Report it with the record's acts: record/acts.",
        )
        self.reasons = reasons


@dataclass(frozen=True)
class Proposal:
    """A decision that could be signed."""

    judgement: Judgement
    body: DeterminationBody
    replaces: tuple[Act, ...]
    """The decisions that stand until it is signed."""


@dataclass(frozen=True)
class Determined:
    """A decision that was signed."""

    act: Act
    body: DeterminationBody
    summary: Path | None
    """The standard summary; None: there is none of such a decision."""
    no_summary_because: str | None
    is_solo: bool


class Deciding:
    """Decides in one project, on one machine."""

    def __init__(self, workplace: Workplace) -> None:
        if workplace.project is None or workplace.signed is None:
            raise NoProjectError(workplace.workspace.parent)
        self._workplace = workplace
        self._project: Project = workplace.project
        self._record: ProjectActs = workplace.signed
        self._means = workplace.means(lambda _: None)

    def prepare(self, network: Network, policy: Policy) -> None:
        """Sign what this machine measured and nobody signed yet, as far as it may.

        Readings are judged under the policy's parameters, where nobody did so before.
        """
        settle(network.name, self._means)
        if self._record.obstacle() is None:
            seen = asyncio.run(see(network, self._means, is_planned=policy.is_of_plan))
            for body in evaluations_of(policy, seen, means=self._means, signed=self._record):
                self._record.evaluated(body)

    def require_pinned(self, policy: Policy, network: Network) -> None:
        """Refuse to decide under a policy that the trust in force does not name.

        Raises:
            NotPinnedError: it names none, or another.
        """
        pinned = self._record.counted().trust.pinned(policy.name, network.name)
        if pinned != policy.digest:
            raise NotPinnedError(policy, network.name, pinned)

    def require_may(self, fingerprint: str) -> None:
        """Refuse a key whose decision would count for nothing.

        Raises:
            NotAllowedError: says who may.
            UnclearTrustError: the record is not the one that this clone knew.
        """
        signed = self._record.signed()
        require_own_record(self._project, signed)
        require_may_sign(signed, ActKind.DETERMINATION, fingerprint, self._workplace.clock)

    def propose(self, network: Network, policy: Policy, added: tuple[Reason, ...] = ()) -> Proposal:
        """Judge what is signed now, and say what a determination of it would say."""
        seen = asyncio.run(see(network, self._means, is_planned=policy.is_of_plan))
        judgement = judge_signed(
            policy,
            seen,
            means=self._means,
            signed=self._record,
            now=self._workplace.clock.now(),
            added=added,
        )
        body = determination_of(judgement, policy.name)
        return Proposal(judgement, body, replaced_by(body, judgement))

    def determine(
        self, shown: Proposal, signer: Signer, added: tuple[Reason, ...] = ()
    ) -> Determined:
        """Judge again, and sign if it comes to what was shown.

        Raises:
            ChangedMeanwhileError: it does not.
            JudgesDisagreeError: the second judge derives something else.
            SigningError: the key could not sign.
        """
        before = shown.judgement
        proposal = self.propose(before.seen.network, before.policy, added)
        judgement = proposal.judgement
        if (
            outline_of(judgement) != outline_of(before)
            or proposal.body.features != shown.body.features
        ):
            raise ChangedMeanwhileError(
                before.decision.verdict.value, judgement.decision.verdict.value
            )
        sealed = self._seal(proposal, signer)
        self._require_agreement(sealed, proposal)
        # What it names by digest first, so that a decision never lacks its policy.
        keep_content(self._project, digest.canonical_json(judgement.policy))
        keep_content(self._project, decision_bytes(judgement.decision))
        RecordDirectory(self._project.acts).append(sealed)
        return self._summarised(sealed.act, proposal, signer)

    def _seal(self, proposal: Proposal, signer: Signer) -> Sealed:
        workspace, at = self._project.settings().workspace, self._workplace.clock.now()
        # Exactly the acts that were judged: what came since was not seen.
        seen = proposal.judgement.counted.history.order
        return seal(
            ActKind.DETERMINATION,
            proposal.body,
            workspace=workspace,
            heads=heads_at(seen, workspace=workspace, at=at),
            at=at,
            signer=signer,
        )

    def _require_agreement(self, sealed: Sealed, proposal: Proposal) -> None:
        """Refuse to sign what the second judge derives otherwise, before anybody sees it."""
        files = [(file_name(sealed.act.id), sealed.content)]
        found = self._record.signed().found.union(gather(files))
        signed = count_signed(self._project, found, self._workplace.clock.now())
        if not signed.counted.is_complete or sealed.act.id not in signed.counted.by_id:
            # Nothing can be bundled; the verdict is a hold, and says why.
            return
        policy = digest.canonical_json(proposal.judgement.policy)
        at_hand = [digest.canonical_json(each) for each in self._record.policies().values()]
        bundle = write_bundle(
            signed.counted, sealed.act.id, policy=policy, policies=at_hand, summary=None
        )
        try:
            verify(bundle, expected_by(signed.counted.trust, proposal, sealed.act.at))
        except RefusedBundleError as error:
            told = [each for each in error.reasons if each.code not in _VERDICT_CODES]
            if told:
                reasons = tuple(f"{each.code}: {each.explanation}" for each in told)
                raise JudgesDisagreeError(reasons) from error

    def _summarised(self, act: Act, proposal: Proposal, signer: Signer) -> Determined:
        trust, body = proposal.judgement.counted.trust, proposal.body
        why = why_no_summary(body, trust)
        if why is not None:
            return Determined(act, body, None, why, trust.is_solo)
        path = summary_file(self._project, act.id)
        write_whole(path, summarise(act, trust, signer))
        return Determined(act, body, path, None, trust.is_solo)


def expected_by(trust: Trust, proposal: Proposal, at: datetime) -> Expected:
    """Return what whoever decides expects of the bundle of their own decision."""
    body = proposal.body
    return Expected(
        trust=trust_value(trust),
        network=body.network,
        candidate=body.candidate,
        chains=frozenset(chain.name for chain in body.scope),
        transition=body.transition,
        deployment=body.deployment,
        accept=frozenset(),
        at=at,
    )


def summary_file(project: Project, determination: str) -> Path:
    """Return where the summary of a determination is, if there is one."""
    return project.record / "summaries" / f"{determination.removeprefix('sha256:')}.json"
