"""What a report of pytest says, held against what was raised.

A report is what every plugin and conftest.py was free to make of it, so a pass is believed only
where nothing was raised; and a word that we do not know, such as `rerun`, is no pass either.
"""

from __future__ import annotations

from typing import Any

import pytest

from .courses import FAIL, LONGEST_MESSAGE, PASS, SKIP, Answer

SAID_BEFORE_REASONS = ("precondition", "waiting")
UNREACHABLE = frozenset(
    ("ConnectionError", "ConnectError", "ConnectTimeout", "ClientConnectionError")
)


def answer_of(report: Any, raised: pytest.ExceptionInfo[BaseException] | None) -> Answer:
    """Return what a report says, where it agrees with what was raised."""
    expected = getattr(report, "wasxfail", None)
    if expected is not None:
        reason = str(expected).replace("reason: ", "", 1) or "no reason given"
        passed = report.outcome == "passed"
        return skip_for(f"expected to fail{', and passed' if passed else ''}: {reason}")
    if report.outcome == "skipped" and (
        raised is None or isinstance(raised.value, pytest.skip.Exception)
    ):
        return skip_for(reason_of(report))
    if report.outcome == "passed" and raised is None:
        return Answer(PASS)
    message = _message(report, raised)
    if report.outcome != "failed":
        message += f" (and something in this pytest called that {report.outcome!r})"
    return Answer(FAIL, _kind(report, raised), message)


def _kind(report: Any, raised: pytest.ExceptionInfo[BaseException] | None) -> str:
    value = raised.value if raised else AssertionError()
    if UNREACHABLE & {base.__name__ for base in type(value).__mro__}:
        return "infrastructure"
    if isinstance(value, pytest.fail.Exception) and str(value).startswith("Timeout"):
        return "timeout"
    is_assertion = isinstance(value, (AssertionError, pytest.fail.Exception))
    return "assertion" if is_assertion and report.when == "call" else "crash"


def _message(report: Any, raised: pytest.ExceptionInfo[BaseException] | None) -> str:
    where = "" if report.when == "call" else f"in its {report.when}: "
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None:
        return f"{where}{crash.message}"
    return where + (raised.exconly() if raised else str(report.longreprtext).strip())


def skip_for(reason: str) -> Answer:
    """Return the answer of a test that gives this reason not to run."""
    for kind in SAID_BEFORE_REASONS:
        if reason.lower().startswith(f"{kind}:"):
            return Answer(SKIP, kind, reason[len(kind) + 1 :].strip())
    return Answer(SKIP, "skipped", reason or "gave no reason")


def reason_of(report: Any) -> str:
    """Return the reason that a skip gives; empty: none."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longreprtext)
    return str(text).replace("Skipped", "", 1).lstrip(":").strip()


def essence_of(report: Any) -> str:
    """Return what is wrong with a file that cannot be loaded, without the way that led there."""
    lines = str(report.longreprtext).strip().splitlines()
    errors = [line[1:].strip() for line in lines if line.startswith("E ")]
    return "\n".join(errors or lines)[:LONGEST_MESSAGE] or "it cannot be loaded"
