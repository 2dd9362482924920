"""Every implementation of the store's interfaces, one after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.acceptance import ResultHistory
from gonogo.store import (
    AddressFiles,
    DirectoryArtifacts,
    FileLocks,
    SQLiteResults,
    SQLiteTransactions,
    open_history,
)
from gonogo.workflows import Addresses, Artifacts, History, Locks, Transactions
from tests.contract.store.memory import (
    MemoryAddresses,
    MemoryArtifacts,
    MemoryHistory,
    MemoryLocks,
    MemoryTransactions,
)
from tests.contract.store.memory_results import MemoryResults


@pytest.fixture(params=["memory", "files"])
def locks(request: pytest.FixtureRequest, tmp_path: Path) -> Locks:
    return MemoryLocks() if request.param == "memory" else FileLocks(tmp_path)


@pytest.fixture
def history(locks: Locks, tmp_path: Path) -> Iterator[History]:
    if isinstance(locks, MemoryLocks):
        yield MemoryHistory(locks)
        return
    opened = open_history(tmp_path / "history.sqlite", locks.is_held)
    yield opened
    opened.close()


@pytest.fixture(params=["memory", "files"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Addresses:
    return MemoryAddresses() if request.param == "memory" else AddressFiles(tmp_path)


@pytest.fixture(params=["memory", "directory"])
def artifacts(request: pytest.FixtureRequest, tmp_path: Path) -> Artifacts:
    return MemoryArtifacts() if request.param == "memory" else DirectoryArtifacts(tmp_path)


@pytest.fixture(params=["memory", "sqlite"])
def transactions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Transactions]:
    if request.param == "memory":
        yield MemoryTransactions()
        return
    opened = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield SQLiteTransactions(opened.engine)
    opened.close()


@pytest.fixture(params=["memory", "sqlite"])
def results(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ResultHistory]:
    if request.param == "memory":
        yield MemoryResults()
        return
    opened = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield SQLiteResults(opened.engine)
    opened.close()
