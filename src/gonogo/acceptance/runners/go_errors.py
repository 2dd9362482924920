"""Why Go cannot be worked with at all. What is wrong with one package is said with that package."""

from gonogo.errors import GonogoError


class GoMissingError(GonogoError):
    """There is no program to run Go tests with, or it is not one."""

    def __init__(self, program: str, reason: str) -> None:
        super().__init__(
            f"Go cannot be asked: {reason}",
            hint=f"Install Go 1.21 or later, or name another program than {program!r} "
            "with --go-binary.",
        )
        self.program = program


class GoTooOldError(GonogoError):
    """The Go that is there cannot build the tests of several packages at once."""

    def __init__(self, program: str, version: str) -> None:
        super().__init__(
            f"{program} is {version}, and tests are built with Go 1.21 or later",
            hint="Install a later Go, or name it with --go-binary.",
        )
        self.program = program
        self.version = version


class GoListError(GonogoError):
    """Go cannot say which packages there are, whatever the pattern."""

    def __init__(self, directory: str, reason: str) -> None:
        super().__init__(
            f"Go finds no packages in {directory}: {reason}",
            hint="The test directory must be inside a Go module. Try `go list ./...` there.",
        )
        self.directory = directory


class GoEndedError(GonogoError):
    """Something ended Go before it had answered; what it would have said is not known."""

    def __init__(self, words: str, by: str) -> None:
        super().__init__(
            f"`{words}` was ended by {by} before it had answered",
            hint="Run it again. If nobody ended it, look whether this machine ran out of memory.",
        )
        self.by = by
