"""What stands in the tables of a report, taken from a record and from acts.

Findings, waivers and results by hand stand as they were when the decision was made;
the ledger as it is now.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from gonogo.attest import Touched
from gonogo.evidence import Evidence, Run
from gonogo.findings import Finding, Plan, severity_text
from gonogo.promotion import LedgerLine, ledger_of
from gonogo.readiness import (
    Answer,
    Decision,
    ManualResult,
    Policy,
    Record,
    Waiver,
    is_about_finding,
    scope_in_force,
)
from gonogo.record import Counted, ManualResultBody, RunStartedBody
from gonogo.report.release_entries import (
    AttachmentEntry,
    FeatureEntry,
    FeaturePass,
    FindingEntry,
    ManualEntry,
    PlanEntry,
    RunEntry,
    WaiverEntry,
)

_GRAVEST_FIRST = ("no-go", "hold", "conditional", "go", "none")


def finding_entries(decision: Decision, record: Record) -> tuple[FindingEntry, ...]:
    """Return every finding of the network: what is open first, the gravest first."""
    weights = _weights(decision)
    known = {finding.id: finding for finding in record.every_finding}
    entries = [
        _finding_entry(finding, weights.get(finding.id), record)
        for finding in known.values()
        # What was opened later weighed nothing then, which does not mean that it is resolved.
        if finding.opened_at <= record.judged_at or finding.id in weights
    ]
    return tuple(
        sorted(
            entries, key=lambda each: (_GRAVEST_FIRST.index(each.weight), each.severity, each.id)
        )
    )


def _weights(decision: Decision) -> Mapping[str, str]:
    """Return by finding the verdict that it makes; what is not here is resolved."""
    weights = {name: given.verdict.value for given in decision.answers for name in given.findings}
    weights |= {
        reason.subject: reason.verdict.value
        for reason in decision.reasons
        if is_about_finding(reason.code)
    }
    return weights


def _finding_entry(finding: Finding, weight: str | None, record: Record) -> FindingEntry:
    resolution = finding.resolution
    return FindingEntry(
        id=finding.id,
        title=finding.title,
        severity=severity_text(finding.severity),
        state="resolved" if weight is None else "open",
        weight=weight or "none",
        care=finding.state.value,
        impact=finding.impact,
        team=finding.owning_team,
        tracker_url=finding.tracker_url,
        about=finding.requirement or finding.check,
        chain=finding.chain,
        opened_at=finding.opened_at,
        deployment=finding.deployment,
        is_elsewhere=finding.deployment != record.deployment,
        plan=_plan_entry(finding.plan, record.judged_at) if finding.plan else None,
        cause=resolution.cause if resolution else None,
        fix=resolution.fix if resolution else None,
        duplicate_of=finding.duplicate_of,
        evidence=finding.evidence,
    )


def _plan_entry(plan: Plan, judged_at: datetime) -> PlanEntry:
    is_over = plan.due < judged_at.astimezone(UTC).date()
    state = "past due" if is_over else "accepted" if plan.is_accepted else "not accepted"
    return PlanEntry(plan.text, plan.owner, plan.due, state, plan.drill, plan.no_drill_because)


def waiver_entries(decision: Decision, record: Record) -> tuple[WaiverEntry, ...]:
    """Return the waivers of the deployment, the next to end first."""
    entries = [
        WaiverEntry(
            act=waiver.act,
            requirement=waiver.requirement,
            chain=waiver.chain,
            by=waiver.by,
            reason=waiver.reason,
            signed_at=waiver.signed_at,
            until=waiver.until,
            state=_waiver_state(waiver, decision, record.judged_at),
        )
        for waiver in record.waivers
    ]
    return tuple(sorted(entries, key=lambda each: (each.until, each.act)))


def _waiver_state(waiver: Waiver, decision: Decision, now: datetime) -> str:
    if now >= waiver.until:
        return "over"
    if now < waiver.signed_at:
        return "not yet in force"
    covered = {
        given.answer
        for given in decision.answers
        if given.requirement == waiver.requirement and waiver.chain in (None, given.chain)
    }
    if Answer.CONDITIONAL in covered:
        return "in force"
    return "not needed" if covered == {Answer.MET} else "covers nothing"


def manual_entries(record: Record, counted: Counted | None) -> tuple[ManualEntry, ...]:
    """Return what people tested by hand, the latest first."""
    entries = [_manual_entry(each, record, counted) for each in record.manual_results]
    return tuple(sorted(entries, key=lambda each: (each.at, each.act), reverse=True))


def _manual_entry(result: ManualResult, record: Record, counted: Counted | None) -> ManualEntry:
    act = counted.by_id.get(result.act) if counted else None
    body = act.body if act else None
    attached = body.attachments if isinstance(body, ManualResultBody) else ()
    return ManualEntry(
        act=result.act,
        requirement=result.requirement,
        chain=result.chain,
        outcome=result.outcome.value,
        note=result.note,
        by=counted.name(act) if counted and act else result.person,
        roles=tuple(sorted(result.roles)),
        at=result.at,
        is_elsewhere=result.deployment != record.deployment,
        attachments=tuple(
            AttachmentEntry(each.name, each.digest, each.size_bytes) for each in attached
        ),
    )


def feature_entries(
    network: str,
    features: Mapping[str, Touched],
    counted: Counted | None,
    policies: Mapping[str, Policy],
) -> tuple[FeatureEntry, ...]:
    """Return the features in scope on a network, with what the ledger says of them."""
    if counted is None:
        return ()
    lines: dict[str, list[LedgerLine]] = defaultdict(list)
    for line in ledger_of(counted, policies).lines:
        lines[line.feature].append(line)
    scope = {each.id: each for each in scope_in_force(counted) if network in each.networks}
    names = sorted({*scope, *features})
    return tuple(
        FeatureEntry(
            id=name,
            title=scope[name].title if name in scope else "",
            team=scope[name].team if name in scope else "",
            versions=tuple(sorted(features.get(name, {}).items())),
            passed=tuple(_feature_pass(line) for line in lines[name]),
        )
        for name in names
    )


def _feature_pass(line: LedgerLine) -> FeaturePass:
    return FeaturePass(
        transition=line.transition,
        network=line.network,
        versions=tuple(sorted(line.versions.items())),
        at=line.at,
        determination=line.determination,
        is_pass=line.is_pass,
        why_not=tuple(fault.explanation for fault in line.faults),
    )


def run_entries(record: Record, counted: Counted | None) -> tuple[RunEntry, ...]:
    """Return the runs on a network, in the order in which they began."""
    signers = _runners(counted) if counted else {}
    seen: dict[str, list[Evidence]] = defaultdict(list)
    for item in record.evidence:
        seen[item.run].append(item)
    runs = sorted(
        (run for run in record.runs if run.network == record.network),
        key=lambda run: (run.started_at, run.id),
    )
    return tuple(_run_entry(run, seen[run.id], signers.get(run.id, ""), record) for run in runs)


def _runners(counted: Counted) -> Mapping[str, str]:
    return {
        act.body.run: counted.name(act)
        for act in counted.acts
        if isinstance(act.body, RunStartedBody)
    }


def _run_entry(run: Run, seen: Iterable[Evidence], by: str, record: Record) -> RunEntry:
    items = list(seen)
    return RunEntry(
        id=run.id,
        number=run.number,
        by=by,
        policy=run.policy,
        started_at=run.started_at,
        ended_at=run.ended_at,
        state=run.state.value,
        is_elsewhere=run.deployment not in (None, record.deployment),
        longest_window_seconds=max((item.window.seconds for item in items), default=None),
        outcomes=tuple(sorted(Counter(_outcomes(items)).items())),
    )


def _outcomes(items: Iterable[Evidence]) -> Iterator[str]:
    for item in items:
        yield "void" if item.is_void else item.outcome.value
