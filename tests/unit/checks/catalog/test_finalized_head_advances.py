"""The finalized head, and what must not pass for its progress."""

import re

import pytest

from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, heads, judge_readings, lines
from tests.unit.checks.catalog.head_cases import ONE_NODE, STEADY, Values, judge_head

CHECK = "finalized_head_advances"


def answer(number: int) -> object:
    return heads(number + 9, number + 5, number)


@pytest.mark.parametrize(("values", "outcome", "words"), ONE_NODE)
def test_one_node(values: Values, outcome: Outcome, words: str) -> None:
    """The longest time without progress decides, the start and the end of the window included."""
    found, summary = judge_head(CHECK, answer, verifier_0=values)

    assert found is outcome, summary
    assert re.search(words, summary)


def test_one_node_that_stands_still_fails_all() -> None:
    """Every node is judged for itself, and the one that fails is named."""
    found, summary = judge_head(CHECK, answer, verifier_0=[*STEADY], verifier_1=[100] * 11)

    assert found is Outcome.FAILED
    assert "verifier-1" in summary


def test_a_dead_node_precludes() -> None:
    """What a dead node would have said is not known, and it is named."""
    found, summary = judge_head(CHECK, answer, verifier_0=[*STEADY], verifier_1=[SILENT] * 11)

    assert found is Outcome.PRECLUDED
    assert "verifier-1" in summary


def test_a_failure_outranks_a_dead_node() -> None:
    """A stall that was seen is a failure, whoever is dead."""
    found, _ = judge_head(CHECK, answer, verifier_0=[100] * 11, verifier_1=[SILENT] * 11)

    assert found is Outcome.FAILED


def test_a_node_without_an_address_is_mentioned() -> None:
    """A node that nobody can ask is not observed, and the summary says so."""
    known = facts([("verifier-0", "verifier"), ("rpc-0", "rpc")], unlisted=["rpc-0"])
    readings = {"sync_status.jsonl": lines(verifier_0=[answer(number) for number in STEADY])}

    judgement = judge_readings(CHECK, readings, known)

    assert judgement.outcome is Outcome.PASSED or "too short" in judgement.summary
    assert "1 without a known address not observed" in judgement.summary


def test_no_address_at_all_is_no_answer() -> None:
    """Where nobody can be asked, nothing is known."""
    known = facts([("verifier-0", "verifier")], unlisted=["verifier-0"])

    judgement = judge_readings(CHECK, {"sync_status.jsonl": b""}, known)

    assert judgement.outcome is Outcome.ERRORED
    assert "no endpoint is known" in judgement.summary


def test_a_node_that_contradicts_itself_fails() -> None:
    """A head that is ahead of what it rests on is a lie, however well it grows."""
    lies = [heads(number + 9, number, number + 1) for number in STEADY]

    judgement = judge_readings(CHECK, {"sync_status.jsonl": lines(verifier_0=lies)})

    assert judgement.outcome is Outcome.FAILED
    assert "ahead of its safe head" in judgement.summary
