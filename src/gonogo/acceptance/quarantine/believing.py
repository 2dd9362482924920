"""Which entries of a quarantine file are to be believed, on what was recorded.

An entry excuses a flake, and nothing else. It is believed while it lasts, when the test both
passed and failed on some candidate, and passed on the one in question without failing ever
since. Whatever is not believed counts as if it did not stand there, and why is told.

Pure: it is told the history and the time. Of a test without results nothing is believed.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from gonogo.acceptance.gate_run import Quarantined
from gonogo.acceptance.history import Track
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.quarantine.entry import LONGEST_DAYS, Note, QuarantineEntry
from gonogo.acceptance.stability import Stability, classify, is_flake_on_record


def believed(
    entries: Sequence[QuarantineEntry],
    history: Mapping[NamedTest, Sequence[Track]],
    now: datetime,
    candidate: str,
    *,
    network: str = "",
) -> tuple[tuple[Quarantined, ...], tuple[Note, ...]]:
    """Return what is to be believed, and what is to be told: each doubt, each exit reached.

    Args:
        entries: What the file says.
        history: The tracks of the tests, with the results of the run in question.
        now: When this is asked, aware of its zone.
        candidate: What is tested, as `Attempt.subject` says it.
        network: Where.
    """
    # Days of UTC, so that an entry ends at the same moment on every machine.
    today = now.astimezone(UTC).date()
    kept, notes = [], []
    for entry in entries:
        tracks = history.get(entry.test, ())
        here = next((each for each in tracks if _is_about(each, candidate, network)), None)
        doubt = _doubt(entry, tracks, here, today)
        if doubt is not None:
            notes.append(Note(entry, is_believed=False, message=doubt))
            continue
        until = entry.until.isoformat()
        kept.append(Quarantined(entry.test, entry.owner, entry.reason, until))
        if here is not None and classify(here.outcomes).straight_passes >= entry.exit:
            notes.append(Note(entry, is_believed=True, message=_leave(entry)))
    return tuple(kept), tuple(notes)


def _is_about(track: Track, candidate: str, network: str) -> bool:
    return track.candidate == candidate and track.network == network


def _doubt(
    entry: QuarantineEntry, tracks: Sequence[Track], here: Track | None, today: date
) -> str | None:
    """Return why an entry is not to be believed; None: it is."""
    if today > entry.until:
        return f"it was over after {entry.until}: mend the test, or say anew until when"
    if entry.until > today + timedelta(days=LONGEST_DAYS):
        return (
            f"{entry.until} is more than {LONGEST_DAYS} days ahead; a quarantine is said anew by"
            " then, or it is forgotten"
        )
    if not any(is_flake_on_record(track.outcomes) for track in tracks):
        return "no flake is on record: it never both passed and failed on one candidate"
    return _doubt_here(here)


def _doubt_here(here: Track | None) -> str | None:
    # What it did on other candidates made it a flake; whether it is one here is asked anew.
    found = classify(() if here is None else here.outcomes)
    if found.tally.attempts == 0:
        return (
            "it neither passed nor failed on this candidate yet, so nobody knows whether it is"
            " broken there; a broken test is no flake"
        )
    if found.tally.passed == 0:
        return f"it is broken: it failed {found.tally.failed} of {found.tally.attempts} times"
    if found.stability is Stability.BROKEN:
        return f"it is broken: it failed {found.straight_failures} times, and passed not once since"
    return None


def _leave(entry: QuarantineEntry) -> str:
    return f"leave quarantine: it passed {entry.exit} times and more without a failure between"
