"""The run as one HTML file: it loads nothing, and works from a disk as from a server.

Whatever stands in it was said by tests, files and networks, and is foreign. The frame is
escaped where it is written. What the script shows comes as JSON and becomes text of the page,
never markup. The page's own content policy allows this one script by its digest, and no other
code, should both fail; and no request but for parts of the files beside it.
"""

import base64
import functools
import hashlib
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

from gonogo.evidence import Outcome
from gonogo.report.html import page_environment
from gonogo.report.quantity import duration, moment, number
from gonogo.report.suites.logs import ExcerptOf, nothing_printed
from gonogo.report.suites.page_data import data_pieces, excerpt_pieces
from gonogo.report.suites.suite_report import SuiteReport
from gonogo.report.suites.summary_text import counted

if TYPE_CHECKING:
    import jinja2

_SCRIPTS = ("suites-model.js", "suites-log.js", "suites-tree.js")
# Nobody reads a longer list, and the files beside the page have all of it.
_MOST_LISTED = 1000

TONES = {
    Outcome.PASSED: "met",
    Outcome.FAILED: "unmet",
    Outcome.ERRORED: "unknown",
    Outcome.SKIPPED: "unknown",
    Outcome.PRECLUDED: "unknown",
    Outcome.NOT_APPLICABLE: "conditional",
}
"""By outcome, the colour that it is shown in."""

_BANNERS = {
    Outcome.PASSED: ("passed", "go", "met"),
    Outcome.FAILED: ("failed", "no-go", "unmet"),
}


def page_pieces(report: SuiteReport, excerpt: ExcerptOf = nothing_printed) -> Iterator[str]:
    """Yield the page, piece by piece."""
    word, tone, icon = _BANNERS.get(report.worst, ("held", "hold", "hold"))
    script = _script()
    passed = sum(gate.worst is Outcome.PASSED for gate in report.gates)
    yield from _template().generate(
        report=report,
        word=word,
        banner=tone,
        icon=icon,
        sentence=f"{passed} of {len(report.gates)} gates passed. {counted(report)}.",
        tones=TONES,
        counts=[(outcome, count) for outcome, count in report.counts.items() if count],
        faults=list(dict.fromkeys(fault for gate in report.gates for fault in gate.run.faults)),
        quarantine=[each for gate in report.gates for each in gate.run.quarantine],
        outcomes={case.test: case.outcome for case in report.cases},
        left_out=[(gate.run.gate, each) for gate in report.gates for each in gate.run.left_out],
        most_listed=_MOST_LISTED,
        script=script,
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        data=data_pieces(report),
        excerpts=excerpt_pieces(report, excerpt),
    )


@functools.cache
def _script() -> str:
    folder = resources.files("gonogo.report") / "templates"
    # One function around all of it, so that nothing of it is reached from outside.
    parts = "\n".join((folder / name).read_text("utf-8") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


@functools.cache
def _template() -> "jinja2.Template":
    environment = page_environment()
    environment.filters |= {"duration": duration, "moment": moment, "number": number}
    return environment.get_template("suites.html.j2")
