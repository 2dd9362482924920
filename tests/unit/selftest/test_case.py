"""What a case comes to: let through beats not tried, and that beats refused."""

from collections.abc import Iterator
from typing import cast

import pytest

from gonogo.selftest.case import Case, Group, run_case
from gonogo.selftest.saying import NotAskedError, NotTriedError, Said, State, Try, said
from gonogo.selftest.stand import Stand

NOBODY = cast("Stand", None)


def case(*tries: Try | Exception, left: str = "") -> Case:
    def attempt(stand: Stand) -> Iterator[Try]:
        del stand
        for each in tries:
            if isinstance(each, Exception):
                raise each
            yield each

    return Case("case", Group.ROWS, "a case", attempt, left=left)


def of(state: State) -> Try:
    return Try("something", (Said("judge", State.REFUSED, "hold"), Said("gate", state, "word")))


@pytest.mark.parametrize(
    ("tries", "state"),
    [
        ((of(State.REFUSED),), State.REFUSED),
        ((of(State.REFUSED), of(State.LET_THROUGH)), State.LET_THROUGH),
        ((of(State.LET_THROUGH), of(State.NOT_TRIED)), State.LET_THROUGH),
        ((of(State.REFUSED), of(State.NOT_TRIED)), State.NOT_TRIED),
        ((of(State.LET_THROUGH), NotTriedError("why")), State.LET_THROUGH),
        ((of(State.REFUSED), NotTriedError("why")), State.NOT_TRIED),
        ((of(State.REFUSED), RuntimeError("broke")), State.NOT_TRIED),
        ((of(State.REFUSED), NotAskedError("no more")), State.REFUSED),
        ((NotAskedError("nothing"),), State.NOT_ASKED),
        ((Try("nobody was asked", ()),), State.NOT_TRIED),
        ((), State.NOT_TRIED),
    ],
)
def test_worst_counts(tries: tuple[Try | Exception, ...], state: State) -> None:
    """Nothing is refused that was not wholly tried."""
    assert run_case(case(*tries), NOBODY).state is state


def test_what_is_left_makes_it_partly() -> None:
    """A row of which a part cannot be tried is never wholly refused."""
    assert run_case(case(of(State.REFUSED), left="more"), NOBODY).state is State.PARTLY


def test_gate_that_let_it_through_is_named() -> None:
    """Which gate, what went through, and what it said."""
    why = run_case(case(of(State.LET_THROUGH)), NOBODY).why

    assert why == "gate, something: word"


def test_other_reason_counts_as_not_tried() -> None:
    """What is refused for another reason shows nothing of this one."""
    told = said("judge", is_let=False, is_expected=False, words="verdict hold: freeze")

    assert told.state is State.NOT_TRIED
    assert "freeze" in told.words
