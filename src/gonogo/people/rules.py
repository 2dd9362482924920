"""What must hold of people and trust, wherever they were read from.

A file and a signed act obey the same rules: what could not be written into the
file must not be accepted from an act, and the other way round. Each broken rule
comes with the keys on the way to it, so that a file can show the place.
"""

from collections.abc import Iterator

from gonogo.people.names import (
    DIGEST,
    TRANSITION,
    VERIFIER_ID,
    Fault,
    is_workspace_id,
    name_fault,
    same_name_faults,
    title_fault,
    unknown,
)
from gonogo.people.people import Key, People, Person, Runner
from gonogo.people.trust import Trust

_LEAST_SHARED = 2


def people_faults(people: People) -> Iterator[Fault]:
    """Find what breaks a rule; positions of keys are as they stand in `people`."""
    teams = [team.name for team in people.teams]
    everybody: tuple[Person | Runner, ...] = (*people.people, *people.runners)
    yield from _name_faults("teams", teams)
    for team in people.teams:
        fault = title_fault(team.title)
        if fault is not None:
            yield ("teams", team.name, "title"), fault
    yield from _name_faults("people", [person.name for person in people.people])
    yield from _name_faults("runners", [runner.name for runner in people.runners])
    # A report that names "ada" must not leave open whether a person or a machine said it.
    persons = {person.name.casefold(): person.name for person in people.people}
    for runner in people.runners:
        if runner.name.casefold() in persons:
            yield ("runners", runner.name), "is also the name of a person; choose another"
    for person in people.people:
        if person.team not in teams:
            yield ("people", person.name, "team"), unknown("team", person.team, teams)
    for holder in everybody:
        yield from _key_faults(holder)
    yield from _shared_key_faults(everybody)


def trust_faults(trust: Trust) -> Iterator[Fault]:
    """Find what breaks a rule."""
    if not is_workspace_id(trust.workspace):
        yield ("workspace",), "must be 32 small hexadecimal digits, as gonogo init wrote them"
    if VERIFIER_ID.fullmatch(trust.verifier_id) is None:
        yield ("verifier_id",), "must be a URI without spaces, such as https://example.org/gonogo"
    yield from _name_faults("roots", [root.name for root in trust.roots])
    owners: dict[str, str] = {}
    for root in trust.roots:
        owner = owners.setdefault(root.public, root.name)
        if owner != root.name:
            # Else one person would reach the threshold alone.
            yield ("roots", root.name), f"is the key of the root {owner!r} already"
    yield from _threshold_faults(trust)
    yield from _pin_faults(trust)


def _pin_faults(trust: Trust) -> Iterator[Fault]:
    for key, digest in trust.policies.items():
        transition, at, network = key.partition("@")
        if TRANSITION.fullmatch(transition) is None:
            yield ("policies", key), "is no transition, such as promote:alphanet"
        elif at and (fault := name_fault(network)) is not None:
            yield ("policies", key), f"names no network after the @: it {fault}"
        if DIGEST.fullmatch(digest) is None:
            yield ("policies", key), "must be a digest: sha256: and 64 hexadecimal digits"


def _threshold_faults(trust: Trust) -> Iterator[Fault]:
    count = len(trust.roots)
    if count == 0:
        yield ("roots",), "is empty, so nobody could ever sign anything"
    # Said, and never guessed from there being one root: a team that lost the others is no solo.
    elif trust.is_solo and (count, trust.threshold) != (1, 1):
        yield ("is_solo",), "means one root and a threshold of 1; take it out for more"
    elif trust.threshold > count:
        yield ("threshold",), f"could never be reached: there are {count} roots"
    elif trust.threshold < _LEAST_SHARED and not trust.is_solo:
        yield (
            ("threshold",),
            "must be 2 or more, so that nobody decides alone whom to trust (or is_solo: true)",
        )


def _name_faults(where: str, names: list[str]) -> Iterator[Fault]:
    kind = {"people": "person"}.get(where, where.removesuffix("s"))
    for name in names:
        fault = name_fault(name)
        if fault is not None:
            yield (where, name), fault
    yield from same_name_faults(kind, names, where)


def _key_faults(holder: Person | Runner) -> Iterator[Fault]:
    where = "people" if isinstance(holder, Person) else "runners"
    if not holder.keys:
        yield (where, holder.name, "keys"), "is empty; without a key nothing can be signed"
    for position, key in enumerate(holder.keys):
        if not _is_ordered(key):
            yield (where, holder.name, "keys", position, "until"), "must be after `from`"


def _is_ordered(key: Key) -> bool:
    return key.valid_from is None or key.valid_until is None or key.valid_from < key.valid_until


def _shared_key_faults(everybody: tuple[Person | Runner, ...]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for holder in everybody:
        where = "people" if isinstance(holder, Person) else "runners"
        for position, key in enumerate(holder.keys):
            path = (where, holder.name, "keys", position, "key")
            if key.fingerprint in owners:
                # One key is one signer: nobody could tell which of two signed.
                yield path, f"is a key of {owners[key.fingerprint]!r} already"
            owners.setdefault(key.fingerprint, holder.name)
