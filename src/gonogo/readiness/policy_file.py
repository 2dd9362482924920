"""Read policies: YAML that people write, and those that ship with the package.

Every mistake is reported with its place, all of them at once. A requirement
that something observes must say how long and how fresh; one that nothing
observes must not, since the numbers would never be looked at. A limit on how
long something may last must be shorter than the window, since nothing could ever
be seen to exceed it; and what a file calls itself must be true (`claims`).

Which checks exist and what they can be asked is for the caller to say, because
this room does not know the checks.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from gonogo import documents
from gonogo.errors import GonogoError
from gonogo.readiness.claims import Mistake, claims_anything, false_claims
from gonogo.readiness.duration import in_words
from gonogo.readiness.parameters import normalised
from gonogo.readiness.policy import Policy, Requirement

if TYPE_CHECKING:
    from collections.abc import Collection

    from gonogo.readiness.policy_schema import Defaults, PolicyFile, Row


@dataclass(frozen=True)
class KnownCheck:
    """What a policy can ask of a check."""

    parameters: "Collection[str]" = ()
    """Their names."""
    component: str | None = None
    """What it is about; None: no component."""
    fault: Callable[[str, str], str | None] = lambda _name, _text: None
    """Says of a parameter's name and text what is wrong with it; None: nothing."""


KnownChecks = Mapping[str, KnownCheck]
"""The checks that there are, by name."""

# Runs under this name are shown by their checks, whatever a policy of this name would say.
_OF_CHECKS = "check"

# The separator of a policy's name is no letter of a file's name everywhere.
_FILE_SEPARATOR = "-"

_OWN_NAME = "Ask for all of it, or choose a name and a level of your own, such as OWN_CHECKLIST."

# So the parameters are called that limit how long something may last.
_LASTING = re.compile(r"longest_\w+_seconds")


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

    With `checks`, a check or parameter that does not exist is an error, and so is a
    value that the check does not take: a run that cannot be judged is never started.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    document, policy = _read(text, name, checks)
    names = shipped_policy_names()
    # Shipped policies are read only for a file that calls itself like one of them.
    if claims_anything(policy, names):
        claimed = false_claims(policy, (shipped_policy(each) for each in names))
        _refuse(document, claimed, hint=_OWN_NAME)
    return policy


def shipped_policy(name: str, *, checks: KnownChecks | None = None) -> Policy:
    """Return a policy that ships with the package.

    Raises:
        UnknownPolicyError: none has this name; the hint says which is near.
    """
    known = shipped_policy_names()
    if name not in known:
        raise UnknownPolicyError(name, known)
    _, policy = _read(shipped_policy_text(name), f"{name} (shipped)", checks)
    return policy


def shipped_policy_text(name: str) -> str:
    """Return the file of a shipped policy, to be read or copied."""
    return (_folder() / f"{name.replace(':', _FILE_SEPARATOR)}.yaml").read_text("utf-8")


def shipped_policy_names() -> tuple[str, ...]:
    """Return the names of the policies that ship with the package, sorted."""
    stems = (entry.name.removesuffix(".yaml") for entry in _folder().iterdir())
    return tuple(sorted(stem.replace(_FILE_SEPARATOR, ":", 1) for stem in stems))


def _folder() -> Traversable:
    return resources.files("gonogo.readiness") / "policies"


def _read(text: str, name: str, checks: KnownChecks | None) -> tuple[documents.Document, Policy]:
    from gonogo.readiness.policy_schema import PolicyFile  # noqa: PLC0415 - brings up pydantic

    document = documents.parse_yaml(text, name)
    file = documents.validate(document, PolicyFile)
    _refuse(document, _mistakes(file, checks))
    return document, _policy(file)


def _refuse(
    document: documents.Document, mistakes: Iterable[Mistake], *, hint: str | None = None
) -> None:
    """Raise an error that tells all mistakes with their places; without any, do nothing."""
    problems = [
        documents.Problem(document.key_place(path), ".".join(map(str, path)), message)
        for path, message in mistakes
    ]
    if problems:
        raise documents.DocumentError(document.name, problems, hint=hint)


def _mistakes(file: "PolicyFile", checks: KnownChecks | None) -> Iterator[Mistake]:
    """Find what the schema cannot: what depends on other keys, rows or the catalogue."""
    if file.name == _OF_CHECKS:
        yield ("name",), f"{_OF_CHECKS!r} is how runs of `gonogo check` are told from assessments"
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


def _unobserved(row: "Row") -> Iterator[Mistake]:
    for key in ("parameters", "window", "freshness", "passes_to_resolve"):
        if key in row.model_fields_set:
            yield (key,), "means nothing without a check"


def _observed(
    row: "Row", check: str, file: "PolicyFile", checks: KnownChecks | None
) -> Iterator[Mistake]:
    for key in ("window", "freshness"):
        if getattr(row, key) is None and getattr(file.defaults, key) is None:
            yield ("check",), f"a requirement with a check needs a {key}, here or in defaults"
    known = KnownCheck() if checks is None else checks.get(check)
    if checks is not None and known is None:
        yield ("check",), _unknown("there is no check", checks, check)
    known = known or KnownCheck()
    yield from _too_short_to_tell(row, check, file.defaults, known.parameters)
    if checks is not None and check in checks:
        yield from _unfit(row, check, known)


def _unfit(row: "Row", check: str, known: KnownCheck) -> Iterator[Mistake]:
    """Find what a check cannot be asked for.

    A requirement does not apply where its component is not, so a component that is
    misspelt would excuse every network.
    """
    for name, text in row.parameters.items():
        if name not in known.parameters:
            yield (
                ("parameters", name),
                _unknown(f"{check} has no parameter", known.parameters, name),
            )
        elif what := known.fault(name, text):
            yield ("parameters", name), what
    if row.component is not None and row.component != known.component:
        its_own = known.component
        about = f"is about {its_own!r}" if its_own else "is about no component"
        near = its_own is not None and documents.nearest(row.component, [its_own]) is not None
        meant = f" (did you mean {its_own!r}?)" if near else ""
        yield (
            ("component",),
            f"{row.component!r} is given, and {check} {about}{meant}; it may be left out",
        )


def _too_short_to_tell(
    row: "Row", check: str, defaults: "Defaults", known: "Collection[str]"
) -> Iterator[Mistake]:
    """Find limits on how long something may last that the window could never see exceeded."""
    window_seconds = defaults.window if row.window is None else row.window
    if window_seconds is None:
        return
    if window_seconds == 0 and any(_LASTING.fullmatch(name) for name in known):
        key = "window" if row.window is not None else "check"
        yield (key,), f"{check} watches for a while, so it needs a window and not `once`"
        return
    for name, text in row.parameters.items():
        if _LASTING.fullmatch(name) and _is_at_least(text, window_seconds):
            asked = f"must be shorter than the window of {in_words(window_seconds)}"
            yield ("parameters", name), f"{asked}, or nothing could ever be seen to exceed it"


def _is_at_least(text: str, seconds: float) -> bool:
    try:
        return float(text) >= seconds
    except ValueError:
        # Whether it is a number at all is for the check to say.
        return False


def _unknown(what: str, known: "Collection[str]", name: str) -> str:
    near = documents.nearest(name, known)
    if near:
        return f"{what} {name!r} (did you mean {near!r}?)"
    return f"{what} {name!r} (known: {', '.join(sorted(known)) or 'none'})"


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
