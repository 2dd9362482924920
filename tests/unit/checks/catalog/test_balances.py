"""Money of those who pay on L1."""

from gonogo.checks import Judgement
from gonogo.checks.facts import Facts
from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, judge_readings, lines

RICH, EMPTY = hex(10**18), "0x0"


def judged(
    known: Facts | None = None, *, least_wei: int = 1, **balances: list[object]
) -> Judgement:
    readings = {f"balance.{role}.jsonl": lines(L1=given) for role, given in balances.items()}
    return judge_readings("balances", readings, known, least_wei=least_wei)


def test_everybody_has_money() -> None:
    """Three balances above the least pass."""
    judgement = judged(batcher=[RICH], proposer=[RICH], challenger=[RICH])

    assert judgement.outcome is Outcome.PASSED


def test_an_empty_account_fails() -> None:
    """One empty account fails and is named with its balance."""
    judgement = judged(batcher=[EMPTY], proposer=[RICH], challenger=[RICH])

    assert judgement.outcome is Outcome.FAILED
    assert "the batcher has 0 wei" in judgement.summary


def test_too_little_fails() -> None:
    """The policy says how much is enough."""
    judgement = judged(least_wei=10**19, batcher=[RICH], proposer=[RICH], challenger=[RICH])

    assert judgement.outcome is Outcome.FAILED


def test_a_balance_that_could_not_be_read() -> None:
    """Of an account that nobody could read, nothing is known."""
    judgement = judged(batcher=[RICH], proposer=[SILENT], challenger=[RICH])

    assert judgement.outcome is Outcome.ERRORED
    assert "proposer" in judgement.summary


def test_nobody_answered() -> None:
    """Where L1 is dead, nothing is known."""
    judgement = judged(batcher=[SILENT], proposer=[SILENT], challenger=[SILENT])

    assert judgement.outcome is Outcome.ERRORED


def test_a_listed_component_without_an_address() -> None:
    """A component that is listed and has no address is unknown, not absent."""
    judgement = judged(facts(roles=["batcher", "proposer"]), batcher=[RICH], proposer=[RICH])

    assert judgement.outcome is Outcome.ERRORED
    assert "challenger" in judgement.summary


def test_an_unlisted_component_without_an_address() -> None:
    """A component that the inventory lacks needs no money."""
    known = facts(roles=["batcher", "proposer"], services=["batcher", "proposer"])

    judgement = judged(known, batcher=[RICH], proposer=[RICH])

    assert judgement.outcome is Outcome.PASSED
