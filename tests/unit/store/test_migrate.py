"""The history's schema is brought up to date, once, by whoever comes first."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from gonogo import digest
from gonogo.evidence import RunState
from gonogo.project import WorkspaceError
from gonogo.store import open_history
from gonogo.store.migrate import HEAD
from gonogo.store.results_schema import RESULTS_METADATA
from gonogo.store.schema import METADATA
from tests.contract.store.values import NOON, evidence, new_run

OPEN = """
import sys
from pathlib import Path
from gonogo.store import open_history
open_history(Path(sys.argv[1]), lambda _: False).close()
print("alembic" in sys.modules)
"""


def test_head_is_the_newest_step() -> None:
    """The cheap first look compares with the newest file."""
    config = Config()
    config.set_main_option("script_location", "src/gonogo/store/migrations")

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_migrations_make_the_schema_that_queries_see(tmp_path: Path) -> None:
    """The tables in the code and those that the steps make are the same."""
    path = tmp_path / "history.sqlite"
    open_history(path, lambda _: False).close()
    everything = sa.MetaData()
    for table in (*METADATA.sorted_tables, *RESULTS_METADATA.sorted_tables):
        table.to_metadata(everything)
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        difference = compare_metadata(context, everything)
    engine.dispose()

    assert difference == []


def test_many_processes_at_once_make_one_history(tmp_path: Path) -> None:
    """Processes that all find no history take turns, and none fails."""
    command = [sys.executable, "-c", OPEN, str(tmp_path / "history.sqlite")]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(4)
    ]
    told = [process.communicate()[0].strip() for process in started]

    assert [process.returncode for process in started] == [0] * 4
    assert told.count("True") >= 1


def test_up_to_date_history_needs_no_alembic(tmp_path: Path) -> None:
    """Most commands find it up to date and do not pay for migrating."""
    path = tmp_path / "history.sqlite"
    open_history(path, lambda _: False).close()
    again = subprocess.run(  # noqa: S603 - Our own interpreter and our own text.
        [sys.executable, "-c", OPEN, str(path)], capture_output=True, text=True, check=True
    )

    assert again.stdout.strip() == "False"


def test_history_of_a_newer_gonogo_is_refused(tmp_path: Path) -> None:
    """An older gonogo does not write into what it does not know."""
    path = tmp_path / "history.sqlite"
    open_history(path, lambda _: False).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(WorkspaceError, match="newer gonogo"):
        open_history(path, lambda _: False)


@pytest.mark.parametrize(("edit", "is_damaged"), [("", False), ("DELETE FROM evidence", True)])
def test_runs_of_before_are_sealed_anew(tmp_path: Path, edit: str, *, is_damaged: bool) -> None:
    """A run that fits its former seal fits the new one; one that does not, does not."""
    path = tmp_path / "history.sqlite"
    with closing(open_history(path, lambda _: False)) as history:
        history.start_run(new_run())
        history.record_evidence([evidence()])
        history.end_run("run-a", RunState.FINISHED, NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in reversed(RESULTS_METADATA.sorted_tables):
            connection.execute(f'DROP TABLE "{table.name}"')
        connection.execute("ALTER TABLE runs DROP COLUMN findings_before")
        connection.execute("ALTER TABLE runs DROP COLUMN findings_after")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        old_seal = digest.of_value([digest.of_value(evidence().evidence)])
        connection.execute("UPDATE runs SET seal = ?", (old_seal,))
        connection.execute(edit)
    with closing(open_history(path, lambda _: False)) as history:
        (run,) = history.runs()

    assert (run.damage is not None) is is_damaged
