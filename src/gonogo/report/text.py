"""The report for a terminal: the verdict first, then every reason, gravest first.

Lines are made of parts with a role, so what is said does not depend on whether
colours can be shown; `print_report` gives each role its colour, and rich drops
colours where the output is no terminal or `NO_COLOR` is set.
"""

import enum
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gonogo.findings import severity_text
from gonogo.readiness import Answer, Reason, RequirementAnswer, Verdict
from gonogo.report.quantity import duration, figure_text, moment, short, visible
from gonogo.report.report import Report
from gonogo.report.wording import (
    Group,
    gravest_first,
    grouped,
    origin,
    sentence,
)

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 80

_INDENT = 15

# Less room than this shows no more than the beginning of a word.
_WORTH_TELLING = 16


class Role(enum.Enum):
    """What a part of a line is, to be coloured by."""

    PLAIN = ""  #: Ordinary text.
    QUIET = "dim"  #: Labels and what matters less.
    STRONG = "bold"  #: Titles.
    GO = "bold green"  #: A go, or met.
    CONDITIONAL = "bold blue"  #: Conditional.
    HOLD = "bold yellow"  #: A hold, or unknown.
    NO_GO = "bold red"  #: A no-go, or unmet.


@dataclass(frozen=True)
class Part:
    """A piece of a line."""

    text: str
    role: Role = Role.PLAIN


TextLine = tuple[Part, ...]

_MARKS = {
    Answer.UNMET: Part("✗", Role.NO_GO),
    Answer.UNKNOWN: Part("?", Role.HOLD),
    Answer.CONDITIONAL: Part("!", Role.CONDITIONAL),
    Answer.MET: Part("✓", Role.GO),
}
_ROLES = {
    Verdict.GO: Role.GO,
    Verdict.CONDITIONAL: Role.CONDITIONAL,
    Verdict.HOLD: Role.HOLD,
    Verdict.NO_GO: Role.NO_GO,
}


def text_lines(report: Report, width: int = WIDTH) -> Iterator[TextLine]:
    """Yield the report line by line; no line is longer than the width."""
    yield from _verdict(report, width)
    yield from _facts(report, width)
    for reason in gravest_first(report.decision.reasons):
        yield from _reason(reason, width)
    for group in grouped(report.decision):
        if group.members:
            yield from _group(group, width)
    yield from _findings(report, width)
    yield from _notes(report, width)


def report_text(report: Report, width: int = WIDTH) -> str:
    """Return the report as plain text."""
    lines = ("".join(part.text for part in line).rstrip() for line in text_lines(report, width))
    return "\n".join(lines) + "\n"


def print_report(report: Report, console: "Console") -> None:
    """Print the report on a console, in colours where it has some."""
    # Rich takes a while to import, and only this function needs it.
    from rich.text import Text  # noqa: PLC0415

    for line in text_lines(report, min(console.width, 100)):
        text = Text.assemble(*((part.text, part.role.value) for part in line))
        console.print(text, soft_wrap=True, highlight=False)


def _verdict(report: Report, width: int) -> Iterator[TextLine]:
    decision = report.decision
    yield (
        Part(decision.verdict.value.upper(), _ROLES[decision.verdict]),
        Part(f"  {visible(decision.network)} under {visible(decision.policy)}", Role.STRONG),
        Part(f"  {decision.signature.value}", Role.QUIET),
    )
    for line in _fitted(sentence(decision), width):
        yield (Part(line),)
    yield ()


def _facts(report: Report, width: int) -> Iterator[TextLine]:
    decision, network, run = report.decision, report.network, report.run
    chains = ", ".join(f"{chain.name} ({chain.chain_id})" for chain in network.chains)
    stage = network.stage or "not told"
    yield from _labelled("network", f"{network.name}, stage {stage}; chains {chains}", width)
    digests = f"{short(decision.candidate)}   deployment {short(decision.deployment)}"
    yield from _labelled("candidate", digests, width)
    policy = f"{decision.policy}, level {decision.level}, {short(decision.policy_digest)}"
    yield from _labelled("policy", policy, width)
    if run is None:
        yield from _labelled("run", "none: judged from what was recorded before", width)
    else:
        window = f"window {duration(run.window_seconds)}"
        yield from _labelled("run", f"{run.id}, {moment(run.started_at)}, {window}", width)


def _reason(reason: Reason, width: int) -> Iterator[TextLine]:
    role = _ROLES[reason.verdict]
    yield ()
    yield from _titled(Part(reason.verdict.value, role), reason.about, "", width)
    yield from _labelled("because", reason.explanation, width)
    if reason.remedy:
        yield from _labelled("do next", reason.remedy, width)


def _group(group: Group, width: int) -> Iterator[TextLine]:
    mark = _MARKS[group.answer]
    yield ()
    yield (Part(f"{group.answer.value.upper()} ({len(group.members)})", mark.role),)
    if group.answer is Answer.MET:
        for given in group.members:
            yield _met(given, mark, width)
        return
    for alike in group.alike():
        yield from _told_together(alike, mark, width)


def _told_together(
    alike: Sequence[RequirementAnswer], mark: Part, width: int
) -> Iterator[TextLine]:
    """Tell what many requirements have in common once: dozens of rows stay readable."""
    if len(alike) == 1:
        yield from _titled(mark, alike[0].title, alike[0].chain, width)
        yield from _explained(alike[0], width)
        return
    remedies = {given.remedy for given in alike}
    common = remedies.pop() if len(remedies) == 1 else ""
    yield (Part("  "), mark, Part(f" {len(alike)} requirements for the same reason", Role.STRONG))
    yield from _explained(replace(alike[0], remedy=common), width)
    for given in alike:
        yield from _titled(Part("    -"), given.title, given.chain, width)
        if given.remedy and not common:
            yield from _labelled("      do next", given.remedy, width)


def _met(given: RequirementAnswer, mark: Part, width: int) -> TextLine:
    # What holds is told in one line; the page and the JSON have all of it.
    title = _cut(given.title, width - 6)
    room = width - len(title) - 6
    seen = Part(f"  {_cut(given.seen, room)}", Role.QUIET) if room >= _WORTH_TELLING else Part("")
    return (Part("  "), mark, Part(f" {title}"), seen)


def _explained(given: RequirementAnswer, width: int) -> Iterator[TextLine]:
    yield from _labelled("seen", given.seen, width)
    if given.figures:
        yield from _labelled("figures", "; ".join(map(figure_text, given.figures)), width)
    yield from _labelled("rule", given.rule, width)
    if given.remedy:
        yield from _labelled("do next", given.remedy, width)


def _findings(report: Report, width: int) -> Iterator[TextLine]:
    if report.findings:
        yield ()
        yield (Part(f"FINDINGS ({len(report.findings)})", Role.STRONG),)
    for finding in report.findings:
        severity = Part(severity_text(finding.severity), Role.STRONG)
        yield from _titled(severity, finding.title, finding.chain, width)
        yield from _labelled("opened", f"{moment(finding.opened_at)} by {finding.run}", width)
        if elsewhere := origin(finding, report.decision):
            yield from _labelled("where", elsewhere, width)


def _notes(report: Report, width: int) -> Iterator[TextLine]:
    notes = (*report.decision.notes, *report.notes)
    if notes:
        yield ()
        yield (Part("WORTH KNOWING", Role.STRONG),)
    for note in notes:
        for index, line in enumerate(_fitted(note, width - 4)):
            yield (Part("  - " if index == 0 else "    "), Part(line))


def _titled(mark: Part, title: str, chain: str, width: int) -> Iterator[TextLine]:
    indent = len(mark.text) + 3
    beside = f"  {visible(chain)}" if chain else ""
    *before, last = _fitted(title, width - indent)
    margin = [Part("  "), mark, Part(" ")]
    for line in before:
        yield (*margin, Part(line, Role.STRONG))
        margin = [Part(" " * indent)]
    if indent + len(last) + len(beside) <= width:
        yield (*margin, Part(last, Role.STRONG), Part(beside, Role.QUIET))
    else:
        yield (*margin, Part(last, Role.STRONG))
        yield from _labelled("chain", chain, width)


def _labelled(label: str, text: str, width: int) -> Iterator[TextLine]:
    indent = max(_INDENT, len(label) + 6)
    for index, line in enumerate(_fitted(text, width - indent)):
        name = f"    {label}" if index == 0 else ""
        yield (Part(name.ljust(indent), Role.QUIET), Part(line))


def _fitted(text: str, width: int) -> list[str]:
    # A command that is broken at a hyphen cannot be typed as it stands.
    return textwrap.wrap(visible(text), max(width, 1), break_on_hyphens=False) or [""]


def _cut(text: str, width: int) -> str:
    shown = visible(text)
    return shown if len(shown) <= width else f"{shown[: max(width - 1, 0)]}…"
