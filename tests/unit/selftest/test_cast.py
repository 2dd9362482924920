"""Throw-away keys for the people of a workspace."""

from dataclasses import replace
from datetime import timedelta

from gonogo.people import Key, Role
from gonogo.readiness import shipped_policy
from gonogo.selftest.cast import full_cast, lacking, own_cast
from tests.simulator.signed_record import example_people, example_trust
from tests.unit.selftest.stands import NOW, without

BETANET = shipped_policy("promote:betanet")


def keys_of(*things: object) -> set[str]:
    return {key.fingerprint for each in things for key in getattr(each, "keys", ())}


def test_no_key_of_the_workspace_is_used() -> None:
    """Names, roles and threshold are the user's; every key is another."""
    people, trust = example_people(), example_trust()
    cast = full_cast(people, trust, BETANET, NOW)

    own = keys_of(*people.people, *people.runners) | {each.fingerprint for each in trust.roots}
    new = keys_of(*cast.people.people, *cast.people.runners)
    new |= {each.fingerprint for each in cast.trust.roots}
    assert own.isdisjoint(new)
    roles = {each.name: each.roles for each in cast.people.people}
    assert {each.name: each.roles for each in people.people}.items() <= roles.items()
    assert cast.trust.threshold == trust.threshold


def test_key_that_two_files_name_stays_one_key() -> None:
    """A root who is also a person signs as both with one key."""
    people = example_people()
    ada = next(each for each in people.people if each.name == "ada")
    roots = tuple(
        replace(each, public=ada.keys[0].public) if each.name == "rosa" else each
        for each in example_trust().roots
    )
    cast = own_cast(people, replace(example_trust(), roots=roots), NOW)

    assert cast.signers["ada"].fingerprint == cast.signers["root:rosa"].fingerprint


def test_who_is_missing_is_told() -> None:
    """Each requirement that too few may sign, by name."""
    told = " ".join(lacking(example_people(), BETANET, NOW))

    assert "security" in told
    assert "audit-fixed" in told
    assert lacking(example_people(), shipped_policy("rehearsal"), NOW) == ()


def test_person_whose_keys_ran_out_is_missing() -> None:
    """Who cannot sign now cannot meet anything."""
    people = example_people()
    old = tuple(
        replace(each, keys=(Key.of(each.keys[0].public, valid_until=NOW - timedelta(days=1)),))
        for each in people.people
    )

    told = lacking(replace(people, people=old), shipped_policy("rehearsal"), NOW)

    assert "platforms" in told[0]


def test_stand_ins_fill_every_role() -> None:
    """Whatever a forgery needs is there, also where the workspace has nobody."""
    nobody = example_people()
    for name in ("ada", "bert", "cora", "fred", "gina"):
        nobody = without(nobody, name)
    cast = full_cast(replace(nobody, runners=()), example_trust(is_solo=True), BETANET, NOW)

    assert all(cast.those_with(role) for role in Role)
    assert len(cast.those_with(Role.PLATFORMS)) > 1
    assert not cast.trust.is_solo
    assert len(cast.trust.roots) == cast.trust.threshold
    assert cast.runner
