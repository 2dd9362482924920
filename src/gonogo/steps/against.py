"""What a signed decision says against its step, in words: who blocked it, and what was not met.

Whoever is refused a step, or decides again, must not have to look for the reason that
somebody gave: it stands in the decision, and nothing that is judged anew repeats it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.people import to_the_minute
from gonogo.printable import printable
from gonogo.record import Act, Counted, DeterminationBody
from gonogo.steps.determination import BLOCKED

_MOST_TOLD = 3
_AGAINST = {"no-go": "blocked", "hold": "held"}


@dataclass(frozen=True)
class Objection:
    """A reason of their own that whoever decided gave against a step."""

    who: str
    verdict: str
    """`no-go` or `hold`."""
    reason: str

    def in_words(self) -> str:
        """Return who said no, and why, in one line."""
        reason = printable(self.reason)
        return f"{printable(self.who)} {_AGAINST.get(self.verdict, 'spoke against')} it: {reason}"


@dataclass(frozen=True)
class Replaced:
    """A decision that another one replaces."""

    act: Act
    verdict: str
    objections: tuple[Objection, ...]

    def in_words(self) -> Iterator[str]:
        """Yield which decision it is, and each objection that falls with it."""
        at = to_the_minute(self.act.at)
        yield f"It replaces the decision of {at} ({self.verdict}): {self.act.id}"
        for each in self.objections:
            yield f"! which falls with it: {each.in_words()}"

    def document(self) -> dict[str, object]:
        """Return it for programs."""
        return {
            "determination": self.act.id,
            "at": self.act.at.isoformat(),
            "verdict": self.verdict,
            "objections": [
                {"who": each.who, "verdict": each.verdict, "reason": each.reason}
                for each in self.objections
            ],
        }


def replaced(act: Act, counted: Counted) -> Replaced:
    """Return a decision as whoever replaces it must see it."""
    return Replaced(act, getattr(act.body, "verdict", ""), objections(act, counted))


def objections(act: Act, counted: Counted) -> tuple[Objection, ...]:
    """Return what whoever signed a decision added against its step."""
    if not isinstance(act.body, DeterminationBody):
        return ()
    who = counted.name(act)
    said = (each for each in act.body.blocks if each.code == BLOCKED)
    return tuple(Objection(who, each.verdict, each.subject) for each in said)


def said_against(act: Act, counted: Counted) -> str:
    """Return the first few reasons of a decision against its step; empty, if it has none."""
    told = [each.in_words() for each in objections(act, counted)]
    if isinstance(act.body, DeterminationBody):
        told += dict.fromkeys(_judged(act.body))
    left = len(told) - _MOST_TOLD
    return "; ".join([*told[:_MOST_TOLD], *([f"and {left} more"] if left > 0 else [])])


def _judged(body: DeterminationBody) -> Iterator[str]:
    """Yield what followed from the acts, what failed before what nobody knows."""
    # What the machine of whoever decided saw, and no act says, has its words beside it.
    words = {(each.code, each.subject): each.explanation for each in body.blocks}
    for answer in ("unmet", "unknown"):
        for given in body.outline.answers:
            if given.answer == answer:
                where = f" on {given.chain}" if given.chain else ""
                yield printable(f"{given.requirement}{where} is {answer}")
    for verdict in ("no-go", "hold"):
        for reason in body.outline.reasons:
            if reason.verdict == verdict and reason.code != BLOCKED:
                said = words.get((reason.code, reason.subject)) or reason.subject
                yield printable(f"{reason.code}: {said}" if said else reason.code)
