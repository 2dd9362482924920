"""Judge how a number grew at every endpoint that was asked for it.

Each endpoint is judged for itself, so one node's lie is that node's failure. A
failure anywhere outranks everything; an endpoint that never gave a usable answer
while others did precludes, because what it would have said is not known; if none
answered the network was not seen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from gonogo.checks.judgement import Judgement, Series, errored, failed, passed, precluded
from gonogo.checks.progress import Meter, Pace, Progress
from gonogo.checks.readings import Reading
from gonogo.evidence import Figure

T = TypeVar("T")

NO_ENDPOINT = "no endpoint is known that could be asked"
NOT_SEEN = "the network was not seen: no endpoint answered"


@dataclass(frozen=True)
class Subject:
    """What is judged, in the words of the summary."""

    name: str
    """Such as `safe head`."""
    limit_seconds: float
    window_seconds: float
    unit: str = "blocks"
    seen: str = "of"
    """Joins it to an endpoint: `safe head of verifier-0`, `batcher's nonce on L1`."""
    can_fall: bool = False
    """Whether falling back is allowed; it is then no progress either."""


def measure(
    readings: Iterable[Reading[T]], value: Callable[[T], int], subject: Subject
) -> dict[str, Progress]:
    """Return how the number did at each endpoint that was asked."""
    meters: dict[str, Meter] = {}
    for reading in readings:
        meter = meters.get(reading.n)
        if meter is None:
            meter = meters[reading.n] = Meter(subject.limit_seconds, can_fall=subject.can_fall)
        meter.add(reading.t, None if reading.a is msgspec.UNSET else value(reading.a))
    return {name: meter.progress(subject.window_seconds) for name, meter in meters.items()}


def judge(
    subject: Subject, endpoints: Sequence[str], found: Mapping[str, Progress], *, unseen: int = 0
) -> Judgement:
    """Judge the endpoints that should have answered.

    Args:
        subject: What is judged and to what it is held.
        endpoints: Everyone who has an address, whether they answered or not.
        found: How the number did, by endpoint.
        unseen: How many nodes have no known address; they are mentioned.
    """
    if not endpoints:
        return errored(NO_ENDPOINT)
    all_of_them = {name: found.get(name, Progress(Pace.SILENT)) for name in endpoints}
    outcome, sentence = _answer(subject, all_of_them)
    figures = _figures(subject, all_of_them.values())
    return outcome(
        sentence + _mention(unseen), figures=figures, series=series(subject, all_of_them)
    )


def _answer(
    subject: Subject, found: Mapping[str, Progress]
) -> tuple[Callable[..., Judgement], str]:
    by_pace: dict[Pace, list[str]] = {}
    for name, progress in found.items():
        by_pace.setdefault(progress.pace, []).append(name)
    # First of all: without an order of time neither a stall nor progress can be told.
    if Pace.DISORDERED in by_pace:
        return errored, "the times of the samples run backwards, so they cannot be judged"
    # If nobody answers it may as well be our own connection, so that is no failure of theirs.
    if set(by_pace) == {Pace.SILENT}:
        return errored, NOT_SEEN
    # A head that falls back may be a reorg, which is worse news than one that waits.
    for pace in (Pace.FELL_BACK, Pace.STALLED):
        if names := by_pace.get(pace):
            worst = max(names, key=lambda name: found[name].longest_stall_seconds)
            return failed, _wrong(subject, worst, found[worst]) + _others(names)
    if names := by_pace.get(Pace.SILENT):
        return precluded, (
            f"{' and '.join(names)} never gave a usable answer; "
            f"the {subject.name} advanced where there was one"
            if Pace.UNKNOWN not in by_pace
            else f"{' and '.join(names)} never gave a usable answer"
        )
    if names := by_pace.get(Pace.UNKNOWN):
        worst = max(names, key=lambda name: found[name].longest_stall_seconds)
        return errored, _unknown(subject, worst, found[worst]) + _others(names)
    return passed, _well(subject, found)


def _wrong(subject: Subject, name: str, progress: Progress) -> str:
    if progress.pace is Pace.FELL_BACK:
        return (
            f"the {subject.name} {subject.seen} {name} fell back "
            f"from {progress.fell_from} to {progress.fell_to}"
        )
    return (
        f"the {subject.name} {subject.seen} {name} stood still for "
        f"{progress.longest_stall_seconds:.1f} s "
        f"(limit {subject.limit_seconds:g} s) from second {progress.stalled_from_seconds:.1f} of "
        f"{subject.window_seconds:g}; it is at {progress.last}"
    )


def _unknown(subject: Subject, name: str, progress: Progress) -> str:
    if progress.longest_silence_seconds > subject.limit_seconds or progress.unanswered:
        return (
            f"{name} gave no usable answer for {progress.longest_silence_seconds:.1f} s, so nobody "
            f"can say whether its {subject.name} stood still for more than "
            f"{subject.limit_seconds:g} s"
        )
    return (
        f"the {subject.name} {subject.seen} {name} did not advance in "
        f"{subject.window_seconds:g} s, which is too short a window to tell "
        f"(limit {subject.limit_seconds:g} s)"
    )


def _well(subject: Subject, found: Mapping[str, Progress]) -> str:
    stall = max(progress.longest_stall_seconds for progress in found.values())
    growth = min(progress.growth for progress in found.values())
    where = next(iter(found)) if len(found) == 1 else f"all {len(found)} endpoints"
    return (
        f"the {subject.name} advanced on {where} by at least {growth} {subject.unit} in "
        f"{subject.window_seconds:g} s, never standing still for more than {stall:.1f} s "
        f"(limit {subject.limit_seconds:g} s)"
    )


def _others(names: Sequence[str]) -> str:
    return f"; the same at {len(names) - 1} more" if len(names) > 1 else ""


def _mention(unseen: int) -> str:
    return f"; {unseen} without a known address not observed" if unseen else ""


def _figures(subject: Subject, found: Iterable[Progress]) -> tuple[Figure, ...]:
    seen = [progress for progress in found if progress.readings]
    if not seen:
        return ()
    return (
        Figure("longest stall", round(max(p.longest_stall_seconds for p in seen), 3), "s"),
        Figure("limit", subject.limit_seconds, "s"),
        Figure("least growth", min(p.growth for p in seen), subject.unit),
        Figure("longest silence", round(max(p.longest_silence_seconds for p in seen), 3), "s"),
        Figure("readings", sum(p.readings for p in seen), "readings"),
    )


def series(subject: Subject, found: Mapping[str, Progress]) -> tuple[Series, ...]:
    """Return the number over time at each endpoint that answered."""
    return tuple(
        Series(f"{subject.name} {subject.seen} {name}", subject.unit, progress.points)
        for name, progress in found.items()
        if progress.points
    )
