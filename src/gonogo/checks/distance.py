"""How far a node is from the sequencers, when no two are ever read at one instant.

A node is behind what the sequencers had said before the node was asked, and ahead
of what they say when they are asked after the node has answered. So a block that
is built between two readings makes nobody look ahead or behind.
"""

from array import array
from bisect import bisect_right
from itertools import pairwise

from gonogo.checks.progress import Thinned
from gonogo.checks.readings import Reading
from gonogo.rpc import Header

# Times are kept in milliseconds, so two that differ by one may have come in either order.
_ROUNDING_SECONDS = 0.002


class Front:
    """How high the sequencers were, by time; kept as plain numbers."""

    def __init__(self) -> None:
        self.asked = array("d")
        self.answered = array("d")
        self.heights = array("q")

    def add(self, asked: float, answered: float, height: int) -> None:
        """Take an answer of a sequencer, in the order in which answers came."""
        # Of several sequencers the highest counts, and asking times must rise for the search.
        highest = self.heights[-1] if self.heights else 0
        self.asked.append(max(asked, self.asked[-1] if self.asked else asked))
        self.answered.append(answered)
        self.heights.append(max(height, highest))

    def before(self, moment: float) -> int | None:
        """Return what was known when this moment came; None when nothing was."""
        index = bisect_right(self.answered, moment)
        return self.heights[index - 1] if index else None

    def after(self, moment: float) -> int | None:
        """Return the first answer to a question asked after this moment; None: there is none."""
        index = bisect_right(self.asked, moment + _ROUNDING_SECONDS)
        return self.heights[index] if index < len(self.asked) else None

    def silence(self, window_seconds: float) -> float:
        """Return the longest time without an answer, to both ends of the window."""
        moments = (0.0, *self.answered, max(window_seconds, self.answered[-1]))
        return max(later - earlier for earlier, later in pairwise(moments))


class Distance:
    """How far one node was from the front; mutable, filled in one pass."""

    def __init__(self) -> None:
        self.behind = 0
        self.behind_at = 0.0
        self.ahead = 0
        self.ahead_at = 0.0
        self.compared = 0
        self.heard = 0.0
        self.longest_silence = 0.0
        self.lag = Thinned()

    def add(self, front: Front, reading: Reading[Header]) -> None:
        """Take an answer of the node, when the front is complete."""
        height = reading.a.number if isinstance(reading.a, Header) else 0
        self.longest_silence = max(self.longest_silence, reading.t - self.heard)
        self.heard = reading.t
        known, later = front.before(reading.asked_at), front.after(reading.t)
        if known is not None:
            self.compared += 1
            self.lag.add(reading.t, known - height)
            if known - height > self.behind:
                self.behind, self.behind_at = known - height, reading.t
        if later is not None and height - later > self.ahead:
            self.ahead, self.ahead_at = height - later, reading.t

    def silence(self, window_seconds: float) -> float:
        """Return the longest time without an answer, to both ends of the window."""
        return max(self.longest_silence, window_seconds - self.heard)
