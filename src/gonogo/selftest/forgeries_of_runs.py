"""Forgeries of what was observed: too short, void, outside of its run, of runs left out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.readiness import Requirement
from gonogo.record import RunEndedBody
from gonogo.selftest.case import Case, Group
from gonogo.selftest.drafts import Change, Draft
from gonogo.selftest.expectation import Expect, unknown
from gonogo.selftest.moves import run_again
from gonogo.selftest.plan import observed
from gonogo.selftest.saying import NotAskedError, Try
from gonogo.selftest.stand import Stand

_LONG_BEFORE = timedelta(minutes=20)
_MONTHS = timedelta(days=90).total_seconds()


def short_window(stand: Stand) -> Iterator[Try]:
    """Look for a shorter time than is asked."""
    longest = max(observed(stand.policy), key=lambda each: each.window_seconds, default=None)
    if longest is None or not longest.window_seconds:
        raise NotAskedError("it asks for no time of observation")
    half = timedelta(seconds=longest.window_seconds / 2)

    def shorter(item: Evidence) -> Evidence:
        return replace(item, window=Window(item.window.ended_at - half, item.window.ended_at))

    scene = stand.told(_of_each(longest, shorter))
    yield stand.tried("half the time", scene, unknown(longest))


def void_window(stand: Stand) -> Iterator[Try]:
    """Count what was seen while the deployment became another."""
    target = stand.target
    scene = stand.told(_of_each(target, lambda item: replace(item, is_void=True)))
    yield stand.tried("each window void", scene, unknown(target))


def unsoaked(stand: Stand) -> Iterator[Try]:
    """Let a deployment run for a shorter time than is asked."""
    if not stand.policy.soak_seconds:
        raise NotAskedError("it asks for no soak")
    longer = stand.under(replace(stand.policy, soak_seconds=stand.policy.soak_seconds + _MONTHS))
    yield longer.tried("three months less", longer.base, Expect(reason="soak"))


def left_out_run(stand: Stand) -> Iterator[Try]:
    """Run twice, and bring only the second along."""
    target = stand.target
    allowed = stand.base.fork()
    run_again(stand, allowed, (target, Outcome.PASSED))
    stand.require_passing("a run more", allowed)
    scene = stand.base.fork()
    run_again(stand, scene, (target, Outcome.PASSED), number_ahead=1)
    yield stand.tried("a number is missing", scene, Expect(reason="run-numbers"))


def outside_run(stand: Stand) -> Iterator[Try]:
    """Say of a run that it saw what was long before it began."""
    single = [
        each
        for each in observed(stand.policy)[1:]
        if each.passes <= 1 and each.repeatable_failure_percent is None
    ]
    if not single:
        raise NotAskedError("no requirement is met by one pass alone")
    last = stand.plan.ends[-1]
    # A run lasts as long as the longest of its windows, and may have seen all of that.
    longest = max(each.window_seconds for each in observed(stand.policy))
    long_before = timedelta(seconds=longest) + _LONG_BEFORE

    def only_last(item: Evidence) -> Evidence | None:
        return item if item.window.ended_at == last else None

    def longer(item: Evidence) -> Evidence | None:
        window = Window(item.window.started_at - long_before, item.window.ended_at)
        return replace(item, window=window) if only_last(item) else None

    allowed = stand.told(_of_each(single[0], only_last))
    stand.require_passing("one window", allowed)
    scene = stand.told(_of_each(single[0], longer))
    expect = unknown(single[0])
    yield stand.tried("a window that began long before its run", scene, expect)


def _of_each(requirement: Requirement, change: Callable[[Evidence], Evidence | None]) -> Change:
    """Return what changes each piece of evidence about a requirement; None takes it out."""

    def changed(draft: Draft) -> Draft:
        if not isinstance(draft.body, RunEndedBody):
            return draft
        items = (
            change(item) if item.check == requirement.check else item
            for item in draft.body.evidence
        )
        kept = tuple(item for item in items if item is not None)
        return replace(draft, body=msgspec.structs.replace(draft.body, evidence=kept))

    return changed


ROWS: tuple[Case, ...] = (
    Case("short-window", Group.RECORD, "observed for less time than is asked", short_window),
    Case("void-window", Group.RECORD, "seen while the deployment became another", void_window),
    Case("unsoaked", Group.RECORD, "a soak that is too short", unsoaked),
    Case("left-out-run", Group.RECORD, "a run left out, by its number", left_out_run),
    Case("outside-run", Group.RECORD, "a window that its run cannot have seen", outside_run),
)
"""In the order in which they are told."""
