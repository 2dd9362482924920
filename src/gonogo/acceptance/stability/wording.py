"""The sentence about a tally: what it excludes, and what of it counts for nothing."""

from gonogo.acceptance.history import Tally
from gonogo.acceptance.stability.bounds import excluded_percent


def sentence(tally: Tally) -> str:
    """Say what passes and failures exclude: `20 of 20: failure rates above 14 % excluded`.

    What neither passed nor failed is named behind it, so that nobody takes it for either.
    """
    return "; ".join((_excluded(tally), *_without_a_say(tally)))


def _excluded(tally: Tally) -> str:
    if tally.attempts == 0:
        return "never passed or failed: no failure rate excluded"
    percent = excluded_percent(tally.failed, tally.attempts)
    said = "no failure rate" if percent is None else f"failure rates above {percent} %"
    return f"{tally.passed} of {tally.attempts}: {said} excluded"


def _without_a_say(tally: Tally) -> list[str]:
    told = ((tally.errored, "errored"), (tally.skipped, "not run"))
    return [f"{count} {word}" for count, word in told if count]
