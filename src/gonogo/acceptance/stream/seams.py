"""Secrets that a stream itself has cut in two.

Go's test2json cuts a long line into several events, so a secret may begin in one and end in the
next, with other tests' events between. In the log of the test it would be whole again. So output
that ends inside a line is looked at more closely: what may be the beginning of a secret is taken
out at once, and so is its continuation when it comes.

A beginning shorter than `SHORTEST_SECRET` stays: it would be found in any text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from gonogo.acceptance.stream.event import Event
from gonogo.acceptance.stream.redaction import REPLACEMENT, SHORTEST_SECRET

_TAKEN = REPLACEMENT.decode()
_ENDING = 2
"""Beginnings are looked up by their last characters."""


def has_cuts(events: Iterable[Event]) -> bool:
    """Return whether an output ends inside a line, so that something may be cut in two by it."""
    for each in events:  # noqa: SIM110 - Asked of every event there is, and so half as dear.
        if each.output[-1:] != "\n" and each.action == "output":
            return True
    return False


class Seams:
    """What may yet be the rest of a secret, for each test."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._rests: dict[object, list[str]] = {}
        self._beginnings: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for secret in secrets:
            for length in range(1, len(secret)):
                beginning = secret[:length]
                self._beginnings[beginning[-_ENDING:]].append((beginning, secret[length:]))

    @property
    def is_open(self) -> bool:
        """Whether what comes next may be the rest of a secret."""
        return bool(self._rests)

    def mend(self, events: Sequence[Event]) -> list[int]:
        """Take cut secrets out of some events; return which of them have changed."""
        changed = []
        for index, event in enumerate(events):
            if event.action == "output":
                mended = self._mend((event.package, event.test), event.output)
                if mended != event.output:
                    event.output = mended
                    changed.append(index)
        return changed

    def _mend(self, owner: object, output: str) -> str:
        taken = ""
        open_rests: list[str] = []
        for rest in self._rests.pop(owner, ()):
            if output.startswith(rest):
                taken, output, open_rests = _TAKEN, output[len(rest) :], []
                break
            if rest.startswith(output):
                open_rests.append(rest[len(output) :])
        if open_rests:
            # All of it is the middle of what may be a secret.
            self._rests[owner] = open_rests
            return _TAKEN if len(output) >= SHORTEST_SECRET else output
        return taken + self._begin(owner, output)

    def _begin(self, owner: object, output: str) -> str:
        begun = [
            (beginning, rest)
            for ending in (output[-_ENDING:], output[-1:])
            for beginning, rest in self._beginnings.get(ending, ())
            if output.endswith(beginning) and not output.endswith("\n")
        ]
        if not begun:
            return output
        self._rests[owner] = [rest for _, rest in begun]
        longest = max(len(beginning) for beginning, _ in begun)
        return output[:-longest] + _TAKEN if longest >= SHORTEST_SECRET else output
