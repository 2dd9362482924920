"""Read policies: YAML that people write, and those that ship with the package.

Every mistake is reported with its place, all of them at once. A file says all of a
policy, or `extends` one: then it is a stricter policy if it has a name, and otherwise
an extension (`extension` puts those together). What is wrong with a file by itself is
told by `policy_rules`, what asks for less than the policy that it extends by
`policy_extending`; and what a file calls itself must be true (`claims`).

Which checks exist and what they can be asked is for the caller to say, because
this room does not know the checks.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gonogo import documents
from gonogo.errors import GonogoError
from gonogo.readiness import shipped_files
from gonogo.readiness.claims import Mistake, claims_anything, false_claims
from gonogo.readiness.composition import Composed, extended, original
from gonogo.readiness.known_check import KnownChecks
from gonogo.readiness.policy import Policy
from gonogo.readiness.policy_extending import Extending, extend, extension_mistakes
from gonogo.readiness.policy_rows import Placed, freezes_of, new_requirement, placed_rows
from gonogo.readiness.policy_rules import (
    file_mistakes,
    repeated,
    row_mistakes,
    unknown,
    whole_mistakes,
)

if TYPE_CHECKING:
    from gonogo.readiness.policy_schema import PolicyFile, Row

_OWN_NAME = "Ask for all of it, or choose a name and a level of your own, such as OWN_CHECKLIST."


class UnknownPolicyError(GonogoError):
    """No policy of this name ships with the package."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        near = documents.nearest(name, known)
        guess = f"Did you mean {near!r}? " if near else ""
        super().__init__(
            f"there is no policy {name!r}", hint=f"{guess}Policies: {', '.join(known)}."
        )
        self.name = name
        self.known = known


@dataclass(frozen=True)
class ReadFile:
    """A policy file that fits the schema, and nothing is known about yet."""

    document: documents.Document
    file: "PolicyFile"

    @property
    def is_extension(self) -> bool:
        """Whether it changes the policy that it extends, rather than be another."""
        return self.file.extends is not None and self.file.name is None

    def refuse(self, mistakes: Iterable[Mistake], *, hint: str | None = None) -> None:
        """Raise an error that tells all mistakes with their places; without any, do nothing."""
        problems = [
            documents.Problem(self.document.key_place(path), ".".join(map(str, path)), message)
            for path, message in dict.fromkeys(mistakes)
        ]
        if problems:
            raise documents.DocumentError(self.document.name, problems, hint=hint)


ParentOf = Callable[[ReadFile], Composed]
"""Finds the policy that a file extends; raises DocumentError where there is none."""


def parse_policy(text: str, name: str, *, checks: KnownChecks | None = None) -> Policy:
    """Read a policy; `name` is what messages call its file.

    With `checks`, a check or parameter that does not exist is an error, and so is a
    value that the check does not take: a run that cannot be judged is never started.
    An extension is read as what it makes of the shipped policy that it extends.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    return compose_policy(text, name, checks=checks).policy


def compose_policy(text: str, name: str, *, checks: KnownChecks | None = None) -> Composed:
    """Read a policy as `parse_policy` does, together with where each requirement came from.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    read = read_file(text, name)
    composed = compose(read, _shipped_parent, checks)
    require_true_claims(read, composed.policy, checks)
    return composed


def shipped_policy(name: str, *, checks: KnownChecks | None = None) -> Policy:
    """Return a policy that ships with the package.

    Raises:
        UnknownPolicyError: none has this name; the hint says which is near.
    """
    return shipped_composed(name, checks=checks).policy


def shipped_composed(name: str, *, checks: KnownChecks | None = None) -> Composed:
    """Return a shipped policy together with which shipped policy brought what.

    Raises:
        UnknownPolicyError: none has this name; the hint says which is near.
    """
    known = shipped_policy_names()
    if name not in known:
        raise UnknownPolicyError(name, known)
    return _shipped_unchecked(name) if checks is None else _shipped(name, checks)


def _shipped(name: str, checks: KnownChecks | None) -> Composed:
    read = read_file(shipped_policy_text(name), f"{name} (shipped)")
    return compose(
        read, lambda each: _shipped_unchecked(str(each.file.extends)), checks, is_shipped=True
    )


@functools.cache
def _shipped_unchecked(name: str) -> Composed:
    """Return a shipped policy; cached, because every policy that extends it asks for it again."""
    return _shipped(name, None)


def shipped_policy_text(name: str) -> str:
    """Return the file of a shipped policy, to be read or copied."""
    return shipped_files.policy_text(name)


def shipped_policy_names() -> tuple[str, ...]:
    """Return the names of the policies that ship with the package, sorted."""
    return shipped_files.policy_names()


def read_file(text: str, name: str) -> ReadFile:
    """Read what a policy file says, whatever it may mean.

    Raises:
        DocumentError: it does not fit the schema.
    """
    from gonogo.readiness.policy_schema import PolicyFile  # noqa: PLC0415 - brings up pydantic

    document = documents.parse_yaml(text, name)
    return ReadFile(document, documents.validate(document, PolicyFile))


def compose(
    read: ReadFile, parent_of: ParentOf, checks: KnownChecks | None, *, is_shipped: bool = False
) -> Composed:
    """Return the policy that a file describes, on top of the one that it extends.

    Raises:
        DocumentError: lists everything that is wrong.
    """
    file = read.file
    read.refuse(_base_mistakes(file))
    base = _base_rows(file.base)
    if file.extends is None:
        rows = placed_rows(file, base)
        read.refuse(_own_mistakes(file, rows, checks))
        return original(_policy(file, rows), read.document.name)
    parent = parent_of(read)
    # A row that tightens an inherited one says only what it tightens.
    inherited = {each.id for each in parent.policy.requirements}
    rows = placed_rows(file, {name: row for name, row in base.items() if name not in inherited})
    extending = Extending(file, parent.policy, tuple(rows), checks, trusts_parameters=is_shipped)
    read.refuse(_all_mistakes(extending))
    policy = extend(extending)
    if policy == parent.policy:
        read.refuse([(("extends",), "but this file adds nothing and tightens nothing")])
    return extended(parent, policy, [(read.document.name, policy)])


def require_true_claims(read: ReadFile, policy: Policy, checks: KnownChecks | None) -> None:
    """Refuse a file that calls itself what it does not ask for.

    Raises:
        DocumentError: it takes a shipped name or level, and asks for less.
    """
    names = shipped_policy_names()
    # Shipped policies are read only for a file that calls itself like one of them.
    if claims_anything(policy, names):
        claimed = false_claims(policy, (shipped_policy(each) for each in names), checks)
        read.refuse(claimed, hint=_OWN_NAME)


def _shipped_parent(read: ReadFile) -> Composed:
    name, known = str(read.file.extends), shipped_policy_names()
    if name not in known:
        read.refuse([(("extends",), unknown("there is no policy", known, name))])
    return shipped_composed(name)


def _base_mistakes(file: "PolicyFile") -> Iterator[Mistake]:
    known = shipped_files.base_names()
    if file.base is not None and file.base not in known:
        yield ("base",), unknown("there is no base file", known, file.base)


@functools.cache
def _base_rows(base: str | None) -> Mapping[str, "Row"]:
    if base is None:
        return {}
    from gonogo.readiness.policy_schema import BaseFile  # noqa: PLC0415 - brings up pydantic

    document = documents.parse_yaml(shipped_files.base_text(base), f"{base} (shipped)")
    return {row.id: row for row in documents.validate(document, BaseFile).requirements}


def _own_mistakes(
    file: "PolicyFile", rows: list[Placed], checks: KnownChecks | None
) -> Iterator[Mistake]:
    yield from file_mistakes(file)
    yield from whole_mistakes(file, rows)
    yield from repeated(rows)
    known_ids = tuple(_base_rows(file.base))
    for placed in rows:
        yield from row_mistakes(placed, file, checks, known_ids)


def _all_mistakes(extending: Extending) -> Iterator[Mistake]:
    file, rows, inherited = extending.file, extending.rows, extending.inherited
    yield from file_mistakes(file)
    yield from repeated(rows)
    known_ids = (*inherited, *_base_rows(file.base))
    for placed in rows:
        if placed.row.id not in inherited:
            yield from row_mistakes(placed, file, extending.checks, known_ids)
    yield from extension_mistakes(extending)


def _policy(file: "PolicyFile", rows: list[Placed]) -> Policy:
    return Policy(
        name=file.name or "",
        title=file.title or "",
        level=file.level or "",
        requirements=tuple(new_requirement(placed.row, file) for placed in rows),
        interval_seconds=file.interval or 0.0,
        resolves_by_pass=bool(file.resolves_by_pass),
        validity_seconds=file.validity or 0.0,
        soak_seconds=file.soak or 0.0,
        soak_longest_gap_seconds=file.soak_longest_gap or 0.0,
        freezes=freezes_of(file.freezes),
        accepts_solo=file.accepts_solo is not False,
        needs_scope=bool(file.needs_scope),
        requires_passed=file.requires_passed,
    )
