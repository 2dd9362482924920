"""Why there is no plan: what a gate asks for that is not there, all of it at once."""

from collections.abc import Iterable

from gonogo.documents import Problem
from gonogo.errors import GonogoError

# A renamed directory makes a thousand problems of one, and nobody reads so many.
_SHOWN = 50


class PlanError(GonogoError):
    """Gates ask for tests that cannot be run, or for none; nothing was run."""

    def __init__(self, file: str, problems: Iterable[Problem], *, hint: str | None = None) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        told = [_told(file, problem) for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            told.append(f"and {len(self.problems) - _SHOWN} more problems")
        super().__init__("\n".join(told), hint=hint or "Nothing was run. Correct what is named.")


class EmptySelectionError(PlanError):
    """Nothing is left to run, and nothing is never a pass."""


class NoTestDirectoryError(GonogoError):
    """The test directory is none."""

    def __init__(self, directory: str) -> None:
        super().__init__(
            f"{directory!r} is not a directory",
            hint="Name the directory that the tests are in: --testdir ./tests",
        )


def _told(file: str, problem: Problem) -> str:
    """Return a problem with its place, where gates stand in a file and so have one."""
    return problem.describe(file) if file else problem.message
