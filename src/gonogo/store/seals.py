"""Seals: the digest of all that a run ended with, so that later changes show.

A seal covers the run's own row, every row of other tables that names the run,
and the findings that were opened while it went on. Contents are covered through
the digests that stand beside them and are verified when they are read.

Which columns and tables there are is asked of the file: a column that is added
one day is sealed without a change here, and a migration can seal anew whatever it
altered. A seal is no signature. Who recomputes it after an edit is not noticed;
who edits a row, or takes one away, is.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from gonogo import digest

_Row = tuple[object, ...]
_SEAL = "seal"


@dataclass(frozen=True)
class _Table:
    """A table, and those of its columns that are sealed."""

    name: str
    columns: tuple[str, ...]


def seals_of(connection: sa.Connection, run_id: str | None = None) -> Mapping[str, str]:
    """Return the seals that runs ought to bear, as the file is now; of one run or of all."""
    tables = _tables(connection)
    about = {
        table.name: _rows_by_run(connection, table, run_id)
        for table in tables.values()
        if "run" in table.columns
    }
    opened = _Opened(connection, tables["findings"])
    runs = tables["runs"]
    seals = {}
    for row in _select(connection, runs, "number", "" if run_id is None else "id = :run", run_id):
        said = dict(zip(runs.columns, row, strict=True))
        name = str(said["id"])
        sealed = {
            "run": {column: _plain(value) for column, value in said.items() if column != _SEAL},
            "findings": opened.while_it_went_on(said),
            **{table: rows.get(said["id"], []) for table, rows in about.items()},
        }
        seals[name] = digest.of_value(sealed)
    return seals


class _Opened:
    """The findings of the file, in the order in which they were opened."""

    def __init__(self, connection: sa.Connection, table: _Table) -> None:
        at = table.columns.index("position")
        rows = _select(connection, table, "position")
        self._rows = [[_plain(value) for value in row] for row in rows]
        self._positions = [int(str(row[at])) for row in rows]

    def while_it_went_on(self, run: Mapping[str, object]) -> list[list[object]]:
        before, after = run.get("findings_before"), run.get("findings_after")
        if not isinstance(after, int):
            return []
        first = bisect_right(self._positions, before if isinstance(before, int) else 0)
        return self._rows[first : bisect_right(self._positions, after)]


def _tables(connection: sa.Connection) -> dict[str, _Table]:
    names = sa.text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {
        name: _Table(name, _columns(connection, name))
        for name in connection.execute(names).scalars()
    }


def _columns(connection: sa.Connection, table: str) -> tuple[str, ...]:
    query = sa.text("SELECT name, type FROM pragma_table_info(:table) ORDER BY name")
    rows = connection.execute(query, {"table": table}).all()
    return tuple(row.name for row in rows if row.type != "BLOB")


def _rows_by_run(
    connection: sa.Connection, table: _Table, run_id: str | None
) -> Mapping[object, list[list[object]]]:
    at = table.columns.index("run")
    rows = defaultdict(list)
    for row in _select(connection, table, "rowid", "" if run_id is None else "run = :run", run_id):
        rows[row[at]].append([_plain(value) for value in row])
    return rows


def _select(
    connection: sa.Connection, table: _Table, order: str, where: str = "", run_id: str | None = None
) -> Sequence[_Row]:
    """Return rows as SQLite keeps them, whatever types their columns are said to have."""
    columns = ", ".join(f'"{column}"' for column in table.columns)
    # The names come from the file's own schema, and the run is bound.
    query = f'SELECT {columns} FROM "{table.name}"'  # noqa: S608
    query += f" WHERE {where}" if where else ""
    bound = {} if run_id is None else {"run": run_id}
    return [tuple(row) for row in connection.execute(sa.text(f"{query} ORDER BY {order}"), bound)]


def _plain(value: object) -> object:
    """Return a value so that no two of different kinds are written alike."""
    if value is None or isinstance(value, str | int):
        return value
    return [type(value).__name__, repr(value)]
