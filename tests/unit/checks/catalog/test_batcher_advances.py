"""The batcher's nonce, and what must not pass for its progress."""

import msgspec
import pytest

from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, judge_readings, lines

CHECK = "batcher_advances"
NAME = "batcher_nonce.jsonl"


def nonces(*values: int) -> list[object]:
    return [hex(value) for value in values]


@pytest.mark.parametrize(
    ("answers", "outcome", "words"),
    [
        pytest.param(nonces(*range(5, 16)), Outcome.PASSED, "advanced", id="steady"),
        pytest.param([], Outcome.ERRORED, "not seen", id="empty"),
        pytest.param(nonces(7), Outcome.ERRORED, "nobody can say", id="one reading"),
        pytest.param(nonces(*[7] * 11), Outcome.FAILED, "stood still for 10.0 s", id="stopped"),
        pytest.param(
            nonces(1, 2, 3, 4, 5, 6, *[6] * 5), Outcome.FAILED, "stood still", id="stopped late"
        ),
        pytest.param(nonces(5, 6, 5, *range(6, 14)), Outcome.FAILED, "fell back", id="L1 reorg"),
        pytest.param([SILENT] * 11, Outcome.ERRORED, "not seen", id="L1 dead"),
    ],
)
def test_the_longest_gap_decides(answers: list[object], outcome: Outcome, words: str) -> None:
    """A batcher that stops sending, at any time of the window, fails."""
    judgement = judge_readings(CHECK, {NAME: lines(L1=answers)}, longest_gap_seconds=3)

    assert judgement.outcome is outcome
    assert words in judgement.summary


def test_an_inventory_without_a_batcher() -> None:
    """Where the inventory lists other services and no batcher, the check does not apply."""
    judgement = judge_readings(CHECK, {}, facts(services=["proposer"]))

    assert judgement.outcome is Outcome.NOT_APPLICABLE


def test_no_inventory_is_not_an_absent_batcher() -> None:
    """Where there is no inventory, nobody knows that there is no batcher."""
    judgement = judge_readings(CHECK, {}, facts(services=[]))

    assert judgement.outcome is Outcome.ERRORED


def test_a_descriptor_is_no_inventory() -> None:
    """Services that somebody wanted to be reached are not all that there are."""
    described = msgspec.structs.replace(facts(services=["proposer"]), has_inventory=False)

    assert judge_readings(CHECK, {}, described).outcome is Outcome.ERRORED


def test_one_of_two_l1_endpoints_is_dead() -> None:
    """A dead L1 endpoint precludes, and is named."""
    readings = {NAME: lines(L1_0=nonces(*range(11)), L1_1=[SILENT] * 11)}

    judgement = judge_readings(CHECK, readings, facts(l1=["L1-0", "L1-1"]), longest_gap_seconds=3)

    assert judgement.outcome is Outcome.PRECLUDED
    assert "L1-1" in judgement.summary
