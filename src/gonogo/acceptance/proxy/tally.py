"""Count the calls at one door by method, in bounded memory.

A test that makes up method names must not make us grow: from a certain number of them on,
and beyond a certain length, calls are counted together as `other`. Names are kept in files
that are handed on, so a secret that a test writes into one, as into a path, is not kept.
"""

from collections.abc import Collection, Iterator

MOST_METHODS = 200
LONGEST_METHOD_CHARACTERS = 100
OTHER = "other"
HIDDEN = "…"


class Count:
    """How often one method was called, answered, and answered with an error."""

    __slots__ = ("answered", "calls", "errors")

    def __init__(self) -> None:
        self.calls = 0
        self.answered = 0
        self.errors = 0

    def note_answer(self, *, is_error: bool) -> None:
        """Note that one of the calls was answered."""
        self.answered += 1
        self.errors += is_error


class Tally:
    """The counts of one door."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        """Count nothing yet.

        Args:
            secrets: What no name may hold, the longest first.
        """
        self._secrets = secrets
        self._counts: dict[str, Count] = {}

    @property
    def is_used(self) -> bool:
        """Whether anything was called."""
        return bool(self._counts)

    def note_call(self, method: str) -> Count:
        """Note a call and return the count in which its answer is to be noted."""
        count = self._counts.get(method)
        if count is None:
            count = self._new(method)
        count.calls += 1
        return count

    def __iter__(self) -> Iterator[tuple[str, Count]]:
        return iter(self._counts.items())

    def _new(self, method: str) -> Count:
        if len(method) > LONGEST_METHOD_CHARACTERS or len(self._counts) >= MOST_METHODS:
            return self._counts.setdefault(OTHER, Count())
        for secret in self._secrets:
            method = method.replace(secret, HIDDEN)
        return self._counts.setdefault(method, Count())
