"""Put a record together from signed acts: what the judge reads, and nothing that does not count.

Pure. Whoever verifies a decision makes the same record from the same acts. What a
record that nobody signed would take from tables (the findings, what became of them,
which runs there were) follows here from acts alone; write access to a database gives
no authority.

What is not in the acts is given: of which network and deployment it is asked, which
chains it has, at which versions its features are, and at what time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gonogo import findings
from gonogo.evidence import Outcome
from gonogo.findings import Finding
from gonogo.people import Role
from gonogo.readiness.by_hand import manual_check
from gonogo.readiness.passes import Derives, Versions
from gonogo.readiness.policy import Policy
from gonogo.readiness.record import Block, ChainScope, ManualResult, Record, Waiver
from gonogo.readiness.scope import features_in_scope, last_of
from gonogo.readiness.signed_runs import SignedRuns, read_runs
from gonogo.readiness.spans import is_within, spans_of
from gonogo.record import (
    Act,
    Counted,
    FaultCode,
    ManualResultBody,
    PolicyBody,
    WaiverBody,
)


@dataclass(frozen=True)
class Subject:
    """What is judged, and when."""

    network: str
    deployment: str | None
    """The digest of the deployment; None when it could not be recognised."""
    candidate: str
    chains: tuple[ChainScope, ...]
    judged_at: datetime
    features: Mapping[str, Versions] = field(default_factory=dict)
    """By feature, the versions of what it touches, as they are now."""
    blocks: tuple[Block, ...] = ()
    """What whoever decides adds."""
    policy_as_typed: str | None = None
    """How the operator named the policy; None: by its name."""
    requires_passed: str | None = None
    """The transition that the policy asks features to have passed; None: it asks for none."""
    policies: Mapping[str, Policy] = field(default_factory=dict)
    """By digest, those at hand of earlier decisions, which are derived again under them."""


def compiled(counted: Counted, subject: Subject, derives: Derives) -> Record:
    """Return the record of a network, given what derives the decisions that were made before."""
    network, deployment = subject.network, subject.deployment
    signed = read_runs(counted.acts, network, deployment)
    results = _manual_results(counted, network)
    named = findings.named_findings(counted)
    opened = [
        *findings.open_findings(signed.evidence, named),
        *findings.reported_findings(counted, network),
        *(_manual_finding(act, body) for act, body in results if body.outcome == "failed"),
    ]
    drills = _Drills(signed, results, deployment)
    cares = findings.care(counted, drills.passed)
    cared_for = [findings.cared_for(finding, cares) for finding in opened]
    by_hand = {act.id for act, _ in results}
    manual = {finding.id: finding for finding in cared_for if finding.id in by_hand}
    return Record(
        network=network,
        candidate=subject.candidate,
        deployment=deployment,
        chains=subject.chains,
        judged_at=subject.judged_at,
        runs=signed.runs,
        runs_started=len(signed.runs),
        evidence=signed.evidence,
        findings=tuple(finding for finding in cared_for if finding.id not in by_hand),
        deployments=signed.deployments,
        unknown_facts=signed.unknown_facts,
        problems=signed.problems,
        policy_as_typed=subject.policy_as_typed,
        notes=_notes(counted),
        numbers_by_key=signed.numbers_by_key,
        manual_results=_results(counted, results, manual, named),
        waivers=_waivers(counted, subject),
        blocks=subject.blocks,
        gaps=_gaps(counted),
        is_solo=counted.is_solo,
        policies_in_use=_policies_in_use(counted, network),
        features=features_in_scope(
            counted, network, subject.features, asked=subject.requires_passed, derives=derives
        ),
    )


_Result = tuple[Act, ManualResultBody]


def _manual_results(counted: Counted, network: str) -> list[_Result]:
    return [
        (act, act.body)
        for act in counted.acts
        if isinstance(act.body, ManualResultBody) and act.body.network == network
    ]


def _manual_finding(act: Act, body: ManualResultBody) -> Finding:
    where = f" on {body.chain}" if body.chain else ""
    return Finding(
        id=act.id,
        deployment=body.deployment,
        check=manual_check(body.requirement),
        chain=body.chain or "",
        opened_at=act.at,
        run=act.id,
        evidence=act.id,
        title=f"{body.requirement} failed by hand{where}: {body.note}",
    )


class _Drills:
    """What passed on the deployment that is judged, by the names that plans use."""

    def __init__(
        self, signed: SignedRuns, results: Iterable[_Result], deployment: str | None
    ) -> None:
        self._signed = signed
        self._deployment = deployment
        self._by_hand = {
            act.id
            for act, body in results
            if body.outcome == "passed" and body.deployment == deployment
        }
        self._digests: frozenset[str] | None = None

    def passed(self, digest: str) -> bool:
        """Say whether this is the name of something that passed there."""
        if digest in self._by_hand:
            return True
        if self._digests is None:
            # Only once a plan asks: most records have far more evidence than plans.
            spans = spans_of(self._signed.runs)
            self._digests = frozenset(
                item.digest
                for item in self._signed.evidence
                if item.outcome is Outcome.PASSED
                and not item.is_void
                and item.deployment == self._deployment
                and is_within(item, spans)
            )
        return digest in self._digests


def _results(
    counted: Counted,
    results: Iterable[_Result],
    opened: Mapping[str, Finding],
    named: frozenset[str],
) -> tuple[ManualResult, ...]:
    listed = list(results)
    persons = _persons(counted, (act.signer for act, _ in listed))
    return tuple(
        ManualResult(
            act=act.id,
            deployment=body.deployment,
            requirement=body.requirement,
            chain=body.chain,
            outcome=Outcome(body.outcome),
            note=body.note,
            at=act.at,
            roles=frozenset(role.value for role in counted.roles(act) if isinstance(role, Role)),
            person=persons[act.signer],
            finding=opened.get(act.id),
            is_named=act.id in named,
        )
        for act, body in listed
    )


def _persons(counted: Counted, keys: Iterable[str]) -> Mapping[str, str]:
    """Return of each key what stands for its person: the smallest of that person's keys.

    Two keys are one person's if any of the `people` acts in force says so.
    """
    groups: list[set[str]] = []
    for key in sorted(set(keys)):
        same = [
            group
            for group in groups
            if any(counted.standings.are_one_person(key, other) for other in group)
        ]
        groups = [group for group in groups if group not in same]
        groups.append({key}.union(*same))
    return {key: min(group) for group in groups for key in group}


def _waivers(counted: Counted, subject: Subject) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(
            act=act.id,
            requirement=body.requirement,
            chain=body.chain,
            signed_at=act.at,
            until=body.until,
            reason=body.reason,
            by=counted.name(act),
        )
        for act in counted.acts
        if isinstance(body := act.body, WaiverBody)
        and body.network == subject.network
        and body.deployment == subject.deployment
    )


def _policies_in_use(counted: Counted, network: str) -> Mapping[str, frozenset[str]]:
    """Return what the trust pins here; of a policy that it does not, what was signed last."""
    about: dict[str, dict[str, str]] = {}
    for act in counted.acts:
        if isinstance(act.body, PolicyBody):
            about.setdefault(act.body.transition, {})[act.id] = act.body.policy_digest
    in_use = {
        transition: frozenset(signed[each] for each in last_of(counted, signed))
        for transition, signed in about.items()
    }
    trust = counted.trust
    names = {key.partition("@")[0] for key in trust.policies}
    pinned = {name: trust.pinned(name, network) for name in sorted(names)}
    return in_use | {name: frozenset({digest}) for name, digest in pinned.items() if digest}


def _gaps(counted: Counted) -> tuple[str, ...]:
    gaps = {gap.explanation for gap in counted.gaps}
    gaps |= {
        f"{fault.name}: {fault.explanation}"
        for fault in counted.faults
        if fault.code is not FaultCode.STRANGER
    }
    return tuple(sorted(gaps))


def _notes(counted: Counted) -> tuple[str, ...]:
    refused = len({refusal.act for refusal in counted.refusals})
    if not refused:
        return ()
    which = "1 act" if refused == 1 else f"{refused} acts"
    return (f"Not counted: {which}; `gonogo audit verify` says why.",)
