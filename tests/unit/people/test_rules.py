"""What must hold of people and trust, wherever they were read from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from gonogo.people import Key, People, Person, Role, Root, Runner, Team, Trust
from gonogo.people.names import Fault
from gonogo.people.rules import people_faults, trust_faults
from tests.unit.people.keys import key

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ONE, TWO, THREE = (Key.of(key(number)) for number in range(3))
TEAM = Team("platforms", "Platforms")
ADA = Person("ada", "platforms", frozenset({Role.PLATFORMS}), (ONE,))
BOB = Person("bob", "platforms", frozenset(), (TWO,))
LAB = Runner("lab-1", (THREE,))
WELL = People((TEAM,), (ADA, BOB), (LAB,))
TRUST = Trust(
    workspace="0f" * 16,
    roots=(Root("ada", key(0)), Root("bob", key(1))),
    threshold=2,
    verifier_id="urn:gonogo:example",
    policies={"promote:alphanet": "sha256:" + "a" * 64},
)


def places(faults: Iterable[Fault]) -> list[str]:
    return [".".join(map(str, path)) for path, _ in faults]


def test_where_everything_is_well_nothing_is_told() -> None:
    """And nobody at all breaks no rule: then nobody may sign."""
    assert places(people_faults(WELL)) == places(people_faults(People())) == []
    assert places(trust_faults(TRUST)) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"people": (ADA, replace(BOB, keys=(ONE,)))}, ["people.bob.keys.0.key"]),
        ({"people": (replace(ADA, keys=(ONE, ONE)),)}, ["people.ada.keys.1.key"]),
        ({"runners": (Runner("lab-1", (ONE,)),)}, ["runners.lab-1.keys.0.key"]),
        ({"runners": (Runner("Ada", (THREE,)),)}, ["runners.Ada"]),
        ({"runners": (LAB, Runner("LAB-1", (Key.of(key(7)),)))}, ["runners.LAB-1"]),
        ({"people": (ADA, replace(BOB, name="ADA"))}, ["people.ADA"]),
        ({"people": (replace(ADA, team="nobody"),)}, ["people.ada.team"]),
        ({"people": (replace(ADA, team="Platforms"),)}, ["people.ada.team"]),
        ({"teams": ()}, ["people.ada.team", "people.bob.team"]),
        ({"teams": (replace(TEAM, title=" "),)}, ["teams.platforms.title"]),
        ({"teams": (TEAM, replace(TEAM, name="Platforms"))}, ["teams.Platforms"]),
        ({"people": (replace(ADA, keys=()),)}, ["people.ada.keys"]),
        ({"runners": (Runner("lab-1", ()),)}, ["runners.lab-1.keys"]),
        ({"people": (replace(ADA, name="ada "),)}, ["people.ada "]),
    ],
)
def test_a_broken_rule_about_people_is_told_where_it_is(
    changes: dict[str, Any], told: list[str]
) -> None:
    """One key is one signer, one name is one of them, and everybody is in a team."""
    assert places(people_faults(replace(WELL, **changes))) == told


@pytest.mark.parametrize("limits", [{"valid_from": NOW}, {"valid_until": NOW}, {}])
def test_a_key_may_have_one_limit_or_none(limits: dict[str, Any]) -> None:
    """Most have none."""
    one = replace(ADA, keys=(replace(ONE, **limits),))

    assert places(people_faults(replace(WELL, people=(one, BOB)))) == []


@pytest.mark.parametrize("until", [NOW, NOW.replace(year=2025)])
def test_a_key_ends_after_it_begins(until: datetime) -> None:
    """One that ends in the moment in which it begins signs nothing, and was not meant so."""
    odd = replace(ADA, keys=(replace(ONE, valid_from=NOW, valid_until=until),))

    assert places(people_faults(replace(WELL, people=(odd,)))) == ["people.ada.keys.0.until"]


ALONE = (Root("ada", key(0)),)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"threshold": 3}, ["threshold"]),
        ({"threshold": 1}, ["threshold"]),
        ({"threshold": 0}, ["threshold"]),
        ({"threshold": 0, "is_solo": True, "roots": ALONE}, ["is_solo"]),
        ({"threshold": 1, "roots": ALONE}, ["threshold"]),
        ({"threshold": 1, "roots": ALONE, "is_solo": True}, []),
        ({"is_solo": True}, ["is_solo"]),
        ({"threshold": 1, "is_solo": True}, ["is_solo"]),
        ({"roots": ()}, ["roots"]),
        ({"roots": (), "is_solo": True}, ["roots"]),
        ({"roots": (Root("ada", key(0)), Root("bob", key(0)))}, ["roots.bob"]),
        ({"roots": (Root("ada", key(0)), Root("ADA", key(1)))}, ["roots.ADA"]),
        ({"workspace": "0F" * 16}, ["workspace"]),
        ({"verifier_id": "no uri"}, ["verifier_id"]),
        ({"verifier_id": ""}, ["verifier_id"]),
        ({"policies": {"promote:alphanet": "sha256:aa"}}, ["policies.promote:alphanet"]),
        ({"policies": {"Promote": "sha256:" + "a" * 64}}, ["policies.Promote"]),
        ({"policies": {"promote:": "sha256:" + "a" * 64}}, ["policies.promote:"]),
        ({"policies": {"promote:alphanet@": "sha256:" + "a" * 64}}, ["policies.promote:alphanet@"]),
        ({"policies": {"@eris": "sha256:" + "a" * 64}}, ["policies.@eris"]),
        ({"policies": {"rehearsal@a\nb": "sha256:" + "a" * 64}}, ["policies.rehearsal@a\nb"]),
    ],
)
def test_a_broken_rule_about_trust_is_told_where_it_is(
    changes: dict[str, Any], told: list[str]
) -> None:
    """Nobody decides alone whom to trust, unless the file says that somebody is alone."""
    assert places(trust_faults(replace(TRUST, **changes))) == told
