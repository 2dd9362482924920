"""Put a report on a release together, from a decision and everything that it rests on.

Pure: whoever calls reads the record, the network's files and the clock. What is told
of the decision is of the time at which it was judged; what expired, and what became
of it since, is of the time at which the report is made.
"""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gonogo.attest import Touched
from gonogo.evidence import Evidence
from gonogo.networks import Component, Fact
from gonogo.people import People
from gonogo.promotion import open_break_glasses
from gonogo.readiness import Decision, Policy, Record, Verdict
from gonogo.record import Act, Counted
from gonogo.report.advice import recommendations
from gonogo.report.authority import Authority, authority_of
from gonogo.report.deadlines import Deadline, deadlines
from gonogo.report.entries import (
    feature_entries,
    finding_entries,
    manual_entries,
    run_entries,
    waiver_entries,
)
from gonogo.report.nearness import NearLimit, near_limits
from gonogo.report.plot import Plot
from gonogo.report.release import ReleaseReport
from gonogo.report.release_entries import BreakGlassEntry, FindingEntry, WaiverEntry
from gonogo.report.report import NetworkSummary
from gonogo.report.untested import Untested, untested


@dataclass(frozen=True)
class Grounds:
    """A decision, and what it rests on."""

    decision: Decision
    policy: Policy
    record: Record
    """What was judged."""
    counted: Counted | None = None
    """The acts that count now; None: nothing is signed here."""
    determination: Act | None = None
    """The signed decision; None: nobody has decided."""
    heads: tuple[str, ...] = ()
    """Where nobody has decided: the acts that were judged."""
    features: Mapping[str, Touched] = field(default_factory=dict)
    """The features that were judged, with the versions of what they touch."""
    policies: Mapping[str, Policy] = field(default_factory=dict)
    """By digest, those at hand of the decisions that promotions rest on."""


@dataclass(frozen=True)
class Surroundings:
    """What a reader should know of the network beside the record."""

    network: NetworkSummary
    tool_version: str
    components: tuple[Component, ...] = ()
    facts: tuple[Fact, ...] = ()
    plots: tuple[Plot, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Told:
    """What a report tells, and recommendations follow from."""

    authority: Authority | None
    findings: tuple[FindingEntry, ...]
    waivers: tuple[WaiverEntry, ...]
    break_glasses: tuple[BreakGlassEntry, ...]
    near: tuple[NearLimit, ...]
    untested: tuple[Untested, ...]
    deadlines: tuple[Deadline, ...]


def release_report(
    grounds: Grounds, surroundings: Surroundings, *, made_at: datetime
) -> ReleaseReport:
    """Return everything that the two reports on a release tell."""
    decision, record, counted = grounds.decision, grounds.record, grounds.counted
    told = _told(grounds, made_at)
    return ReleaseReport(
        made_at=made_at,
        tool_version=surroundings.tool_version,
        decision=decision,
        network=surroundings.network,
        is_solo=record.is_solo,
        authority=told.authority,
        heads=told.authority.heads if told.authority else grounds.heads,
        doubts=record.gaps,
        break_glasses=told.break_glasses,
        recommendations=recommendations(
            decision,
            authority=told.authority,
            findings=told.findings,
            waivers=told.waivers,
            break_glasses=told.break_glasses,
            deadlines=told.deadlines,
            near=told.near,
            untested=told.untested,
            now=made_at,
        ),
        deadlines=told.deadlines,
        near_limits=told.near,
        untested=told.untested,
        findings=told.findings,
        waivers=told.waivers,
        manual_results=manual_entries(record, counted),
        features=feature_entries(decision.network, grounds.features, counted, grounds.policies),
        runs=run_entries(record, counted),
        components=surroundings.components,
        facts=surroundings.facts,
        plots=surroundings.plots,
        notes=tuple(dict.fromkeys((*decision.notes, *surroundings.notes))),
        verifying=_verifying(decision, told.authority),
    )


def _told(grounds: Grounds, made_at: datetime) -> _Told:
    decision, policy, record = grounds.decision, grounds.policy, grounds.record
    counted, act = grounds.counted, grounds.determination
    authority = authority_of(act, decision, counted) if act and counted else None
    findings, waivers = finding_entries(decision, record), waiver_entries(decision, record)
    evidence = _named(decision, record)
    return _Told(
        authority=authority,
        findings=findings,
        waivers=waivers,
        break_glasses=_break_glasses(decision.network, counted, made_at),
        near=near_limits(decision.answers),
        untested=untested(decision.answers, policy, record, waivers, evidence),
        deadlines=deadlines(
            authority=authority,
            waivers=waivers,
            findings=findings,
            answers=decision.answers,
            policy=policy,
            evidence=evidence,
            now=made_at,
        ),
    )


def _named(decision: Decision, record: Record) -> Mapping[str, Evidence]:
    """Return what the answers rest on, by its digest; naming all evidence takes a while."""
    wanted = {name for given in decision.answers for name in given.evidence}
    if not wanted:
        return {}
    return {name: item for item in record.evidence if (name := item.digest) in wanted}


def _break_glasses(
    network: str, counted: Counted | None, now: datetime
) -> tuple[BreakGlassEntry, ...]:
    if counted is None:
        return ()
    people = counted.people[0] if counted.people else People()
    return tuple(
        BreakGlassEntry(each.act, each.level, each.sentence(now, people))
        for each in open_break_glasses(counted.acts, network)
    )


def _verifying(decision: Decision, authority: Authority | None) -> tuple[str, ...]:
    network = shlex.quote(decision.network)
    if authority is None:
        return (
            "gonogo audit verify",
            f"gonogo assess {network} --policy {shlex.quote(decision.policy)} --now",
        )
    transition = shlex.quote(authority.transition)
    file = shlex.quote(f"{decision.network}.bundle")
    accept = " --accept conditional" if decision.verdict is Verdict.CONDITIONAL else ""
    expected = f"--trust trust.yaml --manifest manifest.yaml --transition {transition}{accept}"
    return (
        f"gonogo audit verify --expect {authority.determination}",
        f"gonogo bundle {network} -o {file}",
        f"gonogo verify {file} {expected}",
    )
