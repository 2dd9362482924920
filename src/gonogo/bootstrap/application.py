"""The application: the use cases' needs, met by the adapters of one workspace."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.acceptance import ResultHistory
from gonogo.bootstrap.networks import RunNetworks
from gonogo.clock import Clock, SystemClock
from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.evidence import Run
from gonogo.project import Project, WorkspaceError, WorkspaceNetworks
from gonogo.store import (
    AddressFiles,
    DirectoryArtifacts,
    EngineFiles,
    FileLocks,
    SQLiteHistory,
    SQLiteResults,
    SQLiteTransactions,
    is_writable,
    open_history,
    opened_history_to_read,
)
from gonogo.workflows import (
    Addresses,
    Artifacts,
    Engines,
    History,
    Locks,
    Transactions,
    UnknownRunError,
)

if TYPE_CHECKING:
    from gonogo.acceptance import OnLive
    from gonogo.bootstrap.gates import WorkspaceGates
    from gonogo.bootstrap.project_record import ProjectRecord
    from gonogo.workflows import Means, OnEvent

HISTORY_FILE = "history.sqlite"
_LATEST = "latest"


class NoWorkspaceError(GonogoError):
    """There is no workspace with runs here."""

    def __init__(self, workspace: Path) -> None:
        super().__init__(
            f"nothing was recorded yet in {workspace}",
            hint="Start with: gonogo demo, or gonogo bench up --detach and gonogo assess bench.",
        )
        self.workspace = workspace


@dataclass(frozen=True)
class Application:
    """One workspace, opened."""

    workspace: Path
    history: History
    artifacts: Artifacts
    transactions: Transactions
    locks: Locks
    networks: WorkspaceNetworks
    addresses: Addresses
    engines: Engines
    results: ResultHistory
    clock: Clock
    project: Project | None = None
    """None: nothing is signed here, since there is no gonogo.yaml."""

    @cached_property
    def signed(self) -> "ProjectRecord | None":
        """The signed record of the project; None: there is no project."""
        # Brings the cryptography along, which whoever has no project does not need.
        from gonogo.bootstrap.project_record import ProjectRecord  # noqa: PLC0415

        return None if self.project is None else ProjectRecord(self.project, self.clock)

    @cached_property
    def _run_networks(self) -> RunNetworks:
        return RunNetworks(self.networks)

    def means(self, on_event: "OnEvent") -> "Means":
        """Return what a run works with."""
        # Imports every check, which whoever reads the history does not need.
        from gonogo.workflows import Means  # noqa: PLC0415

        return Means(
            history=self.history,
            artifacts=self.artifacts,
            transactions=self.transactions,
            locks=self.locks,
            networks=self._run_networks,
            addresses=self.addresses,
            clock=self.clock,
            on_event=on_event,
            signed=self.signed,
            gates=self.gates(on_event),
        )

    def gates(self, on_live: "OnLive") -> "WorkspaceGates":
        """Return what runs acceptance tests here."""
        from gonogo.bootstrap.gates import WorkspaceGates  # noqa: PLC0415 - As above.

        return WorkspaceGates(self.workspace, self.networks, self.results, self.clock, on_live)

    def run(self, name: str) -> Run:
        """Return a run by its id, the beginning of one, its number, or `latest`.

        Raises:
            UnknownRunError: there is none, or several begin like this.
        """
        runs = self.history.runs()
        if name == _LATEST and runs:
            return runs[-1]
        fitting = [run for run in runs if name in (run.id, str(run.number))]
        fitting = fitting or [run for run in runs if name and run.id.startswith(name)]
        if len(fitting) != 1:
            raise UnknownRunError(name, nearest(name, [run.id for run in runs]))
        return fitting[0]


@contextmanager
def opened(workspace: Path, *, clock: Clock | None = None) -> Iterator[Application]:
    """Open a workspace to record in it, made when there is none.

    Raises:
        WorkspaceError: it cannot be used, or not be written to.
    """
    _make(workspace)
    path = workspace / HISTORY_FILE
    if not is_writable(path):
        raise WorkspaceError(
            f"the workspace {workspace}",
            "nothing can be recorded there, because it cannot be written to",
            hint="Change who may write there, or set GONOGO_WORKSPACE to another directory. What"
            " it holds can be read: gonogo runs, gonogo show, gonogo assess NETWORK --now.",
        )
    locks = FileLocks(workspace)
    with contextlib.closing(open_history(path, locks.is_held)) as history:
        yield _application(workspace, history, locks, SystemClock() if clock is None else clock)


@contextmanager
def opened_to_read(workspace: Path) -> Iterator[Application]:
    """Open a workspace that has recorded something; it may lie where nobody can write.

    Raises:
        NoWorkspaceError: it has not; nothing is made by looking.
        WorkspaceError: it cannot be used.
    """
    if not _has_history(workspace):
        raise NoWorkspaceError(workspace)
    with opened_to_judge(workspace) as application:
        yield application


@contextmanager
def opened_to_judge(workspace: Path) -> Iterator[Application]:
    """Open a workspace to judge what it has recorded, be it nothing; nothing is made there.

    Raises:
        WorkspaceError: it cannot be used.
    """
    path, locks = workspace / HISTORY_FILE, FileLocks(workspace)
    with contextlib.ExitStack() as stack:
        if _has_history(workspace) and is_writable(path):
            # Not only read: an older history is brought up to date on the way.
            history = stack.enter_context(contextlib.closing(open_history(path, locks.is_held)))
        else:
            history = stack.enter_context(opened_history_to_read(path, locks.is_held))
        yield _application(workspace, history, locks, SystemClock())


def _application(
    workspace: Path, history: SQLiteHistory, locks: FileLocks, clock: Clock
) -> Application:
    return Application(
        workspace=workspace,
        history=history,
        artifacts=DirectoryArtifacts(workspace / "artifacts"),
        transactions=SQLiteTransactions(history.engine),
        locks=locks,
        networks=WorkspaceNetworks(workspace),
        addresses=AddressFiles(workspace),
        engines=EngineFiles(workspace),
        results=SQLiteResults(history.engine),
        clock=clock,
        project=_project_of(workspace),
    )


def _project_of(workspace: Path) -> Project | None:
    """Return the project whose machine's part this workspace is; None: it is of no project."""
    project = Project(workspace.parent)
    return project if project.local == workspace and project.settings_file.is_file() else None


def _has_history(workspace: Path) -> bool:
    try:
        return (workspace / HISTORY_FILE).exists()
    except OSError as error:
        raise WorkspaceError(
            f"the workspace {workspace}", f"it cannot be looked into ({error.strerror})"
        ) from error


def _make(workspace: Path) -> None:
    try:
        workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            f"the workspace {workspace}",
            f"it cannot be made ({error.strerror})",
            hint="Go to a directory that you may write to, or set GONOGO_WORKSPACE.",
        ) from error
