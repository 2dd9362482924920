"""Secrets that a stream itself has cut in two.

Go's test2json cuts a long line into several events, so a secret may begin in one and end in the
next, with other tests' events between. In the log of the test it would be whole again. So output
that ends inside a line is looked at more closely: what may be the beginning of a secret is taken
out at once, and so is its continuation when it comes.

A beginning shorter than `SHORTEST_SECRET` stays: it would be found in any text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from gonogo.acceptance.stream.event import Event
from gonogo.acceptance.stream.redaction import REPLACEMENT
from gonogo.acceptance.stream.secret_forms import SHORTEST_SECRET, Form

_TAKEN = REPLACEMENT.decode()
_ENDING = 2
"""Beginnings are looked up by their last characters."""


def has_cuts(events: Iterable[Event]) -> bool:
    """Return whether an output ends inside a line, so that something may be cut in two by it."""
    for each in events:  # noqa: SIM110 - Asked of every event there is, and so half as dear.
        if each.output[-1:] != "\n" and each.action == "output":
            return True
    return False


class Beginnings:
    """Every beginning of a secret, looked up by how it ends; made once for a whole run."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = forms
        self._longest = max((len(form.text) for form in forms), default=0)

    def at_end_of(self, output: str) -> Iterator[tuple[int, Form]]:
        """Yield how long a beginning is with which some output ends, and what would be left."""
        tail = output[-self._longest :]
        folded = tail.lower()
        for ending in {folded[-_ENDING:], folded[-1:]}:
            for form, length in self._by_ending.get(ending, ()):
                if (folded if form.is_folded else tail).endswith(form.text[:length]):
                    yield length, Form(form.text[length:], form.is_folded)

    @cached_property
    def _by_ending(self) -> dict[str, list[tuple[Form, int]]]:
        # Only once something is cut: most streams come in whole lines.
        found: defaultdict[str, list[tuple[Form, int]]] = defaultdict(list)
        for form in self._forms:
            folded = form.text.lower()
            for length in range(1, len(form.text)):
                found[folded[max(length - _ENDING, 0) : length]].append((form, length))
        return found


class Seams:
    """What may yet be the rest of a secret, for each test."""

    def __init__(self, beginnings: Beginnings) -> None:
        self._beginnings = beginnings
        self._rests: dict[object, list[Form]] = {}

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
        rests = self._rests.pop(owner, ())
        # Of several that fit, one may be the beginning of another.
        taken = max((len(rest.text) for rest in rests if _begins(output, rest)), default=0)
        if taken:
            return _TAKEN + self._begin(owner, output[taken:])
        still_open = [rest for rest in rests if _begins(rest.text, Form(output, rest.is_folded))]
        if still_open:
            # All of it is the middle of what may be a secret.
            length = len(output)
            self._rests[owner] = [Form(each.text[length:], each.is_folded) for each in still_open]
            return _TAKEN if length >= SHORTEST_SECRET else output
        return self._begin(owner, output)

    def _begin(self, owner: object, output: str) -> str:
        begun = [] if output.endswith("\n") else list(self._beginnings.at_end_of(output))
        if not begun:
            return output
        self._rests[owner] = [rest for _, rest in begun]
        longest = max(length for length, _ in begun)
        return output[:-longest] + _TAKEN if longest >= SHORTEST_SECRET else output


def _begins(text: str, form: Form) -> bool:
    """Return whether a text begins with a form."""
    head, beginning = text[: len(form.text)], form.text
    return head.lower() == beginning.lower() if form.is_folded else head == beginning
