"""Trust and people as values: whom to believe is read strictly, or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from gonogo.verifier.parties import PartiesError, read_people, read_trust
from tests.unit.verifier.writing import (
    ADA,
    BEN,
    LAB,
    PAT,
    QUINN,
    STRANGER,
    Body,
    minutes,
    people,
    row,
    text_of,
    trust,
)

PERSON: Body = {"team": "platforms", "roles": ["platforms"], "keys": [row(STRANGER)]}
BY_LINE = sorted([STRANGER, PAT], key=lambda key: key.line)
SOLO: Body = {"is_solo": True, "threshold": 1, "roots": {"ada": ADA.line}}


def test_trust_is_read_with_its_roots_by_their_keys() -> None:
    """And what it was read from, by which two are the same."""
    read = read_trust(trust())

    assert set(read.roots) == {ADA.fingerprint, BEN.fingerprint}
    assert (read.threshold, read.is_solo) == (2, False)
    assert read.value == trust()


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": 1},
        {"threshold": 0},
        {"threshold": 3},
        {"threshold": True},
        {"threshold": "2"},
        {"is_solo": True},
        {"is_solo": 1},
        {**SOLO, "threshold": 0},
        {**SOLO, "is_solo": False},
        {**SOLO, "threshold": 2},
        {"roots": {}},
        {"roots": {"ada": ADA.line, "ben": ADA.line}},
        {"roots": {"ada": ADA.line, "ben": f"{BEN.line} ben@home"}},
        {"roots": {"ada": ADA.line, "ben": BEN.line[:-2]}},
        {"roots": {"ada": ADA.line, "ben": None}},
        {"workspace": "0F" * 16},
        {"policies": {"promote:alphanet": "sha256:aa"}},
        {"more": 1},
    ],
)
def test_trust_that_one_person_alone_could_meet_or_nobody_is_none(changes: Body) -> None:
    """Nor one that is written in another way than files are."""
    with pytest.raises(PartiesError):
        read_trust(trust(**changes))


@pytest.mark.parametrize("key", ["workspace", "threshold", "roots", "is_solo", "policies"])
def test_trust_lacks_no_key(key: str) -> None:
    """Nothing has a default that somebody could count on."""
    value = trust()
    del value[key]

    with pytest.raises(PartiesError):
        read_trust(value)


def test_one_root_alone_is_trusted_where_it_is_said() -> None:
    """Then its threshold is one."""
    assert read_trust(trust(**SOLO)).is_solo


def test_people_are_read_by_their_keys() -> None:
    """Persons stand for their roles and for being persons; runners for neither."""
    holders = read_people(people()).holders

    assert holders[PAT.fingerprint].standing == {"platforms", "person"}
    assert holders[LAB.fingerprint].standing == {"runner"}
    assert STRANGER.fingerprint not in holders


@pytest.mark.parametrize(
    "changes",
    [
        {"eve": PERSON | {"keys": [row(PAT)]}},
        {"eve": PERSON | {"keys": [row(STRANGER), row(STRANGER)]}},
        {"eve": PERSON | {"keys": []}},
        {"eve": PERSON | {"keys": [row(key) for key in reversed(BY_LINE)]}, "pat": None},
        {"eve": PERSON | {"team": "nobody"}},
        {"eve": PERSON | {"roles": ["platforms", "platforms"]}},
        {"eve": PERSON | {"roles": ["security", "platforms"]}},
        {"eve": PERSON | {"roles": ["runner"]}},
        {"eve": PERSON | {"roles": ["person"]}},
        {"eve": PERSON | {"is_root": True}},
        {"PAT": PERSON},
        {"LAB-1": PERSON},
        {"eve": PERSON | {"keys": [{"key": STRANGER.line}]}},
        {"eve": PERSON | {"keys": [row(STRANGER, "2026-03-02", None)]}},
    ],
    ids=[
        "anothers-key",
        "twice",
        "no-key",
        "unsorted-keys",
        "no-team",
        "role-twice",
        "unsorted-roles",
        "runner-as-role",
        "person-as-role",
        "odd-key",
        "same-name",
        "runners-name",
        "left-out",
        "day",
    ],
)
def test_people_that_leave_open_who_signed_are_none(changes: Body) -> None:
    """One key is one signer, and one name one of them."""
    with pytest.raises(PartiesError):
        read_people(people(**changes))


@pytest.mark.parametrize("end", [10.0, 9.0])
def test_a_key_ends_after_it_begins(end: float) -> None:
    """Else it was never valid, and somebody meant something else."""
    odd = PERSON | {"keys": [row(STRANGER, text_of(minutes(10)), text_of(minutes(end)))]}

    with pytest.raises(PartiesError):
        read_people(people(eve=odd))


@pytest.mark.parametrize(
    ("begin", "end", "at", "may"),
    [
        (10, 20, 9.99, False),
        (10, 20, 10, True),
        (10, 20, 19.99, True),
        (10, 20, 20, False),
        (None, 20, -99999, True),
        (10, None, 99999, True),
        (None, None, 0, True),
    ],
)
def test_a_key_signs_from_its_first_moment_until_before_its_last(
    begin: float | None, end: float | None, at: float, *, may: bool
) -> None:
    """Where nothing is said there is no limit."""
    limits = [None if one is None else text_of(minutes(one)) for one in (begin, end)]
    read = read_people(people(quinn=PERSON | {"keys": [row(QUINN, *limits)]}))

    holder = read.holders[QUINN.fingerprint]
    assert holder.may_sign_at(minutes(at)) is may
    assert holder.may_sign_at(minutes(at) + timedelta()) is may


@pytest.mark.parametrize("value", [None, [], "x", 7, {}])
def test_something_else_is_neither(value: Any) -> None:
    """Whatever stands in an act."""
    with pytest.raises(PartiesError):
        read_trust(value)
    with pytest.raises(PartiesError):
        read_people(value)
