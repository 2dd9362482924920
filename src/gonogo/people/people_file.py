"""Read people.yaml and trust.yaml: every mistake with its place, all of them at once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gonogo import documents
from gonogo.people.names import Fault
from gonogo.people.people import Key, People, Person, Runner, Team
from gonogo.people.public_key import fingerprint
from gonogo.people.rules import people_faults, trust_faults
from gonogo.people.trust import Root, Trust
from gonogo.people.values import in_order, trust_in_order

if TYPE_CHECKING:
    from gonogo.people.schema import KeyRow, PeopleFile


def parse_people(text: str, name: str) -> People:
    """Read a people.yaml; `name` is what messages call it.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    from gonogo.people.schema import PeopleFile  # noqa: PLC0415 - brings up pydantic

    document = documents.parse_yaml(text, name)
    people = _people(documents.validate(document, PeopleFile))
    _refuse(document, people_faults(people))
    return in_order(people)


def parse_trust(text: str, name: str) -> Trust:
    """Read a trust.yaml; `name` is what messages call it.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    from gonogo.people.schema import TrustFile  # noqa: PLC0415 - brings up pydantic

    document = documents.parse_yaml(text, name)
    file = documents.validate(document, TrustFile)
    trust = Trust(
        workspace=file.workspace,
        roots=tuple(Root(name, public) for name, public in file.roots.items()),
        threshold=file.threshold,
        verifier_id=file.verifier_id,
        is_solo=file.is_solo,
        policies=file.policies,
    )
    _refuse(document, trust_faults(trust))
    return trust_in_order(trust)


def _people(file: "PeopleFile") -> People:
    return People(
        teams=tuple(Team(name, row.title) for name, row in file.teams.items()),
        people=tuple(
            Person(name, row.team, frozenset(row.roles), _keys(row.keys))
            for name, row in file.people.items()
        ),
        runners=tuple(Runner(name, _keys(row.keys)) for name, row in file.runners.items()),
    )


def _keys(rows: "Iterable[KeyRow]") -> tuple[Key, ...]:
    return tuple(
        Key(fingerprint(row.key), row.key, row.valid_from, row.valid_until) for row in rows
    )


def _refuse(document: documents.Document, faults: Iterable[Fault]) -> None:
    problems = [
        documents.Problem(document.key_place(path), ".".join(map(str, path)), message)
        for path, message in faults
    ]
    if problems:
        raise documents.DocumentError(document.name, sorted(problems, key=_position))


def _position(problem: documents.Problem) -> tuple[int, int]:
    return (0, 0) if problem.place is None else (problem.place.line, problem.place.column)
