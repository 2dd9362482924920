"""Attempts and results of tests, as short as a test can say them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from gonogo.acceptance import Attempt, Kind, NamedTest, Result, ResultHistory
from gonogo.evidence import Outcome

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TRANSFER = NamedTest("example.org/base", "TestTransfer")
DEPOSIT = NamedTest("example.org/base", "TestDeposit")
CANDIDATE = "sha256:" + "ca" * 32
OTHER_CANDIDATE = "sha256:" + "cb" * 32

OUTCOMES = {
    "P": Outcome.PASSED,
    "F": Outcome.FAILED,
    "E": Outcome.ERRORED,
    "S": Outcome.SKIPPED,
    "D": Outcome.PRECLUDED,
    "N": Outcome.NOT_APPLICABLE,
}


def attempt(  # noqa: PLR0913 - One for each thing that tells attempts apart.
    run: str = "run-a",
    *,
    gate: str = "base",
    ago: timedelta = timedelta(0),
    number: int = 1,
    network: str = "eris",
    candidate: str = CANDIDATE,
) -> Attempt:
    """Return an attempt that started so long before noon."""
    return Attempt(run, gate, NOON - ago, number, network, candidate)


def result(
    test: NamedTest = TRANSFER, letter: str = "P", seconds: float = 1.0, message: str = ""
) -> Result:
    """Return a result by the first letter of its outcome."""
    outcome = OUTCOMES[letter]
    kind = Kind.ASSERTION if outcome is Outcome.FAILED else Kind.NONE
    return Result(test, outcome, kind, seconds, message)


def outcomes(letters: str) -> tuple[Outcome, ...]:
    """Return outcomes by their first letters."""
    return tuple(OUTCOMES[letter] for letter in letters)


def record(  # noqa: PLR0913 - As above.
    history: ResultHistory,
    letters: str,
    *,
    test: NamedTest = TRANSFER,
    candidate: str = CANDIDATE,
    network: str = "eris",
    first: timedelta = timedelta(hours=10),
) -> None:
    """Record one attempt after the other, a minute apart, by the letters of their outcomes."""
    for position, letter in enumerate(letters):
        ago = first - timedelta(minutes=position)
        run = f"run-{candidate[-4:]}-{network}-{test.name}-{ago.total_seconds():.0f}"
        held = attempt(run, ago=ago, candidate=candidate, network=network)
        history.record(held, [result(test, letter)], held.started_at)


def names(tests: Iterable[NamedTest]) -> list[str]:
    """Return the names of tests without their packages."""
    return [test.name for test in tests]
