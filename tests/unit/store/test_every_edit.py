"""No edit of any single column, and no row taken away, makes a verdict better.

The columns are asked of the schema, so one that is added is tried too. Whoever
edits several columns so that they fit each other again is not caught here: that
takes signatures.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.errors import GonogoError
from gonogo.evidence import Evidence, Outcome, RunState, Selection, Window
from gonogo.findings import open_findings
from gonogo.networks import L1, Chain, Deployment, Fact, Identity, Network
from gonogo.readiness import Policy, Problem, Requirement, Verdict
from gonogo.readiness.verdict import gravity
from gonogo.store import DirectoryArtifacts, SQLiteHistory, SQLiteTransactions, open_history
from gonogo.store.schema import METADATA
from gonogo.workflows import NewRun, RecordedEvidence, Request
from gonogo.workflows.record import Seen, decide
from tests.contract.store.values import NOON

CHECK, CHAIN = "safe_head_advances", "eris-0"
CANDIDATE = "sha256:" + "ca" * 32
NETWORK = Network("eris", "alphanet", None, L1("l1", 900, ()), (Chain(CHAIN, 901),))
POLICY = Policy(
    name="test",
    title="Test",
    level="TEST",
    requirements=(
        Requirement("safe", "Safe", "w", "r", "s", check=CHECK, freshness_seconds=86400.0),
    ),
    interval_seconds=1.0,
)
STRANGE: tuple[object, ...] = (None, "", "xyz", 0, 1, 10**12, 1.5, b"{}")


def deployment(network: str = "eris", genesis: str = "0xaa") -> Deployment:
    return Deployment(network, CANDIDATE, Identity((Fact("chain.901.genesis_hash", genesis),)))


@dataclass(frozen=True)
class World:
    """A workspace, and the deployment that is judged in it."""

    directory: Path
    history: SQLiteHistory
    artifacts: DirectoryArtifacts
    expected: Verdict

    @property
    def path(self) -> Path:
        """Return where the history is."""
        return self.directory / "history.sqlite"

    def run(  # noqa: PLR0913 - what a run may be like.
        self,
        name: str,
        outcome: Outcome | None,
        *,
        about: Deployment | None = None,
        minutes: int = 0,
        ending: RunState | None = RunState.FINISHED,
        is_void: bool = False,
    ) -> None:
        """Record a run as an assessment does, from its start to its end."""
        about = about or deployment()
        began = NOON + timedelta(minutes=minutes)
        raw = self.artifacts.put(f"what {name} read".encode())
        request = Request(about.network, CANDIDATE, "test", raw, raw, may_send=False)
        self.history.start_run(NewRun(name, request, (Selection(CHECK, CHAIN),), began))
        self.history.set_deployment(name, about)
        if outcome is not None:
            window = Window(began, began + timedelta(seconds=20))
            item = Evidence(
                name, CHECK, CHAIN, about.digest, outcome, "seen", window, readings=(raw,)
            )
            self.history.record_evidence([RecordedEvidence(item, raw)])
        if is_void:
            self.history.void_run(name)
        SQLiteTransactions(self.history.engine).record(name, "transfer", b"signed")
        self.history.record_problem(name, Problem("network", "it was slow"))
        shelf = self.history.evidence_of_deployment(about.digest)
        self.history.record_findings(open_findings(item.evidence for item in shelf.items))
        if ending is not None:
            now = began + timedelta(seconds=30)
            seen = Seen(NETWORK, CANDIDATE, about.digest)
            made = decide(POLICY, seen, history=self.history, artifacts=self.artifacts, now=now)
            self.history.record_decision(name, made)
            self.history.end_run(name, ending, now)

    def verdict(self) -> Verdict | None:
        """Judge what is recorded; None when that is refused."""
        try:
            decision = decide(
                POLICY,
                Seen(NETWORK, CANDIDATE, deployment().digest),
                history=self.history,
                artifacts=self.artifacts,
                now=NOON + timedelta(hours=1),
            )
        except GonogoError:
            return None
        return decision.verdict


def passed(world: World) -> None:
    world.run("run-a", Outcome.PASSED)


def failed(world: World) -> None:
    world.run("run-a", Outcome.FAILED)
    world.run("run-b", Outcome.PASSED, minutes=5)


def failed_before_it_was_deployed_again(world: World) -> None:
    world.run("run-a", Outcome.FAILED, about=deployment(genesis="0xbb"))
    world.run("run-b", Outcome.PASSED, minutes=5)


def void_beside_another_network(world: World) -> None:
    world.run("run-a", Outcome.PASSED, is_void=True)
    world.run("run-b", Outcome.PASSED, about=deployment("ares"), minutes=5)


def elsewhere(world: World) -> None:
    world.run("run-a", Outcome.PASSED, about=deployment(genesis="0xbb"))


def never_ended(world: World) -> None:
    world.run("run-a", Outcome.PASSED)
    world.run("run-b", None, minutes=5, ending=None)


WORLDS: dict[Callable[[World], None], Verdict] = {
    passed: Verdict.GO,
    failed: Verdict.NO_GO,
    failed_before_it_was_deployed_again: Verdict.NO_GO,
    void_beside_another_network: Verdict.HOLD,
    elsewhere: Verdict.HOLD,
    never_ended: Verdict.HOLD,
}


@pytest.fixture(scope="module", params=WORLDS)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Each world once: every test puts back what it edited."""
    directory = tmp_path_factory.mktemp("world")
    artifacts = DirectoryArtifacts(directory / "artifacts")
    with closing(open_history(directory / "history.sqlite", lambda _: False)) as history:
        made = World(directory, history, artifacts, WORLDS[request.param])
        request.param(made)
        yield made


@contextmanager
def put_back(world: World, table: str) -> Iterator[sqlite3.Connection]:
    """Yield a connection to edit a table with; afterwards it is as it was."""
    with closing(sqlite3.connect(world.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
        try:
            yield connection
        finally:
            connection.execute("BEGIN")
            connection.execute(f'DELETE FROM "{table}"')  # noqa: S608
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608
            connection.execute("COMMIT")


def is_better(after: Verdict | None, before: Verdict | None) -> bool:
    """Compare verdicts; where nothing was judged, nothing is better."""
    assert before is not None
    return after is not None and gravity(after) < gravity(before)


def edits(connection: sqlite3.Connection, table: str, column: str) -> list[tuple[str, object]]:
    """Return every edit of a column that is tried: of all rows, and of each by itself."""
    query = f'SELECT rowid, "{column}" FROM "{table}"'  # noqa: S608
    rows: Sequence[tuple[int, object]] = connection.execute(query).fetchall()
    known = {repr(value): value for _, value in rows}
    endings = [state.value for state in RunState] if column == "ending" else []
    values = [*STRANGE, *known.values(), *endings, (NOON - timedelta(days=1)).isoformat()]
    change = f'UPDATE OR IGNORE "{table}" SET "{column}" = ?'  # noqa: S608
    each = [f"{change} WHERE rowid = {row}" for row, _ in rows]
    return [(text, value) for text in (change, *each) for value in values]


def test_worlds_are_what_they_are_called(world: World) -> None:
    """Without an edit each world has its verdict, and nothing in it is damaged."""
    assert world.verdict() is world.expected
    assert [run.damage for run in world.history.runs() if run.damage] == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        pytest.param(table.name, column.name, id=f"{table.name}.{column.name}")
        for table in METADATA.sorted_tables
        for column in table.columns
    ],
)
def test_no_edit_makes_the_verdict_better(world: World, table: str, column: str) -> None:
    """Whatever is put there, the verdict stays or gets worse, or nothing is judged at all."""
    with put_back(world, table) as connection:
        tried = edits(connection, table, column)
    better = []
    for change, value in tried:
        with put_back(world, table) as connection, contextlib.suppress(sqlite3.IntegrityError):
            connection.execute(change, (value,))
            after = world.verdict()
            if is_better(after, world.expected):
                better.append((change, value, after))

    assert better == []


@pytest.mark.parametrize("table", [table.name for table in METADATA.sorted_tables])
def test_no_row_that_is_taken_away_makes_the_verdict_better(world: World, table: str) -> None:
    """Rows that are gone are missed."""
    with put_back(world, table) as connection:
        rows = connection.execute(f'SELECT rowid FROM "{table}"').fetchall()  # noqa: S608
    better = []
    for which in ["", *(f" WHERE rowid = {row}" for (row,) in rows)]:
        with put_back(world, table) as connection:
            connection.execute(f'DELETE FROM "{table}"{which}')  # noqa: S608
            after = world.verdict()
            if is_better(after, world.expected):
                better.append((which, after))

    assert better == []


def test_every_table_is_sealed_or_guarded_otherwise() -> None:
    """A table that is added must be sealed with its runs, or be thought about here."""
    names_its_run = {table.name for table in METADATA.sorted_tables if "run" in table.columns}
    otherwise = {
        "runs",  # Sealed by itself.
        "findings",  # Sealed with the run during which they were opened.
        "deployments",  # Named by their content; a run whose deployment is gone is damaged.
        "marks",  # Compared with the runs that there are.
    }

    assert {table.name for table in METADATA.sorted_tables} == names_its_run | otherwise
