"""Bring the history's schema up to date, when it is not.

Most commands find it up to date, so the first look is one cheap query without
Alembic. Two processes that both find it old take turns, and the second one
finds nothing left to do.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from gonogo.project import WorkspaceError
from gonogo.store.sqlite import enable_write_ahead_log, writing

HEAD = "0004"
"""The newest step; a test compares it with the files."""

_MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(engine: sa.Engine, path: Path) -> None:
    """Bring the file up to date.

    Raises:
        WorkspaceError: a newer gonogo made the file, or it is no such file.
    """
    if version_of(engine, path) == HEAD:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _turn(path.with_suffix(".lock")):
        if version_of(engine, path) == HEAD:
            return
        enable_write_ahead_log(path)
        _upgrade(engine)


def version_of(engine: sa.Engine, path: Path) -> str | None:
    """Return the file's step; None when it has none yet.

    Raises:
        WorkspaceError: a newer gonogo made the file, or it is no such file.
    """
    if not path.exists():
        return None
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            version = connection.execute(
                sa.text("SELECT version_num FROM alembic_version")
            ).scalar()
    except sa.exc.DatabaseError as error:
        raise WorkspaceError(
            f"the history {path}",
            f"it cannot be read ({error.orig})",
            hint="Restore it from a copy, or move the workspace away and start a new one.",
        ) from error
    if version is not None and version > HEAD:
        raise WorkspaceError(
            f"the history {path}",
            f"a newer gonogo made it (step {version}, this one knows {HEAD})",
            hint="Use the newer gonogo.",
        )
    return version


def _upgrade(engine: sa.Engine) -> None:
    # Alembic takes a third of a second to import, and most commands never need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
