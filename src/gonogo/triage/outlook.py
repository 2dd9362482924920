"""What the record says of one network: its last deployment, what is asked of it, its findings.

It follows from signed acts and the policy; the network itself is not asked, so a
laptop on a train says the same as the machine beside the devnet. What the network's
own files know, its chains with their inventories, is taken from them where this clone
has them, and otherwise from what its runs selected.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.evidence import Evidence, Outcome, in_time
from gonogo.findings import Care, Finding, care
from gonogo.people import to_the_minute
from gonogo.project import Signed, shown
from gonogo.readiness import (
    ChainScope,
    Decision,
    Policy,
    Record,
    Requirement,
    Subject,
    compile_record,
    is_about_finding,
    judge,
    manual_check,
)
from gonogo.record import (
    Act,
    AnnotationBody,
    EndorsementBody,
    FindingBody,
    ManualResultBody,
    PlanBody,
    RatingBody,
    ResolutionBody,
)

_ABOUT_FINDINGS = (AnnotationBody, PlanBody, RatingBody, ResolutionBody)


class NothingRecordedError(GonogoError):
    """Nobody observed a network yet, so there is no deployment to speak of."""

    def __init__(self, network: str) -> None:
        super().__init__(
            f"no deployment of {network} is on record, and what you sign is about one",
            hint=f"Observe it first: gonogo assess {network}; or sign for what is planned, before"
            " it is deployed: --for deploy",
        )
        self.network = network


class NothingPlannedError(GonogoError):
    """Nobody can say what is planned, because the files that say it are not here."""

    def __init__(self, network: str) -> None:
        super().__init__(
            f"what is planned for {network} and at which stage is not known here",
            hint=f"Its files say it: gonogo network add DIRECTORY, gonogo network stage {network}"
            " STAGE",
        )
        self.network = network


class UnknownNameError(GonogoError):
    """A network has nothing of this name."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        names = sorted(set(known))
        near = nearest(name, names)
        super().__init__(
            f"there is no {what} {shown(name)}" + (f" (did you mean {near!r}?)" if near else ""),
            hint=f"Known: {', '.join(names)}." if names else "None is known.",
        )
        self.name = name


@dataclass(frozen=True)
class Deployed:
    """A deployment as runs recorded it."""

    digest: str
    candidate: str
    seen_at: datetime | None
    """When the last run about it ended; None: nobody says."""
    is_planned: bool = False
    """Whether it is what is planned, of which nothing was deployed yet."""

    @property
    def last_seen(self) -> tuple[tuple[str, str], ...]:
        """Return when it was last seen, as a word and a text; nothing where nobody says."""
        if self.is_planned:
            return (("planned", "before it is deployed; it counts for no other step"),)
        seen = self.seen_at
        return () if seen is None else (("last seen", to_the_minute(seen)),)


@dataclass(frozen=True)
class Outlook:
    """One network as its acts have it at a moment."""

    network: str
    signed: Signed
    now: datetime
    deployed: Deployed | None
    """The deployment that is spoken of; None: none is on record."""
    chains: tuple[ChainScope, ...]
    policies: tuple[Policy, ...]
    """What it is held to; the first is what its findings are judged by."""
    as_typed: str | None = None
    """How the policy was named; None: it is the one of its stage or of its last run."""
    earlier: Mapping[str, Policy] = field(default_factory=dict)
    """The policies at hand of earlier decisions, by digest."""

    @property
    def policy(self) -> Policy | None:
        """Return the policy that its findings are judged by; None: nobody knows which."""
        return self.policies[0] if self.policies else None

    @cached_property
    def record(self) -> Record:
        """Return everything that acts say about it, as the judge sees it."""
        digest = None if self.deployed is None else self.deployed.digest
        candidate = "" if self.deployed is None else self.deployed.candidate
        subject = Subject(
            self.network,
            digest,
            candidate,
            self.chains,
            self.now,
            policy_as_typed=self.as_typed,
            requires_passed=None if self.policy is None else self.policy.requires_passed,
            policies=self.earlier,
        )
        return compile_record(self.signed.counted, subject)

    @cached_property
    def decision(self) -> Decision | None:
        """Return what the policy makes of it; None: nobody knows which policy."""
        return None if self.policy is None else judge(self.policy, self.record)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Return every finding of it, open or resolved, by id."""
        return {finding.id: finding for finding in self.record.every_finding}

    @cached_property
    def open_ids(self) -> frozenset[str]:
        """Return the ids of the findings that are not resolved; all, where nobody can judge."""
        if self.decision is None:
            return frozenset(self.findings)
        named = {each.subject for each in self.decision.reasons if is_about_finding(each.code)}
        named |= {each for given in self.decision.answers for each in given.findings}
        return frozenset(named & self.findings.keys())

    @cached_property
    def failures(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Return every failure by its check, the last one last."""
        found: dict[str, list[Evidence]] = defaultdict(list)
        for item in self.record.evidence:
            if item.outcome is Outcome.FAILED and not item.is_void:
                found[item.check].append(item)
        return {check: tuple(sorted(items, key=in_time)) for check, items in found.items()}

    @cached_property
    def cares(self) -> Mapping[str, Care]:
        """Return what people made of each finding; which drills passed is not asked."""
        return care(self.signed.counted, lambda _: False)

    @cached_property
    def acts_about(self) -> Mapping[str, Sequence[Act]]:
        """Return by finding the acts about it, and the endorsements of these, in order."""
        found: dict[str, list[Act]] = defaultdict(list)
        about: dict[str, str] = {}
        for act in self.signed.counted.acts:
            body = act.body
            if isinstance(body, _ABOUT_FINDINGS):
                about[act.id] = body.finding
            elif isinstance(body, FindingBody | ManualResultBody):
                about[act.id] = act.id
            elif isinstance(body, EndorsementBody) and body.act in about:
                found[about[body.act]].append(act)
            if act.id in about:
                found[about[act.id]].append(act)
            if isinstance(body, AnnotationBody) and body.duplicate_of:
                found[body.duplicate_of].append(act)
        return found

    def present(self) -> Deployed:
        """Return the deployment that is spoken of.

        Raises:
            NothingRecordedError: there is none.
        """
        if self.deployed is None:
            raise NothingRecordedError(self.network)
        return self.deployed

    def chain(self, name: str | None) -> str | None:
        """Return the name of a chain, if the network has it; None stays None.

        Raises:
            UnknownNameError: it has not.
        """
        names = [chain.name for chain in self.chains]
        if name is None or name in names:
            return name
        raise UnknownNameError(f"chain of {self.network} called", name, names)

    def requirements(self, name: str) -> tuple[tuple[Policy, Requirement], ...]:
        """Return every requirement of this id, with the policy that has it.

        Raises:
            UnknownNameError: no policy that the network is held to has one.
        """
        rows = [(policy, row) for policy in self.policies for row in policy.requirements]
        found = tuple((policy, row) for policy, row in rows if row.id == name)
        if not found:
            asked = ", ".join(policy.name for policy in self.policies) or "any policy"
            raise UnknownNameError(f"requirement of {asked} called", name, (r.id for _, r in rows))
        return found

    def asking(self, finding: Finding) -> tuple[Requirement, ...]:
        """Return the requirements that must be met again before a finding is resolved."""
        rows = self.policy.requirements if self.policy is not None else ()
        if finding.is_reported:
            return tuple(row for row in rows if row.id == finding.requirement)
        return tuple(row for row in rows if finding.check in (row.check, manual_check(row.id)))
