"""Two numbers that were asked of one endpoint at the same tick, and their difference."""

from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.progress import Thinned
from gonogo.checks.questions import Question
from gonogo.checks.readings import read
from gonogo.checks.view import reading_name
from gonogo.rpc import Quantity


@dataclass(frozen=True)
class Pairs:
    """How far the first number was above the second over a window."""

    count: int
    """Ticks at which both were answered."""
    largest_difference: int
    longest_silence_seconds: float
    """The longest time between two such ticks, or to either end of the window."""
    points: tuple[tuple[float, float], ...]


def paired(
    readings: Mapping[str, bytes], endpoint: str, upper: Question, lower: Question, facts: Facts
) -> Pairs:
    """Compare two questions at the ticks at which one endpoint answered both."""
    lower_name, upper_name = reading_name(lower), reading_name(upper)
    # By their tick: two numbers of different moments differ without anything being stuck.
    below = {
        reading.k: reading.a
        for reading in read(lower_name, readings[lower_name], Quantity)
        if reading.n == endpoint and isinstance(reading.a, int)
    }
    thinned = Thinned()
    count, largest, silence, heard = 0, 0, 0.0, 0.0
    for reading in read(upper_name, readings[upper_name], Quantity):
        if reading.n != endpoint or not isinstance(reading.a, int) or reading.k not in below:
            continue
        difference = reading.a - below[reading.k]
        count += 1
        largest = max(largest, difference)
        silence = max(silence, reading.t - heard)
        heard = max(heard, reading.t)
        thinned.add(reading.t, difference)
    silence = max(silence, facts.window_seconds - heard)
    return Pairs(count, largest, silence, thinned.points())
