"""How a test ended: on one chain from what it raised, and on all of them from each.

Anything that a test raises and that is not one of the endings a test may have is its own
fault, and fails it: nobody knows then what is so.
"""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.errors import GonogoError
from gonogo.gates.ending import (
    LateError,
    NotApplicableError,
    NotSoError,
    PreconditionError,
    WaitingError,
)
from gonogo.gates.events import Action, Reason
from gonogo.rpc import RPCError, UnreachableError

# Skips of a test on its chains: the first of these kinds that there is, is that of the test.
_GRAVITY = ("precondition", "waiting", "not-applicable")
# Refused by a node that answers is what the network does; no answer may be the way to it.
_KINDS: tuple[tuple[type[GonogoError], Action, str], ...] = (
    (NotSoError, Action.FAIL, "assertion"),
    (PreconditionError, Action.SKIP, "precondition"),
    (WaitingError, Action.SKIP, "waiting"),
    (NotApplicableError, Action.SKIP, "not-applicable"),
    (UnreachableError, Action.FAIL, "infrastructure"),
    (RPCError, Action.FAIL, "assertion"),
)
_BY_TIME = (LateError, UnreachableError)


@dataclass(frozen=True)
class Ended:
    """How a test ended, on one chain or on all."""

    action: Action
    reason: Reason | None = None
    """None: it passed, and there is nothing to tell."""
    trace: str = ""
    """Of a test that broke: where."""
    is_by_time: bool = False
    """Whether who stood still himself would have seen the same of a network that is well."""


def from_error(error: Exception) -> Ended:
    """Return how a test ended that raised this."""
    for known, action, kind in _KINDS:
        if isinstance(error, known):
            hint = f" ({error.hint})" if error.hint and action is Action.SKIP else ""
            until = error.until if isinstance(error, WaitingError) else ""
            reason = Reason(kind, f"{error.message}{hint}", until)
            return Ended(action, reason, is_by_time=isinstance(error, _BY_TIME))
    said = f"{type(error).__name__}: {error}"
    trace = "".join(traceback.format_exception(error))
    return Ended(Action.FAIL, Reason("crash", f"the test itself broke: {said}"), trace)


def out_of_time(limit_seconds: float, waits_for: str) -> Ended:
    """Return how a test ended whose time was over."""
    waited = f", waiting for: {waits_for}" if waits_for else ""
    reason = Reason("timeout", f"not done in {limit_seconds:.0f} s{waited}")
    return Ended(Action.FAIL, reason, is_by_time=True)


def unseen(ended: Ended, paused_seconds: float) -> Ended:
    """Return how a test ended that failed by time while this program stood still: undecided."""
    seen = ended.reason.message if ended.reason is not None else "it failed"
    message = (
        f"precondition not met: gonogo itself stood still for {paused_seconds:.0f} s (or its clock"
        f" was set), so nobody can say how the network kept time; run it again. It saw: {seen}"
    )
    return Ended(Action.SKIP, Reason("precondition", message))


def by_itself(expectations: int) -> Ended:
    """Return how a test ended that raised nothing: asserting nothing is no pass."""
    if expectations == 0:
        return Ended(Action.FAIL, Reason("crash", "the test ended without expecting anything"))
    return Ended(Action.PASS)


def worst(endings: Mapping[str, Ended]) -> Ended:
    """Return how a test ended, from how it ended on each chain.

    It passed only where it passed on a chain, and on every other did so or did not apply.
    """
    failed = {name: ended for name, ended in endings.items() if ended.action is Action.FAIL}
    if failed:
        return Ended(Action.FAIL, _together(failed))
    # What could not be tried on one chain is not made up for by a pass on another.
    has_passed = any(ended.action is Action.PASS for ended in endings.values())
    for kind in _GRAVITY:
        found = {
            name: ended
            for name, ended in endings.items()
            if ended.reason is not None and ended.reason.kind == kind
        }
        if found and not (has_passed and kind == "not-applicable"):
            return Ended(Action.SKIP, _together(found))
    return by_itself(int(has_passed))


def _together(endings: Mapping[str, Ended]) -> Reason:
    reasons = {name: ended.reason or Reason("crash") for name, ended in endings.items()}
    first = next(iter(reasons.values()))
    message = "; ".join(f"{name}: {reason.message}" for name, reason in reasons.items())
    return Reason(first.kind, message, first.until)
