"""Sign what a file of the workspace says now, after showing how it differs from what was signed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.people import ActKind, fingerprint, people_value, trust_value, unknown
from gonogo.project.project import Project
from gonogo.project.signing import Signed
from gonogo.project.waiting import OF_ROOTS, waiting_acts
from gonogo.record import (
    Act,
    Body,
    PeopleBody,
    ScopeBody,
    ScopedFeature,
    TrustBody,
)

_KINDS = {
    "people.yaml": ActKind.PEOPLE,
    "trust.yaml": ActKind.TRUST,
    "gonogo.yaml": ActKind.SCOPE,
}


class NotAdoptableError(GonogoError):
    """A file cannot be signed."""

    def __init__(self, path: Path, what: str, *, hint: str) -> None:
        super().__init__(f"{path} cannot be adopted: {what}", hint=hint)
        self.path = path
        self.what = what


@dataclass(frozen=True)
class Adoption:
    """What a file says now, against what was signed."""

    kind: ActKind
    body: Body
    taken_out: tuple[str, ...]
    """What was signed and is not in the file any more, one thing in a line."""
    put_in: tuple[str, ...]
    """What is in the file and was not signed."""
    proposed: Act | None = None
    """The act that says exactly this already and waits for endorsements."""
    is_settling: bool = False
    """Whether the last signed versions differ, so that signing settles which one holds."""

    @property
    def is_change(self) -> bool:
        """Whether there is anything to sign."""
        return bool(self.taken_out or self.put_in or self.is_settling)


def adoptable(project: Project, path: Path) -> ActKind:
    """Return the kind of act that signs a file.

    Raises:
        NotAdoptableError: it is none of the three of this workspace.
    """
    kind = _KINDS.get(path.name)
    if kind is None:
        near = nearest(path.name, _KINDS)
        guess = f"Did you mean {near}? " if near else ""
        hint = f"{guess}These can: {', '.join(_KINDS)}."
        raise NotAdoptableError(path, "nothing is signed from it", hint=hint)
    if path.resolve() != (project.root / path.name).resolve():
        raise NotAdoptableError(
            path,
            f"the workspace here is {project.root}",
            hint=f"Did you mean {project.root / path.name}?",
        )
    return kind


def adoption(project: Project, kind: ActKind, signed: Signed) -> Adoption:
    """Return what adopting a file would sign.

    Raises:
        DocumentError: the file breaks a rule.
        NotAdoptableError: it says what cannot be signed.
    """
    if kind is ActKind.TRUST:
        return _of_trust(project, signed)
    if kind is ActKind.PEOPLE:
        return _of_people(project, signed)
    return _of_scope(project, signed)


def unsigned_files(project: Project, signed: Signed) -> Mapping[str, Adoption]:
    """Return what the files say that say something else than what was signed, by name.

    Raises:
        DocumentError: a file breaks a rule.
    """
    asked = {name: adoption(project, kind, signed) for name, kind in _KINDS.items()}
    return {name: each for name, each in asked.items() if each.is_change}


def said_by(act: Act, signed: Signed) -> tuple[str, ...]:
    """Return what an act says, one thing in a line; of trust and people, what would change."""
    now = set(_lines(_plain(act.body)))
    if act.kind not in OF_ROOTS:
        return tuple(sorted(now))
    people = [people_value(each) for each in signed.counted.people]
    is_trust = act.kind is ActKind.TRUST
    before = set(_lines(trust_value(signed.counted.trust) if is_trust else (people or [{}])[-1]))
    removed, added = sorted(before - now), sorted(now - before)
    return (*(f"- {line}" for line in removed), *(f"+ {line}" for line in added))


def _of_trust(project: Project, signed: Signed) -> Adoption:
    body = TrustBody.of(project.trust())
    before = trust_value(signed.counted.trust)
    return _adoption(ActKind.TRUST, body, before, proposed=_proposed(signed, body))


def _proposed(signed: Signed, body: Body) -> Act | None:
    """Return the act that says exactly this and waits for roots; None: there is none."""
    waiting = (each.act for each in waiting_acts(signed.counted))
    return next((act for act in waiting if act.body == body), None)


def _of_people(project: Project, signed: Signed) -> Adoption:
    versions = [people_value(people) for people in signed.counted.people]
    before = versions[-1] if versions else {}
    is_settling = any(version != before for version in versions)
    body = PeopleBody.of(project.people())
    proposed = _proposed(signed, body)
    return _adoption(ActKind.PEOPLE, body, before, proposed=proposed, is_settling=is_settling)


def _of_scope(project: Project, signed: Signed) -> Adoption:
    features = project.settings().features
    for people in signed.counted.people:
        teams = [team.name for team in people.teams]
        for feature in features:
            if feature.team not in teams:
                raise NotAdoptableError(
                    project.settings_file,
                    f"features.{feature.id}.team: {unknown('team', feature.team, teams)}",
                    hint="Teams are in people.yaml, as it was signed.",
                )
    body = ScopeBody(
        tuple(
            ScopedFeature(each.id, each.title, each.team, each.components, each.networks)
            for each in features
        )
    )
    last = [act.body for act in signed.counted.acts if isinstance(act.body, ScopeBody)]
    before = _plain(last[-1]) if last else {}
    return _adoption(ActKind.SCOPE, body, before)


def _adoption(
    kind: ActKind,
    body: Body,
    before: Mapping[str, object],
    *,
    proposed: Act | None = None,
    is_settling: bool = False,
) -> Adoption:
    was, now = set(_lines(before)), set(_lines(_plain(body)))
    return Adoption(
        kind, body, tuple(sorted(was - now)), tuple(sorted(now - was)), proposed, is_settling
    )


def _plain(body: Body) -> Mapping[str, object]:
    if isinstance(body, TrustBody | PeopleBody):
        return body.content
    value: Mapping[str, object] = msgspec.to_builtins(body)
    return value


def _lines(value: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Return every leaf of a value as a line that says where it stands."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _lines(below, (*path, str(key)))
    elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        for row in value:
            yield from _row_lines(row, path)
    elif isinstance(value, list | tuple):
        yield f"{'.'.join(path)}: {', '.join(map(str, value)) or 'none'}"
    elif value is not None:
        yield f"{'.'.join(path)}: {value}"


def _row_lines(row: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    if "key" not in row:
        named = str(row.get("id") or row.get("name") or "")
        yield from _lines({key: row[key] for key in row if key != "id"}, (*path, named))
        return
    name = fingerprint(str(row["key"]))
    limits = [f"{word} {row[word]}" for word in ("from", "until") if row.get(word)]
    yield f"{'.'.join(path)}: {' '.join([name, *limits])}"
