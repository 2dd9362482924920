"""A finding as people look at it: where it stands, what happened to it, whose turn it is.

Everything follows from the acts that count and from the policy. What waits for a
second person is named with the act to endorse, so that nobody has to guess what
keeps a finding from going on.
"""

import enum
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from gonogo import digest
from gonogo.evidence import Evidence, Outcome
from gonogo.findings import Finding, Severity
from gonogo.project import Desk, Signed
from gonogo.readiness import NOBODY, RUNNER, Requirement, gate_again, manual_check, team_in_words
from gonogo.record import (
    Act,
    AnnotationBody,
    PlanBody,
    RatingBody,
    ResolutionBody,
    RunEndedBody,
)
from gonogo.triage.finding_names import all_findings, finding_named, shortest
from gonogo.triage.looking import look_at
from gonogo.triage.outlook import Outlook
from gonogo.triage.whose_turn import others, who_may_rate


class State(enum.Enum):
    """How far a finding has come."""

    UNRATED = "unrated"  #: Nobody said how grave it is, which holds.
    RATED = "rated"  #: Its severity is known, and nothing is planned or claimed.
    PLANNED = "planned"  #: A plan to live with it was accepted and is not past due.
    CLAIMED = "claimed"  #: A cause was named; later passes must bear it out.
    STILL_FAILING = "still failing"  #: It was claimed to be fixed, and failed again.
    DUPLICATE = "duplicate"  #: It is the same as another one, and shares its resolution.
    RESOLVED = "resolved"  #: It weighs no more.


@dataclass(frozen=True)
class Pending:
    """An act about a finding that takes effect only once somebody else agrees."""

    act: Act
    what: str
    """Such as `a lower rating`."""


@dataclass(frozen=True)
class FindingView:
    """One finding of an outlook."""

    outlook: Outlook
    finding: Finding
    digits: str
    """As much of its id as tells it from all others."""

    @property
    def is_open(self) -> bool:
        """Whether it still weighs."""
        return self.finding.id in self.outlook.open_ids

    @property
    def state(self) -> State:
        """Return how far it has come."""
        finding = self.finding
        if not self.is_open:
            return State.RESOLVED
        if finding.duplicate_of is not None:
            return State.DUPLICATE
        if finding.resolution is not None:
            return State.STILL_FAILING if self.is_refuted else State.CLAIMED
        if self.severity is None:
            return State.UNRATED
        return State.PLANNED if self.is_planned else State.RATED

    @property
    def severity(self) -> Severity | None:
        """Return its own rating, or that of the first rated one that it is the same as."""
        seen: set[str] = set()
        at: Finding | None = self.finding
        while at is not None and at.id not in seen:
            if at.severity is not None:
                return at.severity
            seen.add(at.id)
            at = self.outlook.findings.get(at.duplicate_of or "")
        return None

    @property
    def is_planned(self) -> bool:
        """Whether a plan covers it today."""
        plan = self.finding.plan
        today = self.outlook.now.astimezone(UTC).date()
        return plan is not None and plan.is_accepted and plan.due >= today

    @cached_property
    def asking(self) -> tuple[Requirement, ...]:
        """Return the requirements that must be met again."""
        return self.outlook.asking(self.finding)

    @property
    def passes_needed(self) -> int:
        """Return how many later passes resolve it; 0: no pass can, somebody must agree."""
        return max((max(1, row.passes_to_resolve) for row in self.asking), default=0)

    @cached_property
    def failures(self) -> tuple[Evidence, ...]:
        """Return the failures of its question; of one check, the last one last."""
        finding, failures = self.finding, self.outlook.failures
        checks = {finding.check} if finding.check else {row.check or "" for row in self.asking}
        found = [item for check in sorted(checks) for item in failures.get(check, ())]
        return tuple(item for item in found if finding.chain in ("", item.chain))

    @property
    def failed_at(self) -> datetime | None:
        """Return when its question failed last, seen by a machine or by hand."""
        names = {self.finding.check, *(manual_check(row.id) for row in self.asking)}
        ends = [
            each.at
            for each in self.outlook.record.manual_results
            if manual_check(each.requirement) in names and each.outcome is Outcome.FAILED
            if self.finding.chain in ("", each.chain or self.finding.chain)
        ]
        ends += [item.window.ended_at for item in self.failures]
        return max(ends, default=None)

    @property
    def is_refuted(self) -> bool:
        """Whether it failed again after somebody claimed that it is mended."""
        claim, failed = self.finding.resolution, self.failed_at
        return claim is not None and failed is not None and failed > claim.claimed_at

    @property
    def is_by_hand(self) -> bool:
        """Whether a person's signed result opened it."""
        return self.finding.run == self.finding.id

    @property
    def runner(self) -> str:
        """Return whose machine saw it first; empty where nobody's did."""
        counted = self.outlook.signed.counted
        signers = (
            counted.name(act)
            for act in counted.acts
            if isinstance(act.body, RunEndedBody) and act.body.run == self.finding.run
        )
        return next(signers, "")

    @cached_property
    def own_severity(self) -> Severity | None:
        """Return its own rating, which that of what it duplicates is not."""
        own = self.outlook.cares.get(self.finding.id)
        return None if own is None else own.severity

    @property
    def acts(self) -> tuple[Act, ...]:
        """Return every act about it that counts, endorsements among them, in order."""
        return tuple(self.outlook.acts_about.get(self.finding.id, ()))

    @cached_property
    def pending(self) -> tuple[Pending, ...]:
        """Return what waits for the agreement of somebody else."""
        return tuple(self._pending()) if self.is_open else ()

    def _pending(self) -> Iterator[Pending]:
        counted = self.outlook.signed.counted
        own = [act for act in self.acts if getattr(act.body, "finding", None) == self.finding.id]
        waiting = [act for act in own if not counted.endorsements(act.id)]
        for act in waiting:
            body = act.body
            later = [other for other in own if other.kind is act.kind and act is not other]
            is_overtaken = any(act.id in counted.ancestors([other.id]) for other in later)
            if isinstance(body, RatingBody) and self.own_severity is not None:
                if body.severity > self.own_severity and not is_overtaken:
                    yield Pending(act, f"the lower rating SEV {body.severity}")
            elif isinstance(body, PlanBody):
                is_due = body.due >= self.outlook.now.astimezone(UTC).date()
                if is_due and not is_overtaken:
                    yield Pending(act, "the plan")
            elif isinstance(body, AnnotationBody) and body.duplicate_of and not is_overtaken:
                yield Pending(act, f"its being the same as {digest.digits(body.duplicate_of)}")
            elif isinstance(body, ResolutionBody) and not self.asking and not is_overtaken:
                yield Pending(act, "its being mended")

    @property
    def turn(self) -> str:
        """Say who must do something next."""
        if not self.is_open:
            return NOBODY
        if self.pending:
            return others(self.outlook.signed, self.pending[0].act)
        if self.gate_again is not None:
            return RUNNER
        if self.severity is None:
            return who_may_rate(self.outlook.signed)
        if self.state is State.CLAIMED:
            return RUNNER
        return self._turn_of_team()

    def _turn_of_team(self) -> str:
        if self.state is State.DUPLICATE:
            return f"as for {digest.digits(self.finding.duplicate_of or '')}"
        if self.severity is Severity.SEV3:
            return f"{NOBODY}: it does not block"
        return team_in_words(self.finding)

    def others_than(self, act: Act) -> str:
        """Return who may agree to an act about it."""
        return others(self.outlook.signed, act)

    @property
    def next_commands(self) -> tuple[str, ...]:
        """Return what to type next."""
        return tuple(dict.fromkeys(self._next()))

    @property
    def gate_again(self) -> str | None:
        """Return what runs a gate that no requirement asks for, if its pass resolves this."""
        policy = self.outlook.policy
        if policy is None or self.asking:
            return None
        return gate_again(self.finding, policy, self.outlook.record)

    def _next(self) -> Iterator[str]:
        name, network = self.digits, self.outlook.network
        if not self.is_open:
            return
        if self.gate_again is not None:
            yield self.gate_again
            return
        for each in self.pending:
            yield f"gonogo endorse {digest.digits(each.act.id)}"
        if self.severity is None:
            yield f"gonogo finding rate {name}"
        is_planned = self.is_planned or any(isinstance(p.act.body, PlanBody) for p in self.pending)
        if self.severity is Severity.SEV2 and not is_planned:
            yield (
                f'gonogo finding plan {name} --owner NAME --due YYYY-MM-DD --text "…"'
                " --drill EVIDENCE"
            )
        if self.finding.resolution is None or self.is_refuted:
            yield f'gonogo finding resolve {name} --cause "…" --fix URL'
            return
        for row in self.asking:
            yield self.again(row, network)

    def again(self, row: Requirement, network: str) -> str:
        """Return the command that asks a requirement again."""
        # Whoever signs can name a network as they like, and others copy this into a shell.
        name = shlex.quote(network)
        if row.check is None:
            return f"gonogo sign-off {row.id} --network {name} --evidence FILE"
        policy = self.outlook.as_typed or (self.outlook.policy.name if self.outlook.policy else "")
        return f"gonogo assess {name} --policy {shlex.quote(policy)}"


def findings_of(seen: Outlook) -> tuple[FindingView, ...]:
    """Return every finding of a network: the open ones first, what weighs most before the rest."""
    digits = shortest(all_findings(seen.signed.counted))
    listed = (FindingView(seen, finding, digits[finding.id]) for finding in seen.findings.values())
    return tuple(sorted(listed, key=_weight))


def find_finding(
    desk: Desk, name: str, *, signed: Signed | None = None, policy: str | None = None
) -> FindingView:
    """Return a finding of any network by the beginning of its id.

    Raises:
        UnknownFindingError: there is none, or several begin like this.
    """
    told = desk.signed if signed is None else signed
    known = all_findings(told.counted)
    found = finding_named(name, known)
    seen = look_at(desk, known[found], signed=told, policy=policy)
    return FindingView(seen, seen.findings[found], shortest(known)[found])


def _weight(view: FindingView) -> tuple[bool, int, datetime, str]:
    severity = view.severity
    return (
        not view.is_open,
        -1 if severity is None else int(severity),
        view.finding.opened_at,
        view.finding.id,
    )
