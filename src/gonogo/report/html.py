"""The report as one HTML file that loads nothing and runs no script.

What a network says (names, versions, error texts) is foreign: every value is
escaped where it is written, control characters are shown instead of obeyed, and
the file's own content policy forbids scripts and requests, should both fail.
"""

import functools
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from gonogo.findings import SEVERITY_WORDS, Finding, Severity, severity_text
from gonogo.readiness import RequirementAnswer
from gonogo.report.quantity import duration, figure_value, moment, short, visible
from gonogo.report.report import Report
from gonogo.report.svg import line_chart
from gonogo.report.wording import (
    EXIT_CODES,
    SIGNATURE_WORDS,
    TONES,
    VERDICT_WORDS,
    Group,
    gravest_first,
    grouped,
    origin,
    sentence,
)

if TYPE_CHECKING:
    import jinja2

# A requirement that rests on more than this is read with a machine.
SHOWN_DIGESTS = 6

# Two cards side by side are easier to read than a fold of two.
FEWEST_IN_A_FOLD = 3

ICONS = TONES | {"hold": "hold"}
"""By verdict, the picture beside it."""


def report_html(report: Report) -> str:
    """Return the report as a page."""
    decision = report.decision
    return _template().render(
        report=report,
        sentence=sentence(decision),
        origin=functools.partial(origin, decision=decision),
        signature_words=SIGNATURE_WORDS[decision.signature],
        groups=grouped(decision),
        sections=_sections(report),
        fewest_in_a_fold=FEWEST_IN_A_FOLD,
        several_chains=len({given.chain for given in decision.answers}) > 1,
        reasons=gravest_first(decision.reasons),
        plots=[
            (plot, line_chart(plot, f"plot-{number}")) for number, plot in enumerate(report.plots)
        ],
        notes=(*decision.notes, *report.notes),
        tones=TONES,
        icons=ICONS,
        shown_digests=SHOWN_DIGESTS,
        severity_words=SEVERITY_WORDS,
        verdicts=[
            (verdict.value, EXIT_CODES[verdict], meaning)
            for verdict, meaning in VERDICT_WORDS.items()
        ],
    )


@dataclass(frozen=True)
class _Row:
    """A requirement, with the anchor that the overview links to."""

    anchor: str
    given: RequirementAnswer


@dataclass(frozen=True)
class _Section:
    """The requirements with one answer, folded where they say the same."""

    group: Group
    folds: tuple[tuple[_Row, ...], ...]


def _sections(report: Report) -> list[_Section]:
    # By identity, because two requirements may be equal in all that they say.
    anchors = {id(given): f"r-{at}" for at, given in enumerate(report.decision.answers, start=1)}
    return [
        _Section(
            group,
            tuple(
                tuple(_Row(anchors[id(given)], given) for given in alike) for alike in group.alike()
            ),
        )
        for group in grouped(report.decision)
        if group.members
    ]


def _is_web_address(text: str) -> bool:
    # Only these may become links: a `javascript:` address would run in the reader's browser.
    return text.startswith(("https://", "http://"))


def _finding_tone(finding: Finding) -> str:
    if finding.severity is None:
        return "unknown"
    return "conditional" if finding.severity is Severity.SEV3 else "unmet"


def _pieces(text: str) -> list[str]:
    """Split a sentence at its backticks: every second piece is a command to type."""
    pieces = text.split("`")
    # A backtick without its partner is no command.
    return pieces if len(pieces) % 2 else [text]


def _finalize(value: object) -> object:
    # What is marked safe we drew ourselves; everything else may have come from a network.
    is_ours = hasattr(value, "__html__")
    return visible(value) if isinstance(value, str) and not is_ours else value


def page_environment() -> "jinja2.Environment":
    """Return what pages are written with: everything is escaped, and made visible."""
    # Jinja takes a while to import, and most commands write no page.
    import jinja2  # noqa: PLC0415

    folder = resources.files("gonogo.report") / "templates"
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=True,
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short"] = short
    return environment


@functools.cache
def _template() -> "jinja2.Template":
    environment = page_environment()
    environment.filters |= {
        "duration": duration,
        "finding_tone": _finding_tone,
        "moment": moment,
        "figure_value": figure_value,
        "severity": severity_text,
        "pieces": _pieces,
    }
    environment.tests["web_address"] = _is_web_address
    return environment.get_template("report.html.j2")
