"""People and trust as values of acts: one value of one meaning, and the rules of the files."""

import copy
from typing import Any

import pytest

from gonogo.digest import canonical_json
from gonogo.people import (
    People,
    ValueFormError,
    parse_people,
    parse_trust,
    people_of_value,
    people_value,
    trust_of_value,
    trust_value,
)
from tests.unit.people.keys import key
from tests.unit.people.test_people_file import PEOPLE, TRUST


def test_people_come_back_from_their_value() -> None:
    """What was signed is what was written, whatever the order in the file."""
    people = parse_people(PEOPLE, "people.yaml")

    assert people_of_value(people_value(people)) == people


def test_trust_comes_back_from_its_value() -> None:
    """What was signed is what was written."""
    trust = parse_trust(TRUST, "trust.yaml")

    assert trust_of_value(trust_value(trust)) == trust


def test_order_and_comments_do_not_change_the_value() -> None:
    """Two files of one meaning are one value, byte for byte."""
    ada = PEOPLE[PEOPLE.index("  ada:") : PEOPLE.index("  bob:")]
    other = PEOPLE.replace(ada, "").replace("runners:", f"{ada}runners:")
    other = other.replace(" ada@home", " elsewhere").replace("2026-01-01", "2026-01-01T00:00:00Z")

    assert other != PEOPLE
    assert canonical_json(people_value(parse_people(other, "b"))) == canonical_json(
        people_value(parse_people(PEOPLE, "a"))
    )


def changed(value: dict[str, object], path: str, new: object) -> Any:
    """Return a copy in which the value at a path is another; ... takes it out."""
    copied: Any = copy.deepcopy(value)
    at = copied
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        at = at[step]
    if new is ...:
        del at[last]
    else:
        at[last] = new
    return copied


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("runners", ...),
        ("runners", None),
        ("extra", {}),
        ("people/ada/extra", 1),
        ("people/ada/team", "nobody"),
        ("people/ada/team", None),
        ("people/ada/roles", ["release-coordinator", "platforms"]),
        ("people/ada/roles", ["platforms", "platforms"]),
        ("people/ada/roles", ["root"]),
        ("people/ada/roles", "platforms"),
        ("people/ada/keys", []),
        ("people/ada/keys/0/until", ...),
        ("people/ada/keys/0/until", "2027-01-01"),
        ("people/ada/keys/0/until", "2027-01-01T00:00:00.0Z"),
        ("people/ada/keys/0/until", "2027-01-01T00:00:00+00:00"),
        ("people/ada/keys/0/until", 0),
        ("people/ada/keys/0/until", "2026-01-01T00:00:00Z"),
        ("people/ada/keys/0/key", f"{key(1)} comment"),
        ("people/ada/keys/0/key", key(2)),
        ("people/ada/keys/0/key", key(1)[:-4]),
        ("people/ADA", {"team": "platforms", "roles": [], "keys": []}),
        ("teams/platforms/title", ""),
    ],
)
def test_a_value_that_gonogo_would_not_write_is_refused(path: str, new: object) -> None:
    """A signed act cannot say what a file could not, nor say it in another way."""
    value = people_value(parse_people(PEOPLE, "people.yaml"))

    with pytest.raises(ValueFormError):
        people_of_value(changed(value, path, new))


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("policies", ...),
        ("extra", 1),
        ("threshold", 1),
        ("threshold", 3),
        ("threshold", 0),
        ("threshold", 2.0),
        ("threshold", True),
        ("threshold", "2"),
        ("is_solo", True),
        ("is_solo", 0),
        ("roots", {}),
        ("roots/ada", key(2)),
        ("roots/ada", f"{key(1)} comment"),
        ("roots/BOB", key(3)),
        ("workspace", "A" * 32),
        ("policies/promote:alphanet", "sha256:ab"),
    ],
)
def test_a_trust_that_gonogo_would_not_write_is_refused(path: str, new: object) -> None:
    """Neither weaker thresholds nor shared keys get in by way of an act."""
    value = trust_value(parse_trust(TRUST, "trust.yaml"))

    with pytest.raises(ValueFormError):
        trust_of_value(changed(value, path, new))


@pytest.mark.parametrize("value", [None, [], "", 7, {}, {"people": []}])
def test_something_else_is_no_value(value: object) -> None:
    """Whatever an act holds, the answer is a refusal and never a crash."""
    with pytest.raises(ValueFormError):
        people_of_value(value)
    with pytest.raises(ValueFormError):
        trust_of_value(value)


def test_nobody_is_a_value_that_lets_nobody_sign() -> None:
    """An empty people.yaml is one in which no key stands for anything."""
    assert people_of_value(people_value(People())).standing("SHA256:x") == frozenset()
