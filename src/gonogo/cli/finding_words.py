"""A finding in words and as JSON: the same facts, for people and for programs."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gonogo import digest
from gonogo.cli.act_words import act_words
from gonogo.findings import (
    SEVERITY_NAMES,
    SEVERITY_WORDS,
    Severity,
    severity_in_short,
    severity_text,
)
from gonogo.people import ActKind, to_the_minute
from gonogo.printable import printable
from gonogo.project import is_web_address
from gonogo.record import Act, FindingBody
from gonogo.triage import FindingView, Outlook

if TYPE_CHECKING:
    from gonogo.findings import Plan

_UNKNOWN = "-"
_UNFOLLOWED = (("tracker", "not shown: what was signed is no web address"),)


def heading(seen: Outlook) -> str:
    """Return what the findings of a network are about, in a line."""
    deployed = seen.deployed
    about = (
        f"deployment {digest.digits(deployed.digest)}" if deployed else "no deployment is on record"
    )
    policy = f"judged by {seen.policy.name}" if seen.policy else "no policy is known for it"
    return printable(f"{seen.network}: {about}, {policy}")


def rows(view: FindingView) -> Iterator[str]:
    """Yield a finding as lines of a list."""
    finding = view.finding
    team = finding.owning_team or _UNKNOWN
    state = view.state.value
    if finding.duplicate_of is not None:
        state += f" of {digest.digits(finding.duplicate_of)}"
    severity = severity_in_short(view.severity)
    yield f"{view.digits}  {severity:<7}  {state:<13}  {_day(finding.opened_at)}  {printable(team)}"
    yield f"    {printable(finding.title)}"
    if view.is_open:
        tracker = _tracker(view)
        yield f"    turn: {printable(view.turn)}" + (f"   tracker: {tracker}" if tracker else "")


def details(view: FindingView) -> list[tuple[str, str]]:
    """Return everything about a finding, as pairs of a word and a text."""
    finding = view.finding
    return [
        ("finding", finding.id),
        ("title", finding.title),
        ("network", heading(view.outlook)),
        ("seen on", _seen_on(view)),
        *_pair("chain", finding.chain),
        *_pair("check", finding.check),
        *_pair("requirement", ", ".join(row.id for row in view.asking) or finding.requirement),
        ("severity", severity_text(view.severity)),
        ("state", view.state.value),
        ("since", to_the_minute(finding.opened_at)),
        *_pair("description", _description(view)),
        *_pair("on mainnet", finding.impact),
        *_pair("team", finding.owning_team),
        *_pair("tracker", _tracker(view)),
        *_pair("same as", finding.duplicate_of and digest.digits(finding.duplicate_of)),
        *_pair("evidence", finding.evidence if _is_seen(view) else None),
        *_pair("run", finding.run if _is_seen(view) else None),
        *_pair("failed last", to_the_minute(view.failed_at) if view.failed_at else None),
        *_pair("failures", str(len(view.failures)) if view.failures else None),
        *_pair("plan", _plan(finding.plan)),
        *_pair("cause", finding.resolution.cause if finding.resolution else None),
        *_pair("fix", finding.resolution.fix if finding.resolution else None),
        ("turn", view.turn),
        *(_UNFOLLOWED if finding.tracker_url and not _tracker(view) else ()),
    ]


def history(view: FindingView) -> Iterator[str]:
    """Yield every act about a finding, the first one first."""
    counted = view.outlook.signed.counted
    waiting = {each.act.id for each in view.pending}
    if _is_seen(view):
        began = to_the_minute(view.finding.opened_at)
        yield f"{began}  {printable(view.runner)}  failed in run {view.finding.run}"
    for act in view.acts:
        who = printable(counted.name(act))
        note = "  waits for somebody else's agreement" if act.id in waiting else ""
        what = f"{act.kind.value} {digest.digits(act.id)}  {act_words(act)}"
        yield f"{to_the_minute(act.at)}  {who}  {what}{note}"


def definitions() -> Iterator[str]:
    """Yield the severities as the process defines them."""
    yield "How grave, had it been on mainnet:"
    for severity in Severity:
        name = f"{severity.value} {SEVERITY_NAMES[severity]}"
        yield f"  {name:<14} {SEVERITY_WORDS[severity]}"


def what_resolves(view: FindingView) -> Iterator[str]:
    """Yield what would resolve a finding, in sentences."""
    if not view.is_open:
        yield "It is resolved and weighs no more."
        return
    if view.is_refuted:
        yield "Claimed fixed, still failing: it failed again after that, so the cause was another."
    policy = view.outlook.policy
    if view.gate_again is not None:
        yield "No requirement asks about it; what failed is a gate, and passes of all of it resolve"
        yield f"it here: {view.gate_again}"
        return
    if not view.asking:
        yield "No requirement asks about it, so no pass can show that it is gone: it takes a cause"
        yield "(gonogo finding resolve) and the agreement of a second person (gonogo endorse)."
        return
    is_pass_enough = policy is not None and policy.resolves_by_pass and not view.finding.is_reported
    cause = "" if is_pass_enough else " made after a cause was named (gonogo finding resolve)"
    yield f"It takes {passes_in_words(view)}{cause}, on this deployment, in full windows."
    for answer in view.outlook.decision.answers if view.outlook.decision else ():
        if view.finding.id in answer.findings:
            yield f"{answer.requirement} on {answer.chain}: {answer.seen}"


def passes_in_words(view: FindingView) -> str:
    """Return how many later passes a finding needs."""
    return "1 later pass" if view.passes_needed == 1 else f"{view.passes_needed} later passes"


def document(view: FindingView) -> dict[str, object]:
    """Return a finding as JSON."""
    finding, plan, claim = view.finding, view.finding.plan, view.finding.resolution
    return {
        "id": finding.id,
        "short": view.digits,
        "network": view.outlook.network,
        "deployment": finding.deployment,
        "chain": finding.chain or None,
        "check": finding.check or None,
        "requirements": [row.id for row in view.asking],
        "title": finding.title,
        "description": _description(view),
        "severity": None if view.severity is None else int(view.severity),
        "state": view.state.value,
        "is_open": view.is_open,
        "opened_at": _json_moment(finding.opened_at),
        "failed_at": _json_moment(view.failed_at) if view.failed_at else None,
        "impact": finding.impact,
        "owning_team": finding.owning_team,
        "tracker_url": _tracker(view),
        "duplicate_of": finding.duplicate_of,
        "evidence": finding.evidence if _is_seen(view) else None,
        "plan": None
        if plan is None
        else {
            "act": plan.act,
            "owner": plan.owner,
            "due": str(plan.due),
            "text": plan.text,
            "is_accepted": plan.is_accepted,
            "drill": plan.drill,
            "no_drill_because": plan.no_drill_because,
        },
        "resolution": None
        if claim is None
        else {
            "act": claim.act,
            "cause": claim.cause,
            "fix": claim.fix,
            "claimed_at": _json_moment(claim.claimed_at),
            "is_refuted": view.is_refuted,
        },
        "passes_needed": view.passes_needed if view.is_open else 0,
        "waiting": [{"act": each.act.id, "what": each.what} for each in view.pending],
        "turn": view.turn,
        "next": list(view.next_commands),
    }


def history_document(view: FindingView) -> list[dict[str, object]]:
    """Return every act about a finding as JSON."""
    counted = view.outlook.signed.counted
    return [
        {
            "act": act.id,
            "at": _json_moment(act.at),
            "who": counted.name(act),
            "kind": act.kind.value,
            "what": act_words(act),
        }
        for act in view.acts
    ]


def _pair(word: str, text: str | None) -> list[tuple[str, str]]:
    return [(word, text)] if text else []


def _is_seen(view: FindingView) -> bool:
    """Say whether a machine saw it, so that there is evidence with readings."""
    return bool(view.finding.run) and not view.is_by_hand


def _plan(plan: "Plan | None") -> str | None:
    if plan is None:
        return None
    accepted = "accepted" if plan.is_accepted else "not accepted"
    drill = (
        f"drill {digest.digits(plan.drill)}" if plan.drill else f"no drill: {plan.no_drill_because}"
    )
    return f"{plan.owner} until {plan.due}, {accepted}; {drill}\n{plan.text}"


def _description(view: FindingView) -> str | None:
    own = _opening(view)
    return own.body.description or None if own and isinstance(own.body, FindingBody) else None


def _opening(view: FindingView) -> Act | None:
    found = view.outlook.signed.counted.by_id.get(view.finding.id)
    return found if found is not None and found.kind is ActKind.FINDING else None


def _seen_on(view: FindingView) -> str:
    deployed, own = view.outlook.deployed, view.finding.deployment
    is_present = deployed is not None and deployed.digest == own
    return f"deployment {digest.digits(own)}, {'the last one' if is_present else 'an earlier one'}"


def _tracker(view: FindingView) -> str | None:
    """Return the tracker's address; None: there is none, or it is none that may be followed."""
    url = view.finding.tracker_url
    return url if url is not None and is_web_address(url) else None


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d")


def _json_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
