"""What can go wrong with a bench, as far as a person can mend it.

One base, so that a caller who only wants to show the message catches one name.
"""

from pathlib import Path

from gonogo.errors import GonogoError


class BenchError(GonogoError):
    """The bench could not do what was asked of it."""


class UnsupportedMachineError(BenchError):
    """The bench's programs do not run on this machine."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(f"the bench does not run on this machine: {what}", hint=hint)


class InstallError(BenchError):
    """The bench's programs could not be installed, or are not what they should be."""


class BrokenStartError(BenchError):
    """A bench was started and did not become ready."""

    def __init__(self, name: str, reason: str, *, hint: str | None = None) -> None:
        super().__init__(f"bench {name!r} did not become ready: {reason}", hint=hint)
        self.name = name
        self.reason = reason


class UnwritableError(BenchError):
    """There is no place for a bench's files."""

    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(
            f"a bench cannot be kept in {directory}: {reason}",
            hint="Go to a directory that you may write to, or set GONOGO_WORKSPACE to one.",
        )
        self.directory = directory


class NameInUseError(BenchError):
    """A bench of this name runs already."""

    def __init__(self, name: str, pid: int | None) -> None:
        where = "" if pid is None else f" (process {pid})"
        super().__init__(
            f"bench {name!r} is running already{where}",
            hint=f"Choose another name, or end it: gonogo bench down {name}",
        )
        self.name = name


class NoSuchBenchError(BenchError):
    """No bench of this name runs."""

    def __init__(self, name: str, *, running: tuple[str, ...], stale_pid: int | None) -> None:
        what = f"no bench {name!r} runs"
        if stale_pid is not None:
            what += f": its supervisor, process {stale_pid}, is gone"
        known = f"Running: {', '.join(running)}. " if running else ""
        super().__init__(what, hint=f"{known}Start one: gonogo bench up {name}")
        self.name = name
        self.stale_pid = stale_pid


class UnknownPartError(BenchError):
    """There is no such part to break."""

    def __init__(self, word: str, *, parts: tuple[str, ...], nearest: str | None) -> None:
        meant = "" if nearest is None else f" (did you mean {nearest!r}?)"
        super().__init__(
            f"nothing called {word!r} can be broken{meant}",
            hint=f"One of: {', '.join(parts)}.",
        )
        self.word = word
        self.nearest = nearest


class BrokenBenchError(BenchError):
    """A bench broke by itself, so nothing it shows proves anything."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"bench {name!r} is broken: {reason}",
            hint=f"It cannot be mended. Start anew: gonogo bench down {name}, then up.",
        )
        self.name = name
        self.reason = reason


class FolderRemovedError(BenchError):
    """The folder of a running bench was removed, and with it every way to reach it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the folder of bench {name!r} was removed while it ran, so it has ended",
            hint=f"End a bench by: gonogo bench down {name}",
        )
        self.name = name


class NotVisibleError(BenchError):
    """Something was broken or mended, and the network did not show it in time."""

    def __init__(self, what: str, waited_seconds: float) -> None:
        super().__init__(
            f"{what} was not seen from outside within {waited_seconds:g} s",
            hint="See what the bench says of itself: gonogo bench status",
        )
        self.what = what
        self.waited_seconds = waited_seconds
