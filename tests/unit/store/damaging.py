"""A history that is changed behind gonogo's back."""

import sqlite3
from contextlib import closing
from pathlib import Path


def alter(tmp_path: Path, statement: str) -> None:
    """Change the file behind gonogo's back."""
    with closing(sqlite3.connect(tmp_path / "history.sqlite", isolation_level=None)) as connection:
        connection.execute(statement)
