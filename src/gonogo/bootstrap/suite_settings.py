"""Where a team's acceptance tests are, as gonogo.yaml says it."""

from pathlib import Path

from gonogo.acceptance import Suites
from gonogo.project import find_project


def suites_here() -> Suites:
    """Return what gonogo.yaml says about acceptance tests; nothing, where there is none.

    Raises:
        GonogoError: there is one, and it cannot be read.
    """
    project = find_project()
    if project is None:
        return Suites()
    said = project.settings().acceptance

    def path(written: str | None) -> str | None:
        return None if written is None else str(_in(project.root, written))

    return Suites(
        validators=path(said.validators),
        directory=path(said.directory),
        quarantine=path(said.quarantine),
    )


def _in(root: Path, written: str) -> Path:
    return (root / written).absolute()
