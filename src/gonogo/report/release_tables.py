"""The tables of a report on a release: what each of its entries says, in cells."""

from collections.abc import Iterator, Sequence

from gonogo.report.deadlines import Deadline
from gonogo.report.nearness import NearLimit
from gonogo.report.quantity import duration, moment, number, quantity
from gonogo.report.release_entries import (
    FeatureEntry,
    FindingEntry,
    ManualEntry,
    PlanEntry,
    RunEntry,
    WaiverEntry,
)
from gonogo.report.sheet import (
    Block,
    Card,
    Table,
    Text,
    code,
    lines,
    link,
    named,
    plain,
    prose,
    quiet,
    strong,
    together,
)
from gonogo.report.untested import KIND_WORDS, Untested
from gonogo.report.wording import TONES

_RESOLVED_TONE = "met"


def finding_cards(findings: Sequence[FindingEntry]) -> Iterator[Block]:
    """Yield each finding, with what is being done about it."""
    for each in findings:
        tone = TONES.get(each.weight, _RESOLVED_TONE)
        about = together(plain(each.about), plain(each.chain), by=" on ")
        elsewhere = f"on another deployment of this network, {each.deployment}"
        rows = [
            ("Impact", plain(each.impact or "nobody told what it would have meant on mainnet")),
            ("Weighs", plain(_weight(each))),
            ("About", about),
            ("Opened", plain(moment(each.opened_at))),
            ("Where", plain(elsewhere) if each.is_elsewhere else ()),
            ("Team", plain(each.team or "nobody owns it yet")),
            ("Tracker", link(each.tracker_url) if each.tracker_url else ()),
            ("Plan", _plan(each.plan) if each.plan else ()),
            ("Cause", plain(each.cause or "")),
            ("Fix", plain(each.fix or "")),
            ("Same as", named(each.duplicate_of) if each.duplicate_of else ()),
            ("Finding", named(each.id)),
            ("Evidence", named(each.evidence) if each.evidence else ()),
        ]
        kept = tuple((name, text) for name, text in rows if text)
        yield Card(tone, each.state, each.title, plain(each.severity), kept)


def _weight(finding: FindingEntry) -> str:
    if finding.state == "resolved":
        return "nothing: it is resolved"
    care = {"claimed": "claimed to be mended, which later passes must bear out"}
    return f"{finding.weight}; {care.get(finding.care, finding.care)}"


def _plan(plan: PlanEntry) -> Text:
    drill = (
        (*plain("drill "), *named(plan.drill))
        if plan.drill
        else plain(f"no drill, because {plan.no_drill_because}" if plan.no_drill_because else "")
    )
    return together(
        plain(plan.text), plain(f"{plan.owner}, due {plan.due}"), strong(plan.state), drill, by="; "
    )


def waiver_table(waivers: Sequence[WaiverEntry]) -> Iterator[Block]:
    """Yield the waivers."""
    if waivers:
        yield Table(
            ("Requirement", "State", "By", "Why", "From", "Until", "Act"),
            tuple(
                (
                    lines(code(each.requirement), quiet(each.chain or "every chain")),
                    strong(each.state),
                    plain(each.by),
                    plain(each.reason),
                    plain(moment(each.signed_at)),
                    plain(moment(each.until)),
                    named(each.act),
                )
                for each in waivers
            ),
        )


def manual_table(results: Sequence[ManualEntry]) -> Iterator[Block]:
    """Yield what was tested by hand."""
    if results:
        yield Table(
            ("Requirement", "Outcome", "By", "Note and files", "At", "Act"),
            tuple(
                (
                    lines(code(each.requirement), quiet(each.chain or "every chain")),
                    lines(
                        strong(each.outcome),
                        quiet("on another deployment" if each.is_elsewhere else "on this one"),
                    ),
                    plain(f"{each.by} ({', '.join(each.roles) or 'no role now'})"),
                    lines(
                        plain(each.note),
                        *(
                            (
                                *plain(f"{file.name}, {number(file.size_bytes)} bytes, "),
                                *named(file.digest),
                            )
                            for file in each.attachments
                        ),
                    ),
                    plain(moment(each.at)),
                    named(each.act),
                )
                for each in results
            ),
        )


def untested_table(untested: Sequence[Untested]) -> Iterator[Block]:
    """Yield what was not tested, a table for each kind."""
    for kind, meaning in KIND_WORDS.items():
        found = [each for each in untested if each.kind == kind]
        if found:
            yield Table(
                ("Requirement", "Chain", "Known instead"),
                tuple(
                    (
                        lines(plain(each.title), code(each.requirement)),
                        plain(each.chain),
                        prose(each.why),
                    )
                    for each in found
                ),
                caption=f"{kind.capitalize()} ({len(found)}): {meaning}",
            )


def near_table(near: Sequence[NearLimit]) -> Iterator[Block]:
    """Yield what was nearly missed."""
    if near:
        yield Table(
            ("Requirement", "Chain", "Figure", "Seen", "Limit", "Used up"),
            tuple(
                (
                    lines(plain(each.title), code(each.requirement)),
                    plain(each.chain),
                    plain(each.figure),
                    plain(quantity(each.value, each.unit)),
                    plain(quantity(each.limit, each.unit)),
                    plain(f"{number(each.percent)} %"),
                )
                for each in near
            ),
        )


def deadline_table(deadlines: Sequence[Deadline]) -> Iterator[Block]:
    """Yield what expires, the next first."""
    if deadlines:
        yield Table(
            ("From", "What", ""),
            tuple(
                (plain(moment(each.at)), plain(each.what), strong("over") if each.is_over else ())
                for each in deadlines
            ),
        )


def feature_table(features: Sequence[FeatureEntry]) -> Iterator[Block]:
    """Yield the features in scope with the versions that are judged."""
    if features:
        yield Table(
            ("Feature", "Team", "Versions judged"),
            tuple(
                (
                    lines(code(each.id), plain(each.title)),
                    plain(each.team),
                    together(
                        *(
                            plain(f"{name} {version or '(nobody says)'}")
                            for name, version in each.versions
                        )
                    ),
                )
                for each in features
            ),
            caption="In scope",
        )


def ledger_table(features: Sequence[FeatureEntry]) -> Iterator[Block]:
    """Yield what the ledger says of the features in scope."""
    rows = [(feature, line) for feature in features for line in feature.passed]
    if rows:
        yield Table(
            ("Feature", "Transition", "Network", "Versions then", "At", "Decision", "Pass"),
            tuple(
                (
                    code(feature.id),
                    code(line.transition),
                    plain(line.network),
                    together(*(plain(f"{name} {version}") for name, version in line.versions)),
                    plain(moment(line.at)),
                    named(line.determination),
                    strong("yes")
                    if line.is_pass
                    else lines(strong("no"), *map(prose, line.why_not)),
                )
                for feature, line in rows
            ),
            caption="The ledger: who went where, at which versions, by which decision",
        )


def run_table(runs: Sequence[RunEntry]) -> Iterator[Block]:
    """Yield the runs."""
    if runs:
        yield Table(
            ("Run", "Began", "Ended", "State", "Longest window", "Outcomes", "Signed by"),
            tuple(
                (
                    lines(code(each.id), quiet(f"number {each.number}, {each.policy}")),
                    plain(moment(each.started_at)),
                    plain(moment(each.ended_at) if each.ended_at else "never"),
                    plain(
                        f"{each.state}, on another deployment" if each.is_elsewhere else each.state
                    ),
                    plain(
                        "nothing seen"
                        if each.longest_window_seconds is None
                        else duration(each.longest_window_seconds)
                    ),
                    plain(", ".join(f"{count} {word}" for word, count in each.outcomes) or "none"),
                    plain(each.by or "nobody"),
                )
                for each in runs
            ),
        )
