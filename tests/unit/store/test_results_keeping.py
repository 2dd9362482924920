"""What follows from results is always what making it anew would give, whatever was done."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.acceptance import NamedTest
from gonogo.store import SQLiteHistory, SQLiteResults, open_history
from tests.contract.store.memory_results import MemoryResults
from tests.contract.store.past import DEPOSIT, NOON, OUTCOMES, TRANSFER, attempt, result

TABLES = ("daily", "latest", "failures")
TESTS = (TRANSFER, DEPOSIT, NamedTest(TRANSFER.package, "TestTransfer/of_much"))

RESULTS = st.lists(
    st.builds(result, st.sampled_from(TESTS), st.sampled_from(list(OUTCOMES))), max_size=5
)
RECORDED = st.tuples(
    st.sampled_from("abcdefgh"),
    st.sampled_from(["base", "isthmus"]),
    st.integers(0, 40),
    st.sampled_from(["", "sha256:aa", "sha256:bb"]),
    RESULTS,
)
FORGOTTEN = st.integers(0, 40)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SQLiteHistory]:
    history = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield history
    history.close()


def content(history: SQLiteHistory) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the tables that follow from the results."""
    with history.engine.connect() as connection:
        return {
            table: sorted(
                tuple(row)
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
            )
            for table in TABLES
        }


@given(steps=st.lists(st.one_of(RECORDED, FORGOTTEN), max_size=12))
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_follows_is_right_after_every_step(
    steps: list[tuple[str, str, int, str, list[object]] | int], opened: SQLiteHistory
) -> None:
    """Recorded in any order, forgotten up to any day: nothing drifts, and memory agrees."""
    kept, memory = SQLiteResults(opened.engine), MemoryResults()
    kept.retain(NOON + timedelta(days=1))
    for step in steps:
        for history in (kept, memory):
            if isinstance(step, int):
                history.retain(NOON - timedelta(days=step))
            else:
                run, gate, days, candidate, results = step
                # No two begin at once, so that the order in which they were recorded is nothing.
                ago = timedelta(days=days, seconds=ord(run), minutes=len(gate))
                held = attempt(run, gate=gate, ago=ago, candidate=candidate)
                history.record(held, results, NOON)  # type: ignore[arg-type]
    before = content(opened)
    kept.rebuild()

    assert content(opened) == before
    assert kept.rates(NOON) == memory.rates(NOON)
    assert kept.latest() == memory.latest()
    assert kept.latest("base") == memory.latest("base")
    assert kept.troubled(NOON) == memory.troubled(NOON)
    assert kept.grid("base") == memory.grid("base")
    assert kept.tracks(TESTS) == memory.tracks(TESTS)
    assert kept.seconds_of(TESTS) == memory.seconds_of(TESTS)


def test_damage_to_what_follows_is_mended_by_making_it_anew(opened: SQLiteHistory) -> None:
    """Whatever somebody wrote there, the results say what is right."""
    kept = SQLiteResults(opened.engine)
    kept.record(attempt(), [result(letter="F"), result(DEPOSIT)], NOON)
    before = content(opened)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE daily SET failed = 0, passed = 100")
        connection.exec_driver_sql("DELETE FROM failures")
        connection.exec_driver_sql("DELETE FROM latest")
    kept.rebuild()

    assert content(opened) == before
