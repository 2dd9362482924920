"""The workspace: the directory in which gonogo keeps everything it knows.

It is found as git finds a repository, so that a command means the same from any
folder of a project, and laid out so that each part can be looked at by hand:

    .gonogo/history.sqlite     runs, evidence, findings, decisions
    .gonogo/artifacts/         raw readings, by digest
    .gonogo/runs/RUN/          the engine's file and the lock of one run
    .gonogo/networks/NAME/     files of networks that others run
    .gonogo/bench/NAME/        local networks, written by the bench
    .gonogo/leases/            wallets that a process is using
    .gonogo/faults/            what broke inside gonogo itself
"""

import os
from collections.abc import Mapping
from pathlib import Path

from gonogo.errors import GonogoError

DIRECTORY_NAME = ".gonogo"
SETTINGS_NAME = "gonogo.yaml"
"""The file that marks the workspace of a project, which is kept in git; see `project`."""

VARIABLE = "GONOGO_WORKSPACE"


class NowhereError(GonogoError):
    """The folder in which the command was typed does not exist any more."""

    def __init__(self) -> None:
        super().__init__(
            "the folder that you are in was deleted",
            hint="Go to another folder with cd, then try again.",
        )


class NoDirectoryError(GonogoError):
    """What stands in the workspace's place is no directory."""

    def __init__(self, path: Path) -> None:
        what = "is a link that leads nowhere" if path.is_symlink() else "is no directory"
        super().__init__(
            f"the workspace {path} {what}",
            hint=f"Move it away, or name another directory with {VARIABLE}.",
        )
        self.path = path


class WorkspaceError(GonogoError):
    """The workspace cannot be read or written."""

    def __init__(self, what: str, why: str, *, hint: str | None = None) -> None:
        super().__init__(f"{what}: {why}", hint=hint or "Check the disk and who may write there.")
        self.what = what


def workspace_directory(
    start: Path | None = None, environment: Mapping[str, str] | None = None
) -> Path:
    """Return the workspace's directory, which need not exist yet.

    The nearest `.gonogo/` upwards from `start` wins, or the one beside a `gonogo.yaml`,
    which a fresh clone does not have yet; then the directory that GONOGO_WORKSPACE
    names, then `.gonogo/` where we stand.

    Args:
        start: Where to begin; where the process stands, if not given.
        environment: Where to look for the variable; the process's own, if not given.

    Raises:
        NowhereError: the folder where the process stands was deleted.
        NoDirectoryError: something that is no directory stands where it should be.
    """
    found = _place(start, environment)
    # A link that leads nowhere too: a disk that is not mounted is not an empty workspace.
    if os.path.lexists(found) and not found.is_dir():
        raise NoDirectoryError(found)
    return found


def _place(start: Path | None, environment: Mapping[str, str] | None) -> Path:
    here = current_directory() if start is None else start.resolve()
    for directory in (here, *here.parents):
        if (directory / DIRECTORY_NAME).is_dir() or (directory / SETTINGS_NAME).is_file():
            return directory / DIRECTORY_NAME
    named = (os.environ if environment is None else environment).get(VARIABLE)
    return Path(named).absolute() if named else here / DIRECTORY_NAME


def current_directory() -> Path:
    """Return the folder where the process stands.

    Raises:
        NowhereError: it was deleted.
    """
    try:
        return Path.cwd().resolve()
    except FileNotFoundError as error:
        raise NowhereError from error
