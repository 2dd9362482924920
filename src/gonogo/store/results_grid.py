"""The grid of a gate: its newest attempts against its tests, as people look for patterns."""

import json
from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from gonogo.acceptance import RUNS_IN_GRID, Grid, GridRow, NamedTest
from gonogo.evidence import Outcome, gravest
from gonogo.store.results_reading import of_series
from gonogo.store.results_rows import ATTEMPT_COLUMNS, OUTCOMES, Row, attempt_of, fetched
from gonogo.store.sqlite import reading


class ResultGrids:
    """The part of the history of results that draws grids."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def grid(self, gate: str, runs: int = RUNS_IN_GRID, *, network: str | None = None) -> Grid:
        """Return the newest attempts at a gate against its tests; tests in order of name."""
        only, bound = of_series(gate, network, "a.series")
        columns = (
            f"SELECT {ATTEMPT_COLUMNS} FROM attempts AS a CROSS JOIN series AS se"  # noqa: S608
            f" ON se.id = a.series WHERE {only}"
            " ORDER BY a.started_at DESC, a.id DESC LIMIT ?"
        )
        cells = (
            "SELECT test, attempt, outcome FROM json_each(?) AS asked"
            " CROSS JOIN results ON attempt = asked.value"
        )
        names = (
            "SELECT t.id, t.package, t.name FROM json_each(?) AS asked"
            " CROSS JOIN tests AS t ON t.id = asked.value WHERE t.is_top"
        )
        with reading(self._engine) as connection:
            # The newest are looked up first, and shown last.
            attempts = fetched(connection, columns, (*bound, runs))[::-1]
            places = {row[0]: place for place, row in enumerate(attempts)}
            found = _pivoted(fetched(connection, cells, (json.dumps(list(places)),)), places)
            named = fetched(connection, names, (json.dumps(list(found)),))
        rows = sorted((NamedTest(package, name), test) for test, package, name in named)
        return Grid(
            tuple(attempt_of(row) for row in attempts),
            tuple(GridRow(test, tuple(found[number])) for test, number in rows),
        )


def _pivoted(rows: Sequence[Row], places: dict[int, int]) -> dict[int, list[Outcome | None]]:
    found: dict[int, list[Outcome | None]] = defaultdict(lambda: [None] * len(places))
    for test, attempt, number in rows:
        cells, place, outcome = found[test], places[attempt], OUTCOMES[number]
        known = cells[place]
        cells[place] = outcome if known is None else gravest((known, outcome))
    return found
