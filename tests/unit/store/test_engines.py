"""The durable engine's files: one for each run, and moved aside where they are worn out."""

from pathlib import Path

import sqlalchemy as sa

from gonogo.store import EngineFiles


def write(files: EngineFiles, run: str, value: int) -> None:
    engine = files.open(run)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE IF NOT EXISTS t (value)"))
        connection.execute(sa.text("INSERT INTO t VALUES (:value)"), {"value": value})
    engine.dispose()


def tables(files: EngineFiles, run: str) -> list[str]:
    engine = files.open(run)
    found = sa.inspect(engine).get_table_names()
    engine.dispose()
    return found


def test_each_run_has_a_file_of_its_own(tmp_path: Path) -> None:
    """A damaged one costs one run."""
    files = EngineFiles(tmp_path)

    write(files, "run-a", 1)

    assert tables(files, "run-a") == ["t"]
    assert tables(files, "run-b") == []


def test_a_file_that_is_set_aside_is_kept_and_the_next_one_is_new(tmp_path: Path) -> None:
    """With everything that SQLite keeps beside it, and again and again."""
    files = EngineFiles(tmp_path)

    for value in (1, 2):
        write(files, "run-a", value)
        files.set_aside("run-a")

    assert tables(files, "run-a") == []
    aside = [*(tmp_path / "runs" / "run-a").glob("engine.sqlite.*.aside")]
    assert len(aside) == 2


def test_nothing_to_set_aside_is_no_error(tmp_path: Path) -> None:
    """It may have been cleared away by hand."""
    EngineFiles(tmp_path).set_aside("run-a")


def test_a_damaged_file_is_opened_all_the_same(tmp_path: Path) -> None:
    """It shows when it is first read, and is set aside then."""
    files = EngineFiles(tmp_path)
    write(files, "run-a", 1)
    (tmp_path / "runs" / "run-a" / "engine.sqlite").write_bytes(b"damaged" * 1000)

    files.open("run-a").dispose()
    files.set_aside("run-a")

    assert tables(files, "run-a") == []
