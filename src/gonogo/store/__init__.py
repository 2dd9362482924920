"""Durable storage behind the workflows' interfaces: SQLite, files by digest, file locks."""

from gonogo.store.artifacts import DirectoryArtifacts
from gonogo.store.history import SQLiteHistory, open_history
from gonogo.store.locks import FileLocks
from gonogo.store.sqlite import enable_write_ahead_log, open_engine
from gonogo.store.transactions import SQLiteTransactions

__all__ = [
    "DirectoryArtifacts",
    "FileLocks",
    "SQLiteHistory",
    "SQLiteTransactions",
    "enable_write_ahead_log",
    "open_engine",
    "open_history",
]
