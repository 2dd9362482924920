"""Waive one requirement of one deployment for a time, and list what was waived.

The judge alone says what a waiver excuses; here is refused what it could never
excuse, so that nobody signs in vain: an invariant, a SEV 0 or 1, a date that is past,
or one so far away that the waiver would outlive every decision that could rest on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gonogo import digest
from gonogo.findings import Severity
from gonogo.people import ActKind, to_the_minute
from gonogo.project import Compose, Desk, Draft, RefusedError, Signed, coming_moment, required_text
from gonogo.readiness import Policy, Requirement, in_words
from gonogo.record import Act, WaiverBody
from gonogo.triage.looking import look_as_asked, look_at, planned_on
from gonogo.triage.outlook import Outlook

_BLOCKING = (Severity.SEV0, Severity.SEV1)


@dataclass(frozen=True)
class WaiverAsked:
    """What somebody wants to be excused."""

    requirement: str
    network: str
    until: str
    reason: str
    chain: str | None = None
    deployment: str | None = None
    policy: str | None = None
    is_planned: bool = False
    """Whether it is about what is planned, before it is deployed."""


@dataclass(frozen=True)
class ListedWaiver:
    """A waiver that was signed, and whether it excuses anything now."""

    act: Act
    body: WaiverBody
    by: str
    why_not: str | None
    """Why it excuses nothing; None: it is in force for the last deployment."""


def waive(desk: Desk, asked: WaiverAsked) -> Compose:
    """Return what puts together a waiver."""

    def compose(signed: Signed) -> Draft:
        seen = look_as_asked(desk, asked, signed)
        deployed = seen.present()
        rows = seen.requirements(asked.requirement)
        chain = seen.chain(asked.chain)
        until = coming_moment(asked.until, "the end of the waiver", desk.clock)
        _require_excusable(rows)
        _require_short(rows, until, seen.now)
        _require_no_grave_finding(seen, asked.requirement, chain)
        body = WaiverBody(
            network=seen.network,
            deployment=deployed.digest,
            requirement=asked.requirement,
            chain=chain,
            until=until,
            reason=required_text(asked.reason, "the reason"),
        )
        shown = (
            ("waive", f"{asked.requirement}: {rows[0][1].title}"),
            ("network", seen.network),
            ("deployment", digest.digits(deployed.digest)),
            ("chain", chain or "every chain"),
            ("until", to_the_minute(until)),
            ("because", body.reason),
        )
        warnings = tuple(_warnings(seen, asked.requirement))
        return Draft(ActKind.WAIVER, body, shown, warnings, beside=deployed.last_seen)

    return compose


def waivers(desk: Desk, network: str | None = None) -> tuple[ListedWaiver, ...]:
    """Return the waivers of a network, or of all; the last one first.

    Raises:
        UnknownNetworkError: there is no such network.
    """
    counted, now = desk.signed.counted, desk.clock.now()
    listed = [(act, act.body) for act in counted.acts if isinstance(act.body, WaiverBody)]
    names = {body.network for _, body in listed} if network is None else {network}
    seen = {name: look_at(desk, name) for name in sorted(names)}
    plans = {name: planned_on(desk, name) for name in seen}
    return tuple(
        ListedWaiver(
            act,
            body,
            counted.name(act),
            _why_not(body, seen[body.network], plans[body.network], now),
        )
        for act, body in reversed(listed)
        if body.network in names
    )


def _require_excusable(rows: tuple[tuple[Policy, Requirement], ...]) -> None:
    for policy, row in rows:
        if row.is_invariant:
            hint = f"It must hold. Mend it: {row.remedy}"
            what = f"{row.id} is an invariant of {policy.name}, which no waiver ever covers"
            raise RefusedError(what, hint=hint)


def _require_short(
    rows: tuple[tuple[Policy, Requirement], ...], until: datetime, now: datetime
) -> None:
    longest = max(policy.validity_seconds for policy, _ in rows)
    if longest > 0 and until > now + timedelta(seconds=longest):
        last = now + timedelta(seconds=longest)
        what = f"a waiver holds for at most {in_words(longest)}, as a decision does"
        hint = f"Take {last:%Y-%m-%dT%H:%M:00Z} or earlier, and sign it anew if it is still needed."
        raise RefusedError(what, hint=hint)


def _require_no_grave_finding(seen: Outlook, requirement: str, chain: str | None) -> None:
    grave = [
        finding
        for name in _findings_about(seen, requirement, chain)
        if (finding := seen.findings.get(name)) and finding.severity in _BLOCKING
    ]
    if grave:
        worst = min(grave, key=lambda finding: (finding.severity or 0, finding.id))
        name = digest.digits(worst.id)
        what = f"finding {name} about it is SEV {worst.severity:d}, which no waiver covers"
        hint = f"Resolve it: gonogo finding show {name}"
        raise RefusedError(what, hint=hint)


def _findings_about(seen: Outlook, requirement: str, chain: str | None) -> Iterator[str]:
    """Yield the open findings about a requirement; also of those that name it by hand."""
    given = seen.decision.answers if seen.decision else ()
    for answer in given:
        if answer.requirement == requirement and chain in (None, answer.chain):
            yield from answer.findings
    checks = {row.check for _, row in seen.requirements(requirement)} - {None}
    for finding in seen.findings.values():
        is_about = finding.requirement == requirement or finding.check in checks
        if finding.id in seen.open_ids and is_about and chain in (None, finding.chain):
            yield finding.id


def _warnings(seen: Outlook, requirement: str) -> Iterator[str]:
    unrated = sum(
        finding.severity is None
        for name in dict.fromkeys(_findings_about(seen, requirement, None))
        if (finding := seen.findings.get(name))
    )
    if unrated:
        which = "A finding about it is" if unrated == 1 else f"{unrated} findings about it are"
        yield f"{which} not rated: that holds, waiver or not, and as SEV 0 or 1 undoes it."
    if seen.decision is None:
        yield "No policy is known for this network, so nobody can say what this would excuse."


def _why_not(body: WaiverBody, seen: Outlook, plan: str | None, now: datetime) -> str | None:
    if body.until <= now:
        return f"it ended on {to_the_minute(body.until)}"
    if body.deployment == plan:
        return None
    if seen.deployed is None or seen.deployed.digest != body.deployment:
        return "the network was deployed anew since"
    return None
