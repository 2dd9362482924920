"""People and trust as plain JSON values, as acts hold them, and back.

The value has the keys of the file, all of them, with public keys without comments,
moments in full and sets sorted; there is one value of one meaning, and anything
else is refused. So a second reader, such as the verifier, needs no YAML.
"""

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from gonogo.errors import GonogoError
from gonogo.people.moment import parse_moment, written
from gonogo.people.names import Fault
from gonogo.people.people import Key, People, Person, Runner, Team
from gonogo.people.public_key import PublicKeyError
from gonogo.people.role import Role
from gonogo.people.rules import people_faults, trust_faults
from gonogo.people.trust import Root, Trust


class ValueFormError(GonogoError):
    """The content of an act is no value of people or trust."""

    def __init__(self, what: str, explanation: str) -> None:
        super().__init__(f"this is no value of {what}: {explanation}")
        self.what = what
        self.explanation = explanation


class _Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    valid_from: str | None = msgspec.field(name="from")
    valid_until: str | None = msgspec.field(name="until")


class _Team(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str


class _Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    team: str
    roles: list[str]
    keys: list[_Key]


class _Runner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keys: list[_Key]


class _People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    teams: dict[str, _Team]
    people: dict[str, _Person]
    runners: dict[str, _Runner]


class _Trust(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    workspace: str
    verifier_id: str
    is_solo: bool
    threshold: int
    roots: dict[str, str]
    policies: dict[str, str]


def people_value(people: People) -> dict[str, object]:
    """Return people as a plain value."""
    return {
        "teams": {team.name: {"title": team.title} for team in people.teams},
        "people": {
            person.name: {
                "team": person.team,
                "roles": sorted(role.value for role in person.roles),
                "keys": _keys_value(person.keys),
            }
            for person in people.people
        },
        "runners": {runner.name: {"keys": _keys_value(runner.keys)} for runner in people.runners},
    }


def trust_value(trust: Trust) -> dict[str, object]:
    """Return trust as a plain value."""
    return {
        "workspace": trust.workspace,
        "verifier_id": trust.verifier_id,
        "is_solo": trust.is_solo,
        "threshold": trust.threshold,
        "roots": {root.name: root.public for root in trust.roots},
        "policies": dict(trust.policies),
    }


def people_of_value(value: object) -> People:
    """Return the people of a plain value.

    Raises:
        ValueFormError: it is not exactly what `people_value` makes of some people.
    """
    try:
        raw = msgspec.convert(value, _People, strict=True)
        people = People(
            teams=tuple(Team(name, row.title) for name, row in raw.teams.items()),
            people=tuple(
                Person(name, row.team, frozenset(map(Role, row.roles)), _keys(row.keys))
                for name, row in raw.people.items()
            ),
            runners=tuple(Runner(name, _keys(row.keys)) for name, row in raw.runners.items()),
        )
    except (msgspec.ValidationError, ValueError, PublicKeyError) as error:
        raise ValueFormError("people", str(error)) from error
    people = in_order(people)
    _require("people", people_faults(people), is_same=people_value(people) == value)
    return people


def trust_of_value(value: object) -> Trust:
    """Return the trust of a plain value.

    Raises:
        ValueFormError: it is not exactly what `trust_value` makes of some trust.
    """
    try:
        raw = msgspec.convert(value, _Trust, strict=True)
        roots = tuple(Root(name, Key.of(line).public) for name, line in raw.roots.items())
    except (msgspec.ValidationError, PublicKeyError) as error:
        raise ValueFormError("trust", str(error)) from error
    trust = trust_in_order(
        Trust(raw.workspace, roots, raw.threshold, raw.verifier_id, raw.is_solo, raw.policies)
    )
    _require("trust", trust_faults(trust), is_same=trust_value(trust) == value)
    return trust


def in_order(people: People) -> People:
    """Return the same people in the one order that a value has."""
    return People(
        teams=tuple(sorted(people.teams, key=lambda team: team.name)),
        people=tuple(
            replace(person, keys=_sorted(person.keys))
            for person in sorted(people.people, key=lambda person: person.name)
        ),
        runners=tuple(
            replace(runner, keys=_sorted(runner.keys))
            for runner in sorted(people.runners, key=lambda runner: runner.name)
        ),
    )


def trust_in_order(trust: Trust) -> Trust:
    """Return the same trust in the one order that a value has."""
    return replace(
        trust,
        roots=tuple(sorted(trust.roots, key=lambda root: root.name)),
        policies=dict(sorted(trust.policies.items())),
    )


def _require(what: str, faults: Iterable[Fault], *, is_same: bool) -> None:
    told = [f"{'.'.join(map(str, path))}: {message}" for path, message in faults]
    if told:
        raise ValueFormError(what, "; ".join(told))
    if not is_same:
        raise ValueFormError(what, "it is not written as gonogo writes it")


def _sorted(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=lambda key: key.public))


def _keys_value(keys: tuple[Key, ...]) -> list[dict[str, object]]:
    return [
        {"key": key.public, "from": written(key.valid_from), "until": written(key.valid_until)}
        for key in _sorted(keys)
    ]


def _keys(rows: list[_Key]) -> tuple[Key, ...]:
    return tuple(
        Key.of(
            row.key,
            valid_from=parse_moment(row.valid_from) if row.valid_from is not None else None,
            valid_until=parse_moment(row.valid_until) if row.valid_until is not None else None,
        )
        for row in rows
    )
