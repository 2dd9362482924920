"""The past of tests in words and as JSON: the same facts, for people and for programs."""

from collections.abc import Iterator
from datetime import UTC, datetime

from gonogo.acceptance import Attempt, PastResult, Rates, Tally, Track
from gonogo.acceptance.stability import classify, sentence
from gonogo.printable import printable

# As many as `gonogo ingest` asks for at least, so that what is shown can be typed.
_DIGITS = 12
_NEVER = "-"


def shown_candidate(candidate: str) -> str:
    """Return a candidate as people compare it: the first digits of a digest, or the run."""
    return printable(candidate.removeprefix("sha256:")[:_DIGITS]) or _NEVER


def shown_time(moment: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def track_line(track: Track) -> str:
    """Return what a track makes of a test, and what it excludes."""
    found = classify(track.outcomes)
    where = f"{printable(track.network) or 'no network'} {_subject(track)}"
    return f"{found.stability.value:<8} {sentence(found.tally)}   ({where})"


def track_document(track: Track) -> dict[str, object]:
    """Return a track for programs."""
    found = classify(track.outcomes)
    return {
        "network": track.network,
        "candidate": track.candidate,
        "class": found.stability.value,
        **tally_document(found.tally),
        "says": sentence(found.tally),
        "straight_passes": found.straight_passes,
        "straight_failures": found.straight_failures,
        "last_at": track.last_at.isoformat(),
    }


def tally_document(tally: Tally) -> dict[str, object]:
    """Return counts for programs; the rate is null where nothing passed or failed."""
    return {
        "passed": tally.passed,
        "failed": tally.failed,
        "errored": tally.errored,
        "not_run": tally.skipped,
        "pass_rate": tally.pass_rate,
    }


def result_line(past: PastResult) -> str:
    """Return one result of a test, as a row."""
    held = past.attempt
    row = (
        f"{shown_time(held.started_at)}  {past.outcome.value:<14}  {past.seconds:>8.2f} s"
        f"  {printable(held.gate)}  {printable(held.network) or _NEVER}"
        f"  {shown_candidate(held.subject)}  {_name_of_run(past)}"
    )
    if held.faults:
        row += f"  ({broken_words(held)})"
    message = printable(past.message)
    return f"{row}\n      {message}" if message else row


def broken_words(attempt: Attempt) -> str:
    """Return what was broken on purpose meanwhile, and what follows."""
    return f"broken on purpose: {printable(', '.join(attempt.faults))}; in no rate"


def result_document(past: PastResult) -> dict[str, object]:
    """Return one result of a test for programs."""
    log = past.log
    return {
        **attempt_document(past.attempt),
        "repeat": past.repeat,
        "outcome": past.outcome.value,
        "kind": past.kind.value,
        "seconds": past.seconds,
        "message": past.message,
        "log": None if log is None else {"offset": log.offset, "length": log.length},
    }


def attempt_document(attempt: Attempt) -> dict[str, object]:
    """Return an attempt at a gate for programs."""
    return {
        "run": attempt.run,
        "gate": attempt.gate,
        "attempt": attempt.number,
        "network": attempt.network,
        "candidate": attempt.candidate,
        "started_at": attempt.started_at.isoformat(),
        "broken_on_purpose": list(attempt.faults),
    }


def rates_line(rates: Rates, latest: PastResult | None) -> str:
    """Return how a test did lately and before, as a row."""
    last = latest.outcome.value if latest else _NEVER
    # It is in no rate, so it is told here that the newest of all is not among them.
    if latest is not None and latest.attempt.faults:
        last += "*"
    now, before = shown_tally(rates.recent), shown_tally(rates.before)
    return f"{now:<26}  {before:<26}  {last:<14}  {printable(str(rates.test))}"


def shown_tally(tally: Tally) -> str:
    """Return a rate with what it is of, and what counts for nothing behind it."""
    rate = tally.pass_rate
    # Cut and not rounded, so that 100 % is said of nothing that ever failed.
    said = _NEVER if rate is None else f"{int(rate * 1000) / 10:g} %"
    told = [f"{said} of {tally.attempts}"] if tally.attempts else [said]
    if tally.errored:
        told.append(f"{tally.errored} errored")
    if tally.skipped:
        told.append(f"{tally.skipped} not run")
    return ", ".join(told)


def rates_document(rates: Rates, latest: PastResult | None) -> dict[str, object]:
    """Return how a test did lately and before, for programs."""
    return {
        "package": rates.test.package,
        "test": rates.test.name,
        "recent": tally_document(rates.recent),
        "before": tally_document(rates.before),
        "latest": None if latest is None else result_document(latest),
    }


def worst_first(rates: Rates) -> tuple[float, int, int, str]:
    """Return what rates are sorted by: failures, then what broke or did not run."""
    rate = rates.recent.pass_rate
    return (
        1.0 if rate is None else rate,
        -rates.recent.errored,
        -rates.recent.skipped,
        str(rates.test),
    )


def unended_lines(attempts: tuple[Attempt, ...], most: int = 5) -> Iterator[str]:
    """Yield a warning for each attempt that has no results, and how many more there are."""
    for each in attempts[-most:]:
        about = f"gate {each.gate}" + (f" on {each.network}" if each.network else "")
        started = shown_time(each.started_at)
        yield printable(f"run {each.run}, {about}: it began {started}, and has no results")
    if len(attempts) > most:
        yield f"{len(attempts) - most} attempts before those have no results either"


def _subject(track: Track) -> str:
    if track.candidate.startswith("run:"):
        return f"run {printable(track.candidate.removeprefix('run:'))}, of no named candidate"
    return f"candidate {shown_candidate(track.candidate)}"


def _name_of_run(past: PastResult) -> str:
    number = f" #{past.attempt.number}" if past.attempt.number > 1 else ""
    return f"run {printable(past.attempt.run)}{number}"
