"""Durable storage behind the workflows' interfaces: SQLite, files by digest, file locks."""

from gonogo.store.addresses import AddressFiles
from gonogo.store.artifacts import DirectoryArtifacts
from gonogo.store.engines import EngineFiles
from gonogo.store.history import SQLiteHistory, open_history
from gonogo.store.locks import FileLocks
from gonogo.store.looking import is_writable, opened_history_to_read
from gonogo.store.results import SQLiteResults
from gonogo.store.transactions import SQLiteTransactions

__all__ = [
    "AddressFiles",
    "DirectoryArtifacts",
    "EngineFiles",
    "FileLocks",
    "SQLiteHistory",
    "SQLiteResults",
    "SQLiteTransactions",
    "is_writable",
    "open_history",
    "opened_history_to_read",
]
