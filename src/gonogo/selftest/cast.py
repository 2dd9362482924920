"""The cast: a workspace's people with throw-away keys in place of their own.

Names, teams, roles, roots and threshold are the user's. Keys are made here, live in
memory and die with the process, so nobody's private key is asked for or touched.
Where a forgery needs somebody whom the workspace does not have, a stand-in is added,
and it is told; whether the own people suffice is a question of its own (`lacking`).
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gonogo.people import Key, People, Person, Role, Root, Runner, Team, Trust
from gonogo.readiness import Policy
from gonogo.record import Ed25519Signer, Signer

TEAM = "selftest"
GUEST = "standin-guest"
"""Somebody known who has no role."""
STRANGER = "stranger"
"""Somebody whom nobody knows."""
_LEAST_ROOTS = 2


@dataclass(frozen=True)
class Cast:
    """Everybody who signs, and the keys they sign with."""

    people: People
    trust: Trust
    signers: Mapping[str, Signer]
    """By the name of a person or runner; `NAME#2` is somebody's second key, `NAME#old` one
    that ran out, `root:NAME` a root's."""
    stand_ins: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The label of a root."""
        return f"root:{self.trust.roots[0].name}"

    @property
    def runner(self) -> str:
        """The name of a runner."""
        return self.people.runners[0].name

    def those_with(self, *roles: Role) -> tuple[str, ...]:
        """Return who has any of some roles, sorted by name."""
        return tuple(each.name for each in self.people.people if each.roles & {*roles})

    def those_without(self, *roles: Role) -> tuple[str, ...]:
        """Return who has none of some roles; there is always the guest."""
        return tuple(each.name for each in self.people.people if not each.roles & {*roles})

    @property
    def platforms(self) -> str:
        """Somebody of Platforms, who also has a second key and an old one."""
        return self.those_with(Role.PLATFORMS)[0]

    @property
    def other_platforms(self) -> str:
        """Somebody else of Platforms."""
        return self.those_with(Role.PLATFORMS)[1]


def lacking(people: People, policy: Policy, now: datetime) -> tuple[str, ...]:
    """Return what people lack to ever meet a policy, in sentences; nothing: they suffice."""
    able = _able(people, now)
    return tuple(
        f"it asks {count} of {' or '.join(sorted(each.value for each in roles))} ({why}), and"
        f" people.yaml names {len(_having(able, roles))} with a key that is valid now"
        for why, roles, count in _needs(policy)
        if len(_having(able, roles)) < count
    ) + (
        ("people.yaml names no runner with a key that is valid now, so nothing can be observed",)
        if _is_observed(policy) and not able.runners
        else ()
    )


def own_cast(people: People, trust: Trust, now: datetime) -> Cast:
    """Return the people of a workspace as they are, whoever has a key that is valid now."""
    return _cast(_able(people, now), trust, ())


def full_cast(people: People, trust: Trust, policy: Policy, now: datetime) -> Cast:
    """Return the people of a workspace, with a stand-in for everybody whom the cases need."""
    able = _able(people, now)
    added: list[Person] = [Person(GUEST, TEAM, frozenset(), ())]
    # Lowering a severity and accepting a plan take two people of Platforms.
    needs = [*_needs(policy), ("two agree", frozenset({Role.PLATFORMS}), 2)]
    needs += [("forgeries", frozenset({role}), 1) for role in Role]
    for _, roles, count in needs:
        known = dataclasses.replace(able, people=(*able.people, *added))
        missing = count - len(_having(known, roles))
        for number in range(1, missing + 1):
            role = min(roles, key=lambda each: each.value)
            name = f"standin-{role.value}-{len(added)}-{number}"
            added.append(Person(name, TEAM, frozenset({role}), ()))
    runners = able.runners or (Runner("standin-runner", ()),)
    everybody = dataclasses.replace(able, people=(*able.people, *added), runners=runners)
    names = tuple(each.name for each in added[1:])
    names += () if able.runners else ("standin-runner",)
    solo = ("a second root, since one alone endorses whatever it likes",) if trust.is_solo else ()
    return _cast(everybody, _shared(trust), (*names, *solo))


def _needs(policy: Policy) -> list[tuple[str, frozenset[Role], int]]:
    by_hand = [
        (f"requirement {each.id}", frozenset(Role(role) for role in each.roles), each.people)
        for each in policy.requirements
        if each.check is None
    ]
    return [("to decide", frozenset({Role.PLATFORMS}), 1), *by_hand]


def _is_observed(policy: Policy) -> bool:
    return any(each.check is not None for each in policy.requirements)


def _having(people: People, roles: Collection[Role]) -> list[Person]:
    return [each for each in people.people if each.roles & {*roles}]


def _able(people: People, now: datetime) -> People:
    return dataclasses.replace(
        people,
        people=tuple(each for each in people.people if _valid(each.keys, now)),
        runners=tuple(each for each in people.runners if _valid(each.keys, now)),
    )


def _valid(keys: Iterable[Key], now: datetime) -> bool:
    return any(key.is_valid_at(now) for key in keys)


def _shared(trust: Trust) -> Trust:
    """Return a trust that two keep at least: alone, whoever signs also endorses."""
    roots = trust.roots
    while len(roots) < _LEAST_ROOTS:
        roots = (*roots, Root(f"standin-root-{len(roots)}", new_signer().public))
    threshold = max(trust.threshold, _LEAST_ROOTS)
    return dataclasses.replace(trust, roots=roots, threshold=threshold, is_solo=False)


def new_signer() -> Ed25519Signer:
    """Return a key that exists nowhere else."""
    return Ed25519Signer(Ed25519PrivateKey.generate())


def _cast(people: People, trust: Trust, stand_ins: tuple[str, ...]) -> Cast:
    signers: dict[str, Signer] = {STRANGER: new_signer()}
    replaced: dict[str, Signer] = {}
    persons, runners = [], []
    for person in people.people:
        keys = _keys(person.name, person.keys, signers, replaced)
        persons.append(dataclasses.replace(person, keys=keys))
    for runner in people.runners:
        keys = _keys(runner.name, runner.keys, signers, replaced)
        runners.append(dataclasses.replace(runner, keys=keys))
    roots = []
    for root in trust.roots:
        signer = replaced.setdefault(root.fingerprint, new_signer())
        signers[f"root:{root.name}"] = signer
        roots.append(Root(root.name, signer.public))
    teams = people.teams
    if all(team.name != TEAM for team in teams):
        teams = (*teams, Team(TEAM, "Stand-ins"))
    cast = People(
        tuple(sorted(teams, key=lambda each: each.name)),
        tuple(sorted(persons, key=lambda each: each.name)),
        tuple(runners),
    )
    return Cast(cast, dataclasses.replace(trust, roots=tuple(roots)), signers, stand_ins)


def _keys(
    name: str,
    own: tuple[Key, ...],
    signers: dict[str, Signer],
    replaced: dict[str, Signer],
) -> tuple[Key, ...]:
    """Return a new key for each that somebody has, without dates: today's are not on trial."""
    made: list[Signer] = []
    for key in own:
        signer = new_signer()
        replaced[key.fingerprint] = signer
        made.append(signer)
    made = made or [new_signer()]
    signers[name] = made[0]
    signers[f"{name}#2"] = made[1] if len(made) > 1 else new_signer()
    keys = (*made, signers[f"{name}#2"]) if len(made) == 1 else tuple(made)
    return tuple(Key.of(each.public) for each in keys)


def without(people: People, name: str) -> People:
    """Return people without a person or runner."""
    return dataclasses.replace(
        people,
        people=tuple(each for each in people.people if each.name != name),
        runners=tuple(each for each in people.runners if each.name != name),
    )


def with_old_key(cast: Cast, name: str, until: datetime) -> Cast:
    """Return the cast in which somebody also has a key that ran out, `NAME#old`."""
    return with_key(cast, name, f"{name}#old", new_signer(), until=until)


def with_key(  # noqa: PLR0913 - Whose key, and all about it.
    cast: Cast,
    name: str,
    label: str,
    signer: Signer,
    *,
    begins: datetime | None = None,
    until: datetime | None = None,
) -> Cast:
    """Return the cast in which somebody also has this key."""
    key = Key.of(signer.public, valid_from=begins, valid_until=until)
    persons = tuple(
        dataclasses.replace(each, keys=(*each.keys, key)) if each.name == name else each
        for each in cast.people.people
    )
    return dataclasses.replace(
        cast,
        people=dataclasses.replace(cast.people, people=persons),
        signers={**cast.signers, label: signer},
    )
