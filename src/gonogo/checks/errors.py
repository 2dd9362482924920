"""What can go wrong with checks themselves, apart from what they find."""

from collections.abc import Iterable

from gonogo.documents import nearest
from gonogo.errors import GonogoError


class MalformedCheckError(GonogoError):
    """A module of the catalog lacks a part that every check has."""

    def __init__(self, module: str, what: str) -> None:
        super().__init__(
            f"the check {module!r} is malformed: {what}",
            hint="Compare it with catalog/safe_head_advances.py, which has every part.",
        )
        self.module = module


class UnknownCheckError(GonogoError):
    """Somebody asked for a check that does not exist."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        meant = nearest(name, names)
        super().__init__(
            f"there is no check {name!r}" + (f" (did you mean {meant!r}?)" if meant else ""),
            hint=f"Known checks: {', '.join(names)}.",
        )
        self.name = name


class ParameterError(GonogoError):
    """A parameter of a check is unknown, or its value is not one."""

    def __init__(self, check: str, name: str, what: str, known: Iterable[str]) -> None:
        names = sorted(known)
        meant = nearest(name, names) if name not in names else None
        super().__init__(
            f"check {check!r}, parameter {name!r}: {what}"
            + (f" (did you mean {meant!r}?)" if meant else ""),
            hint=f"Parameters of {check}: {', '.join(names) or 'none'}.",
        )
        self.check = check
        self.name = name
        self.what = what


class CannotObserveError(GonogoError):
    """Something that a check needs in order to ask is not there."""


class NotSentError(GonogoError):
    """A sending check has a stated reason not to send, so it is skipped."""
