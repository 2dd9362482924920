"""Flakes, broken tests and quarantine: put together, in words and as JSON.

Whether an entry is believed is asked about the candidate on which its test was tried last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gonogo.acceptance import NamedTest, Track
from gonogo.acceptance.stability import Stability, classify
from gonogo.cli.history_words import track_document, track_line
from gonogo.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gonogo.acceptance.quarantine import QuarantineEntry


@dataclass(frozen=True)
class Kept:
    """An entry of the quarantine file, and what is to be made of it."""

    entry: "QuarantineEntry"
    is_believed: bool
    notes: tuple[str, ...]


def kept_entries(
    entries: "Sequence[QuarantineEntry]",
    tracks: "Mapping[NamedTest, Sequence[Track]]",
    now: datetime,
) -> tuple[Kept, ...]:
    """Return each entry with what is told about it."""
    # Imported here, since reading such files brings a library that flakes alone do not need.
    from gonogo.acceptance.quarantine import believed  # noqa: PLC0415

    kept = []
    for entry in entries:
        own = tracks.get(entry.test, ())
        candidate, network = (own[-1].candidate, own[-1].network) if own else ("", "")
        held, notes = believed([entry], tracks, now, candidate, network=network)
        kept.append(Kept(entry, bool(held), tuple(note.message for note in notes)))
    return tuple(kept)


def of_class(tracks: Sequence[Track], wanted: Stability) -> tuple[Track, ...]:
    """Return the tracks of one class."""
    return tuple(track for track in tracks if classify(track.outcomes).stability is wanted)


def lines(tracks: Sequence[Track], kept: Sequence[Kept]) -> Iterator[str]:
    """Yield everything that is known about flakes, for people."""
    for title, wanted in (("Flaky", Stability.FLAKY), ("Broken", Stability.BROKEN)):
        found = of_class(tracks, wanted)
        yield f"{title}: {len(found) or 'none'}"
        for track in found:
            yield f"  {printable(str(track.test))}{_mark(track.test, kept)}"
            yield f"      {track_line(track)}"
    yield f"In quarantine: {len(kept) or 'none'}"
    for each in kept:
        entry = each.entry
        state = "believed" if each.is_believed else "not believed"
        yield f"  {printable(str(entry.test))}   {state}"
        yield f"      {printable(entry.owner)}, until {entry.until}: {printable(entry.reason)}"
        for note in each.notes:
            yield f"      ! {printable(note)}"


def document(tracks: Sequence[Track], kept: Sequence[Kept], days: int) -> dict[str, object]:
    """Return everything that is known about flakes, for programs."""
    return {
        "days": days,
        "flaky": [_named(track) for track in of_class(tracks, Stability.FLAKY)],
        "broken": [_named(track) for track in of_class(tracks, Stability.BROKEN)],
        "quarantine": [
            {
                "package": each.entry.test.package,
                "test": each.entry.test.name,
                "owner": each.entry.owner,
                "reason": each.entry.reason,
                "until": each.entry.until.isoformat(),
                "exit": each.entry.exit,
                "link": each.entry.link,
                "is_believed": each.is_believed,
                "notes": list(each.notes),
            }
            for each in kept
        ],
    }


def _mark(test: NamedTest, kept: Sequence[Kept]) -> str:
    own = [each for each in kept if each.entry.test == test]
    if not own:
        return ""
    return "   (in quarantine)" if own[0].is_believed else "   (quarantine not believed)"


def _named(track: Track) -> dict[str, object]:
    return {"package": track.test.package, "test": track.test.name, **track_document(track)}
