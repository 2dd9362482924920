"""A record in a temporary directory, as somebody left it there."""

from pathlib import Path

import pytest

from gonogo.people import ActKind
from gonogo.record import PeopleBody, TrustBody
from gonogo.selftest.cast import own_cast
from gonogo.selftest.scene import Disk, Scene
from tests.simulator.signed_record import example_people, example_trust
from tests.unit.selftest.stands import NOW


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A record that begins: a trust, and who is who."""
    cast = own_cast(example_people(), example_trust(), NOW)
    made = Scene(Disk(tmp_path), cast, NOW, {}, {})
    made.sign(ActKind.TRUST, TrustBody.of(cast.trust), by=cast.root)
    made.sign(ActKind.PEOPLE, PeopleBody.of(cast.people), by=cast.root)
    return made


def test_what_was_signed_is_read_back(scene: Scene) -> None:
    """By the product's own reader, from files; each act rests on the one before."""
    found = scene.read()

    trust, people = (scene.of_kind(kind)[0] for kind in (ActKind.TRUST, ActKind.PEOPLE))
    assert {act.id for act in found.acts} == {trust.id, people.id}
    assert found.faults == ()
    assert people.heads == (trust.id,)
    assert scene.tips == (people.id,)


def test_a_fork_keeps_what_it_does_to_itself(scene: Scene) -> None:
    """Cases work on the same beginning, in any order."""
    fork = scene.fork()

    fork.remove(*fork.of_kind(ActKind.PEOPLE))

    assert len(fork.read().acts) == 1
    assert len(scene.read().acts) == 2


def test_a_changed_file_is_read_anew(scene: Scene) -> None:
    """Also where it is known what was in it: a signature is not believed from memory."""
    (people,) = scene.of_kind(ActKind.PEOPLE)
    scene.known = scene.read()

    scene.change(people, b"{}\n")

    found = scene.read()
    assert people.id not in {act.id for act in found.acts}
    assert len(found.faults) == 1


def test_an_act_that_nobody_saw_is_beside_the_others(scene: Scene) -> None:
    """Later acts do not rest on it, as if it came from another clone."""
    before, cast = scene.tips, scene.cast

    aside = scene.sign(
        ActKind.PEOPLE, PeopleBody.of(cast.people), by=cast.root, heads=(), is_seen=False
    )

    assert scene.tips == before
    assert aside.heads == ()
    assert aside.id in {act.id for act in scene.read().acts}


def test_bytes_that_no_honest_program_signs_are_faults(scene: Scene) -> None:
    """Their signature is right, and still they are no act."""
    scene.sign_raw(b'{"kind": "people"', by=scene.cast.root)

    assert len(scene.read().faults) == 1


def test_time_goes_on_with_each_act(scene: Scene) -> None:
    """Nothing is signed before what its signer saw."""
    trust, people = (scene.of_kind(kind)[0] for kind in (ActKind.TRUST, ActKind.PEOPLE))

    assert NOW < trust.at < people.at == scene.now
