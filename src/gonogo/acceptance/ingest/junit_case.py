"""One test case of JUnit, and what became of it.

There is no standard, but habits: what a child of the case is called tells how it ended, and no
child that it passed. Surefire adds attempts (`rerunFailure` where it failed to the last,
`flakyFailure` where a later one passed), and some tools an attribute such as `status`. Where
two of these contradict each other, the worse is believed; what nobody has heard of is no pass.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from gonogo.acceptance.ingest.ingested import bounded
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, Result
from gonogo.evidence import Outcome

_FIRST = {
    "failure": (Outcome.FAILED, Kind.ASSERTION),
    "error": (Outcome.FAILED, Kind.CRASH),
    "skipped": (Outcome.SKIPPED, Kind.SKIPPED),
}
_AGAIN = {
    "rerunFailure": Kind.ASSERTION,
    "rerunError": Kind.CRASH,
    "flakyFailure": Kind.ASSERTION,
    "flakyError": Kind.CRASH,
}
ENDINGS = frozenset({*_FIRST, *_AGAIN})
"""The children of a case that tell how it, or an attempt at it, ended."""

HARMLESS = frozenset({"properties", "property", "system-out", "system-err", "attachments"})
"""Those that tell nothing about that."""

_STATUSES = {
    **dict.fromkeys(("", "run", "completed", "passed", "pass", "success", "ok"), Outcome.PASSED),
    **dict.fromkeys(("failed", "fail", "failure", "error", "errored", "broken"), Outcome.FAILED),
    **dict.fromkeys(
        ("skipped", "skip", "disabled", "notrun", "suppressed", "ignored", "pending"),
        Outcome.SKIPPED,
    ),
}
_NO_REASON = "gave no reason"


@dataclass
class Case:
    """A test case while it is read."""

    test: NamedTest
    attributes: Mapping[str, str]
    endings: list[tuple[str, str]] = field(default_factory=list)
    """The children that tell how it ended, and their messages."""
    unknown: list[str] = field(default_factory=list)
    """The children of which nobody knows what they mean."""

    def attempts(self) -> tuple[Result, ...]:
        """Return what became of each attempt at it, the last one at the end."""
        again = [
            self._result(Outcome.FAILED, _AGAIN[name], message)
            for name, message in self.endings
            if name in _AGAIN
        ]
        last = self._first()
        has_flaked = any(name.startswith("flaky") for name, _ in self.endings)
        return (*again, last) if has_flaked else (last, *again)

    @property
    def strange(self) -> str:
        """Return what in it is unheard of; empty: nothing."""
        statuses = [word for word in self._words() if word not in _STATUSES]
        if statuses:
            return f"{self.test} has the unknown status {statuses[0]!r}"
        return f"{self.test} has an unknown <{self.unknown[0]}>" if self.unknown else ""

    def _first(self) -> Result:
        told = [
            (*_FIRST[name], message or (_NO_REASON if name == "skipped" else ""))
            for name, message in self.endings
            if name in _FIRST
        ]
        told += [self._of_status(word) for word in self._words()]
        if self.unknown:
            told.append((Outcome.ERRORED, Kind.INTERRUPTED, self.strange))
        return self._result(*max(told, key=lambda one: one[0].gravity))

    def _of_status(self, word: str) -> tuple[Outcome, Kind, str]:
        outcome = _STATUSES.get(word, Outcome.ERRORED)
        if outcome is Outcome.PASSED:
            return outcome, Kind.NONE, ""
        kinds = {Outcome.FAILED: Kind.ASSERTION, Outcome.SKIPPED: Kind.SKIPPED}
        return outcome, kinds.get(outcome, Kind.INTERRUPTED), f"its status is {word!r}"

    def _words(self) -> tuple[str, str]:
        return (
            self.attributes.get("status", "").strip().lower(),
            self.attributes.get("result", "").strip().lower(),
        )

    def _result(self, outcome: Outcome, kind: Kind, message: str) -> Result:
        seconds = seconds_of(self.attributes.get("time", ""))
        return Result(self.test, outcome, kind, seconds, bounded(message))


def seconds_of(text: str) -> float:
    """Return a time as JUnit tells it; what is no time is none."""
    try:
        seconds = float(text.replace(",", "") or 0)
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0
