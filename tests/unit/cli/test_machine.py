"""What a machine is called in people.yaml, where its host name may be somebody's."""

import pytest

from gonogo.cli.machine import new_machine
from gonogo.people import Key, People, Person, Runner, Team
from tests.unit.steps.founders import ADA, BOB


def people(person: str, *runners: str) -> People:
    team = Team("platforms", "Platforms")
    ada = Person(person, team.name, frozenset(), (Key.of(ADA.public),))
    return People((team,), (ada,), tuple(Runner(each, (Key.of(BOB.public),)) for each in runners))


@pytest.mark.parametrize(
    ("known", "name"),
    [
        (None, "vm"),
        (people("ada"), "vm"),
        (people("ada", "lab"), "vm"),
        (people("ada", "vm"), "vm-2"),
        (people("ada", "VM"), "vm-2"),
        (people("vm"), "vm-2"),
        (people("vm", "Vm-2", "vm-3"), "vm-4"),
        (people("ada", "vm-2"), "vm"),
    ],
)
def test_it_is_called_as_nobody_is(known: People | None, name: str) -> None:
    """A person or a machine, however their name is spelt; and it is said."""
    machine = new_machine("vm", known)
    told = machine.rows("ssh-ed25519 AAAA")

    assert machine.name == name
    assert f"runners:\n  {name}:\n    keys:\n      - ssh-ed25519 AAAA" in told
    assert ("people.yaml has a 'vm'" in told) == (name != "vm")
