"""What the page knows about the run, as JSON that its script reads: the tests, and excerpts.

However many tests there are and whatever they printed, the page stays a few megabytes: each
kind of content has a budget, trouble is served first, and the page says what it leaves out. All
of it is in the files beside the page. It is JSON inside of HTML, so `<` is always escaped: no
text can end the element that it stands in.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

import msgspec

from gonogo.acceptance import Kind, LogPart, Result
from gonogo.acceptance.stream import log_file
from gonogo.evidence import Outcome
from gonogo.report.quantity import visible
from gonogo.report.suites.cases import Case
from gonogo.report.suites.logs import ExcerptOf, readable
from gonogo.report.suites.suite_report import SuiteReport

MESSAGES_CHARACTERS = 1 << 20
EXCERPTS_BYTES = 5 << 19
MOST_SUBTESTS = 20_000
MOST_PARTS = 400
MOST_CALLS = 5_000

# Below these a reader learns nothing any more, and the budget is overdrawn instead.
_FEWEST_OF_MESSAGE = 160
_MOST_OF_EXCERPT, _FEWEST_OF_EXCERPT = 32 << 10, 1 << 10
_CALM = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


@dataclass
class Table:
    """Texts that many tests share, each once; a test names them by number."""

    values: dict[str, int] = field(default_factory=dict)

    def number(self, value: str) -> int:
        """Return the number of a text."""
        return self.values.setdefault(visible(value), len(self.values))


def data_pieces(report: SuiteReport) -> Iterator[str]:
    """Yield what the page knows about tests and calls."""
    packages, owners, suites, tasks = Table(), Table(), Table(), Table()
    gates = {gate.run.gate: number for number, gate in enumerate(report.gates)}
    message = _longest_message(report.cases)
    subtests = _most_subtests(report.cases)
    yield '{"tests":['
    for number, case in enumerate(report.cases):
        shown, left_out = _subtests_of(case, subtests)
        row = (
            packages.number(case.test.package or "(none)"),
            visible(case.name),
            _OUTCOMES.index(case.outcome),
            _KINDS.index(case.kind),
            round(case.seconds, 3),
            _message(case.outcome, case.message, message),
            owners.number(case.owner),
            tasks.number(case.task),
            [(gates[seat.gate], suites.number(seat.suite)) for seat in case.seats],
            int(case.is_quarantined),
            *_logged(case.worst),
            [_subtest(each, message) for each in shown],
            left_out,
            len(case.others),
            case.timeout_seconds,
        )
        yield (",\n" if number else "\n") + in_html(row)
    yield '\n],"calls":['
    calls = sorted(report.calls, key=lambda call: (call.errors == 0, call.answered > 0))
    for number, call in enumerate(calls[:MOST_CALLS]):
        told = (call.chain, call.endpoint, call.method)
        counts = (call.calls, call.answered, call.errors)
        row = (tasks.number(call.task), *map(visible, told), *counts)
        yield (",\n" if number else "\n") + in_html(row)
    rest = {
        "calls_left_out": max(0, len(calls) - MOST_CALLS),
        "packages": list(packages.values),
        "owners": list(owners.values),
        "suites": list(suites.values),
        "tasks": list(tasks.values),
        "gates": [visible(gate.run.gate) for gate in report.gates],
        "outcomes": [outcome.value for outcome in _OUTCOMES],
        "kinds": [kind.value for kind in _KINDS],
    }
    yield "\n]," + in_html(rest)[1:]


def excerpt_pieces(report: SuiteReport, excerpt: ExcerptOf) -> Iterator[str]:
    """Yield excerpts of what tests printed, by the test's number and that of its subtest."""
    troubled: list[_Printed] = []
    calm: list[_Printed] = []
    subtests = _most_subtests(report.cases)
    for number, case in enumerate(report.cases):
        if case.worst is not None:
            (calm if case.outcome in _CALM else troubled).append((str(number), case.worst.log))
        for at, each in enumerate(_subtests_of(case, subtests)[0]):
            found = calm if each.outcome in _CALM else troubled
            found.append((f"{number}.{at}", each.log))
    yield "{"
    budget, is_first = EXCERPTS_BYTES, True
    for group in (troubled, calm):
        printed = [(key, parts) for key, parts in group if parts]
        share = min(_MOST_OF_EXCERPT, max(_FEWEST_OF_EXCERPT, budget // max(1, len(printed))))
        for key, parts in printed:
            if budget < share:
                break
            piece = _excerpt(parts, share, excerpt)
            budget -= len(piece)
            yield ("\n" if is_first else ",\n") + f'"{key}":{piece}'
            is_first = False
    yield "\n}"


def in_html(value: object) -> str:
    """Return a value as JSON that can stand inside of an element of HTML."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


_Printed = tuple[str, Sequence[LogPart]]
"""What is looked up by, and where what was printed is."""

_OUTCOMES = tuple(Outcome)
_KINDS = tuple(Kind)


def _excerpt(parts: Sequence[LogPart], share: int, excerpt: ExcerptOf) -> str:
    piece = ""
    # What has to be escaped takes up to six times its size, and is cut shorter for that.
    for room in (share, share // 6):
        found = excerpt(parts, room // 4, room - room // 4)
        piece = in_html((found.head, found.tail, found.left_out))
        if len(piece) <= share + share // 2:
            break
    return piece


def _longest_message(cases: Iterable[Case]) -> int:
    """Return how much of each message is shown, so that all of them fit."""
    told = [(case.outcome, case.message) for case in cases]
    told += [(each.outcome, each.message) for case in cases for each in case.subtests]
    lengths = [len(message) for outcome, message in told if outcome is not Outcome.PASSED]
    if sum(lengths) <= MESSAGES_CHARACTERS:
        return max(lengths, default=0)
    return max(_FEWEST_OF_MESSAGE, MESSAGES_CHARACTERS // len(lengths))


def _message(outcome: Outcome, message: str, longest: int) -> str:
    if outcome is Outcome.PASSED:
        return ""
    shown = message.strip()
    return readable(shown if len(shown) <= longest else f"{shown[:longest]}…")


def _most_subtests(cases: Sequence[Case]) -> int:
    """Return how many subtests of a test are shown."""
    total = sum(len(case.subtests) for case in cases)
    return total if total <= MOST_SUBTESTS else max(1, MOST_SUBTESTS // len(cases))


def _subtests_of(case: Case, most: int) -> tuple[list[Result], int]:
    """Return the subtests that are shown, and how many are not: first those that passed."""
    if len(case.subtests) <= most:
        return sorted(case.subtests, key=lambda each: each.test), 0
    by_trouble = sorted(case.subtests, key=lambda each: each.outcome in _CALM)
    shown = sorted(by_trouble[:most], key=lambda each: each.test)
    return shown, len(case.subtests) - most


def _subtest(result: Result, longest: int) -> tuple[object, ...]:
    return (
        visible(result.test.name.partition("/")[2]),
        _OUTCOMES.index(result.outcome),
        _KINDS.index(result.kind),
        round(result.seconds, 3) if math.isfinite(result.seconds) else 0.0,
        _message(result.outcome, result.message, longest),
        *_logged(result),
    )


def _logged(result: Result | None) -> tuple[object, ...]:
    """Return when it began, where its log is, and how much of its parts is not named."""
    if result is None:
        return (0, "", [], 0)
    began = 0 if result.started_at is None else round(result.started_at.timestamp() * 1000)
    file = ""
    if result.log and result.outcome is not Outcome.PASSED:
        file = quote(log_file(result.test, result.attempt).as_posix())
    parts = result.log
    unnamed = 0
    if len(parts) > MOST_PARTS:
        half = MOST_PARTS // 2
        unnamed = sum(part.length for part in parts[half:-half])
        parts = (*parts[:half], *parts[-half:])
    return (began, file, [(part.offset, part.length) for part in parts], unnamed)
