"""Histories made by chance: all kinds of people doing all kinds of things."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st

from gonogo.people import ActKind, Role
from gonogo.record import Act
from tests.unit.record.example import (
    ADA,
    BOB,
    CARL,
    EVE,
    EVERYBODY,
    LAB,
    MINUTE,
    OTHER_WORKSPACE,
    START,
    TRUST,
    Workshop,
    key,
    people,
    person,
    trust,
)

OF_ROOTS = (ActKind.PEOPLE, ActKind.TRUST)
Step = tuple[int, int, list[int]]
SIGNERS = (ADA, BOB, CARL, EVE, LAB)
ADA_TOO = person("ada", Role.PLATFORMS)
PEOPLE = (
    EVERYBODY,
    people(ADA_TOO, person("carl", Role.PLATFORMS)),
    people(ADA_TOO, person("carl", keys=(key(CARL, until=START + 6 * MINUTE),))),
    people(ADA_TOO, person("carl", keys=(key(CARL, until=START + 9 * MINUTE),))),
    people(ADA_TOO, person("carl", keys=(key(CARL, start=START + 6 * MINUTE),))),
    people(ADA_TOO, person("bob", Role.PLATFORMS, keys=(key(BOB), key(EVE)))),
    people(ADA_TOO, person("bob", Role.PLATFORMS)),
)
FOUNDERS = PEOPLE[-1]
TRUSTS = (
    TRUST,
    trust("ada", "bob", "carl"),
    trust("bob", "carl"),
    trust("ada", "carl"),
    trust("ada", threshold=1),
)


def _finding(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.finding(SIGNERS[by], heads=heads)


def _replay(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.finding(SIGNERS[by], heads=heads, workspace=OTHER_WORKSPACE)


def _past(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.finding(SIGNERS[by], heads=heads, at=workshop.now - timedelta(minutes=by * 2))


def _people(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    said = PEOPLE[len(workshop.sealed) % len(PEOPLE)]
    workshop.people(said, SIGNERS[by % 3], heads=heads)


def _beside(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    """Begin anew beside what there is: a trust, or who is who under the first one."""
    del heads
    if by % 2:
        workshop.trust(TRUSTS[by], SIGNERS[by % 3], heads=())
    else:
        said = PEOPLE[by - 1]
        workshop.people(said, SIGNERS[by % 3], heads=(workshop.sealed[0].act,))


def _trust(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    said = TRUSTS[len(workshop.sealed) % len(TRUSTS)]
    workshop.trust(said, SIGNERS[by % 4], heads=heads)


def _endorsement(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.endorse(heads[-1], SIGNERS[by % 4])


def _agreement(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    """Agree to the newest act that waits for roots."""
    del heads
    asked = [each.act for each in workshop.sealed if each.act.kind in OF_ROOTS]
    workshop.endorse(asked[-1], SIGNERS[by % 3])


def _waiver(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    del heads
    workshop.waiver(SIGNERS[by])


STEPS: tuple[Callable[[Workshop, int, tuple[Act, ...]], None], ...] = (
    _finding,
    _replay,
    _past,
    _people,
    _trust,
    _beside,
    _endorsement,
    _agreement,
    _agreement,
    _waiver,
)

histories = st.lists(
    st.tuples(
        st.integers(0, len(STEPS) - 1),
        st.integers(0, len(SIGNERS) - 1),
        st.lists(st.integers(0, 100), min_size=1, max_size=3),
    ),
    max_size=12,
)


def acted(steps: list[Step]) -> Workshop:
    """Return a record in which all kinds of people did all kinds of things.

    It begins with everybody, with the roots alone, or only with what one root of three says.
    """
    ways = (EVERYBODY, FOUNDERS, None)
    way = ways[len(steps) % len(ways)]
    workshop = Workshop(who=None)
    if way is not None:
        founding = workshop.people(way)
        if way is EVERYBODY:
            workshop.endorse(founding, BOB)
    for step, by, seen in steps:
        heads = {each % len(workshop.sealed) for each in seen}
        STEPS[step](workshop, by, tuple(workshop.sealed[each].act for each in sorted(heads)))
    return workshop
