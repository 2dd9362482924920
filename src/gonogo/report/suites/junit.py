"""JUnit XML: a suite for each package, a case for each test, as every CI server reads it.

JUnit knows four ends. What gave no answer is an error there and never a pass; what was skipped,
precluded or does not apply is skipped, and the message says which. Subtests stand in the output
of their test, since servers would count them beside it. A gate that did not pass though all of
its tests did is a case of its own, so that no server shows it green.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from gonogo.acceptance import LONGEST_MESSAGE_CHARACTERS, GateJudgement
from gonogo.evidence import Outcome
from gonogo.report.suites.cases import Case
from gonogo.report.suites.logs import ExcerptOf, nothing_printed
from gonogo.report.suites.suite_report import SuiteReport
from gonogo.report.suites.summary_text import case_lines

GATES = "gonogo.gates"
"""The suite of gates that did not pass though their tests did."""

_ELEMENTS = {
    Outcome.FAILED: "failure",
    Outcome.ERRORED: "error",
    Outcome.SKIPPED: "skipped",
    Outcome.PRECLUDED: "skipped",
    Outcome.NOT_APPLICABLE: "skipped",
}
_PREFIXES = {Outcome.PRECLUDED: "precluded: ", Outcome.NOT_APPLICABLE: "not applicable: "}
_HEAD_BYTES, _TAIL_BYTES = 2 << 10, 6 << 10
_ALL_WORDS_BYTES = 16 << 20

# What XML 1.0 cannot hold at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# Readers make spaces of bare line breaks and tabs in attributes.
_IN_ATTRIBUTES = _ESCAPED | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def junit_pieces(report: SuiteReport, excerpt: ExcerptOf = nothing_printed) -> Iterator[str]:
    """Yield the document, piece by piece."""
    unexplained = tuple(report.unexplained)
    counts = _Counts.of(report.cases)
    counts.update(_ELEMENTS[judgement.outcome] for _, _, judgement in unexplained)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    tests = len(report.cases) + len(unexplained)
    attributes = counts.attributes(tests, report.seconds)
    when = _attribute(report.started_at.isoformat())
    name = _attribute(f"gonogo {report.run}")
    yield f'<testsuites name="{name}" timestamp="{when}"{attributes}>\n'
    budget = _Budget(excerpt, _ALL_WORDS_BYTES)
    for package, cases in groupby(report.cases, key=lambda case: case.test.package):
        yield from _suite(report, package, list(cases), budget)
    if unexplained:
        yield from _gates(unexplained)
    yield "</testsuites>\n"


def _suite(
    report: SuiteReport, package: str, cases: list[Case], budget: "_Budget"
) -> Iterator[str]:
    started = [case.worst.started_at for case in cases if case.worst and case.worst.started_at]
    when = min(started, default=report.started_at).isoformat()
    attributes = _Counts.of(cases).attributes(len(cases), sum(case.seconds for case in cases))
    name = _attribute(package or "(none)")
    yield f'  <testsuite name="{name}" timestamp="{_attribute(when)}"{attributes}>\n'
    yield "    <properties>\n"
    gates = sorted({seat.gate for case in cases for seat in case.seats})
    for key, value in (*(("gate", gate) for gate in gates), ("network", report.network)):
        yield _property(key, value, "      ")
    yield "    </properties>\n"
    for case in cases:
        yield from _case(case, budget)
    yield "  </testsuite>\n"


def _case(case: Case, budget: "_Budget") -> Iterator[str]:
    package, name = _attribute(case.test.package or "(none)"), _attribute(case.name)
    yield f'    <testcase classname="{package}" name="{name}" time="{case.seconds:.3f}">\n'
    yield "      <properties>\n"
    for seat in case.seats:
        yield _property("gate", seat.gate, "        ")
        yield _property("suite", seat.suite, "        ")
    told = {
        "owner": case.owner,
        "outcome": case.outcome.value,
        "kind": case.kind.value,
        "task": case.task,
        "quarantine": "yes" if case.is_quarantined else "",
    }
    for key, value in told.items():
        yield _property(key, value, "        ")
    yield "      </properties>\n"
    yield from _end(case, budget)
    if case.subtests:
        lines = "\n".join(case_lines(case, ""))
        yield f"      <system-out>{_text(lines)}</system-out>\n"
    yield "    </testcase>\n"


def _end(case: Case, budget: "_Budget") -> Iterator[str]:
    element = _ELEMENTS.get(case.outcome)
    if element is None:
        return
    message = _PREFIXES.get(case.outcome, "") + case.message[:LONGEST_MESSAGE_CHARACTERS]
    opening = f'      <{element} message="{_attribute(message)}" type="{case.kind.value}"'
    # Of a skip the message says all; readers show nothing else of it.
    if element == "skipped":
        yield f"{opening}/>\n"
        return
    yield f"{opening}>{_text(budget.words(case, message))}</{element}>\n"


def _gates(unexplained: Iterable[tuple[str, str, GateJudgement]]) -> Iterator[str]:
    told = tuple(unexplained)
    counts = _Counts(_ELEMENTS[judgement.outcome] for _, _, judgement in told)
    yield f'  <testsuite name="{GATES}"{counts.attributes(len(told), 0.0)}>\n'
    for gate, chain, judgement in told:
        name = _attribute(f"{gate} on {chain}" if chain else gate)
        element = _ELEMENTS[judgement.outcome]
        message = _attribute(_PREFIXES.get(judgement.outcome, "") + judgement.summary)
        yield f'    <testcase classname="{GATES}" name="{name}" time="0.000">\n'
        yield f'      <{element} message="{message}" type="gate"/>\n    </testcase>\n'
    yield "  </testsuite>\n"


class _Counts(Counter[str]):
    """How many cases have which end."""

    @classmethod
    def of(cls, cases: Iterable[Case]) -> "_Counts":
        """Count some cases by the element that JUnit has for their end; a pass has none."""
        return cls(_ELEMENTS[case.outcome] for case in cases if case.outcome in _ELEMENTS)

    def attributes(self, tests: int, seconds: float) -> str:
        """Return the attributes of a suite; servers take one that is missing for a zero."""
        ends = (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
        counts = "".join(f' {name}="{self[element]}"' for name, element in ends)
        return f' tests="{tests}"{counts} time="{seconds:.3f}"'


class _Budget:
    """How much of what failed tests said and printed is put in, all of them together."""

    def __init__(self, excerpt: ExcerptOf, left: int) -> None:
        self._excerpt = excerpt
        self._left = left

    def words(self, case: Case, message: str) -> str:
        """Return what servers show of a failure: its message again, and what it printed."""
        if self._left <= 0:
            return ""
        self._left -= len(message)
        if case.worst is None or not case.worst.log:
            return message
        excerpt = self._excerpt(case.worst.log, _HEAD_BYTES, _TAIL_BYTES)
        self._left -= excerpt.total - excerpt.left_out
        return f"{message}\n\n{excerpt.text}" if excerpt.head or excerpt.tail else message


def _property(name: str, value: str, indent: str) -> str:
    if not value:
        return ""
    return f'{indent}<property name="{name}" value="{_attribute(value)}"/>\n'


def _attribute(text: str) -> str:
    return _possible(text).translate(_IN_ATTRIBUTES)


def _text(text: str) -> str:
    return _possible(text).translate(_ESCAPED)


def _possible(text: str) -> str:
    """Write out what XML cannot hold."""
    return _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
