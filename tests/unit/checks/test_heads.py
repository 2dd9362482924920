"""Heads of consensus nodes, and nodes that contradict themselves."""

import pytest

from gonogo.checks.growth import Subject
from gonogo.checks.heads import Ceiling, judge_heads
from gonogo.checks.judgement import Judgement
from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, heads, lines

SUBJECT = Subject("safe head", limit_seconds=3.0, window_seconds=10.0)
CEILING = Ceiling("unsafe head", lambda said: said.unsafe_l2.number)
WELL = [heads(number + 3, number) for number in range(11)]


def judged(ceiling: Ceiling | None = CEILING, **answers: list[object]) -> Judgement:
    readings = {"sync_status.jsonl": lines(**answers)}
    return judge_heads(readings, facts(), SUBJECT, lambda said: said.safe_l2.number, ceiling)


def test_a_head_that_advances_everywhere_passes() -> None:
    """On every consensus node that has an address."""
    assert judged(sequencer_0=WELL, verifier_0=WELL).outcome is Outcome.PASSED


def test_a_node_that_contradicts_itself_fails_however_well_it_grows() -> None:
    """Nothing else that it says can be believed; the first contradiction is told."""
    lying = [*WELL[:5], heads(7, 8), heads(8, 99), *WELL[7:]]

    found = judged(sequencer_0=WELL, verifier_0=lying)

    assert found.outcome is Outcome.FAILED
    assert found.summary == (
        "verifier-0 says that its safe head, 8, is ahead of its unsafe head, 7"
    )
    assert found.figures


def test_every_liar_is_named() -> None:
    """Each once."""
    lying = [heads(1, 2) for _ in range(11)]

    assert judged(sequencer_0=lying, verifier_0=lying).summary.count("says that") == 2


@pytest.mark.parametrize("ceiling", [CEILING, None])
def test_a_head_may_be_as_high_as_its_ceiling(ceiling: Ceiling | None) -> None:
    """Only ahead of it is a contradiction, and without a ceiling nothing is."""
    level = [heads(number) for number in range(11)]

    assert judged(ceiling, sequencer_0=level, verifier_0=level).outcome is Outcome.PASSED


def test_a_node_that_is_silent_contradicts_nothing() -> None:
    """What it would have said is not known."""
    assert judged(sequencer_0=WELL, verifier_0=[SILENT] * 11).outcome is Outcome.PRECLUDED


def test_nodes_without_an_address_are_mentioned() -> None:
    """Three nodes, one of them never asked."""
    known = facts(
        [("sequencer-0", "sequencer"), ("verifier-0", "verifier")], unlisted=("verifier-0",)
    )
    readings = {"sync_status.jsonl": lines(sequencer_0=WELL)}

    found = judge_heads(readings, known, SUBJECT, lambda said: said.safe_l2.number)

    assert found.summary.endswith("1 without a known address not observed")
