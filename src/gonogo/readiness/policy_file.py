"""Read policies: YAML that people write, and those that ship with the package.

Every mistake is reported with its place, all of them at once. A requirement
that something observes must say how long and how fresh; one that nothing
observes must not, since the numbers would never be looked at.

Which checks exist and what they can be asked is for the caller to say, because
this room does not know the checks.
"""

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from gonogo import documents
from gonogo.errors import GonogoError
from gonogo.readiness.parameters import normalised
from gonogo.readiness.policy import Policy, Requirement

if TYPE_CHECKING:
    from collections.abc import Collection

    from gonogo.readiness.policy_schema import Defaults, PolicyFile, Row

KnownChecks = Mapping[str, "Collection[str]"]
"""The names of the parameters that each check has."""

# The separator of a policy's name is no letter of a file's name everywhere.
_FILE_SEPARATOR = "-"


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


def parse_policy(text: str, name: str, *, checks: KnownChecks | None = None) -> Policy:
    """Read a policy; `name` is what messages call its file.

    With `checks`, a check or parameter that does not exist is an error.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    from gonogo.readiness.policy_schema import PolicyFile  # noqa: PLC0415 - brings up pydantic

    document = documents.parse_yaml(text, name)
    file = documents.validate(document, PolicyFile)
    problems = [
        documents.Problem(document.key_place(path), ".".join(map(str, path)), message)
        for path, message in _mistakes(file, checks)
    ]
    if problems:
        raise documents.DocumentError(name, problems)
    return _policy(file)


def shipped_policy(name: str, *, checks: KnownChecks | None = None) -> Policy:
    """Return a policy that ships with the package.

    Raises:
        UnknownPolicyError: none has this name; the hint says which is near.
    """
    known = shipped_policy_names()
    if name not in known:
        raise UnknownPolicyError(name, known)
    return parse_policy(shipped_policy_text(name), f"{name} (shipped)", checks=checks)


def shipped_policy_text(name: str) -> str:
    """Return the file of a shipped policy, to be read or copied."""
    return (_folder() / f"{name.replace(':', _FILE_SEPARATOR)}.yaml").read_text("utf-8")


def shipped_policy_names() -> tuple[str, ...]:
    """Return the names of the policies that ship with the package, sorted."""
    stems = (entry.name.removesuffix(".yaml") for entry in _folder().iterdir())
    return tuple(sorted(stem.replace(_FILE_SEPARATOR, ":", 1) for stem in stems))


def _folder() -> Traversable:
    return resources.files("gonogo.readiness") / "policies"


_Mistake = tuple[tuple[str | int, ...], str]


def _mistakes(file: "PolicyFile", checks: KnownChecks | None) -> Iterator[_Mistake]:
    """Find what the schema cannot: what depends on other keys, rows or the catalogue."""
    if not file.requirements:
        yield ("requirements",), "is empty, so every network would meet this policy"
    windows = [_window(row, file.defaults) for row in file.requirements]
    if file.interval > max(windows, default=0.0) > 0:
        yield ("interval",), "is longer than every window, so nothing would be seen twice"
    first: dict[str, int] = {}
    for position, row in enumerate(file.requirements):
        path = ("requirements", position)
        if row.id in first:
            yield (*path, "id"), f"{row.id!r} is already requirement {first[row.id]}"
        first.setdefault(row.id, position)
        rules = _unobserved(row) if row.check is None else _observed(row, row.check, file, checks)
        for key, message in rules:
            yield (*path, *key), message


def _unobserved(row: "Row") -> Iterator[_Mistake]:
    for key in ("parameters", "window", "freshness", "passes_to_resolve"):
        if key in row.model_fields_set:
            yield (key,), "means nothing without a check"


def _observed(
    row: "Row", check: str, file: "PolicyFile", checks: KnownChecks | None
) -> Iterator[_Mistake]:
    for key in ("window", "freshness"):
        if getattr(row, key) is None and getattr(file.defaults, key) is None:
            yield ("check",), f"a requirement with a check needs a {key}, here or in defaults"
    if checks is None:
        return
    if check not in checks:
        yield ("check",), _unknown("check", check, checks)
        return
    for name in row.parameters:
        if name not in checks[check]:
            yield ("parameters", name), _unknown(f"parameter of {check}", name, checks[check])


def _unknown(what: str, name: str, known: "Collection[str]") -> str:
    near = documents.nearest(name, known)
    if near:
        return f"there is no {what} {name!r} (did you mean {near!r}?)"
    return f"there is no {what} {name!r} (known: {', '.join(sorted(known)) or 'none'})"


def _policy(file: "PolicyFile") -> Policy:
    return Policy(
        name=file.name,
        title=file.title,
        level=file.level,
        requirements=tuple(_requirement(row, file.defaults) for row in file.requirements),
        interval_seconds=file.interval,
        resolves_by_pass=file.resolves_by_pass,
    )


def _window(row: "Row", defaults: "Defaults") -> float:
    if row.check is None:
        return 0.0
    return (row.window if row.window is not None else defaults.window) or 0.0


def _requirement(row: "Row", defaults: "Defaults") -> Requirement:
    return Requirement(
        id=row.id,
        title=row.title,
        why=row.why,
        remedy=row.remedy,
        source=row.source,
        check=row.check,
        component=row.component,
        parameters=normalised(tuple(row.parameters.items())),
        window_seconds=_window(row, defaults),
        freshness_seconds=0.0 if row.check is None else row.freshness or defaults.freshness or 0.0,
        passes_to_resolve=row.passes_to_resolve or defaults.passes_to_resolve or 1,
        is_invariant=row.is_invariant,
    )
