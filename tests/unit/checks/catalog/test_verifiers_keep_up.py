"""Distance between nodes and the sequencer."""

import pytest

from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, header, judge_readings, lines

CHECK = "verifiers_keep_up"
NAME = "latest_block.jsonl"
FRONT = [header(number) for number in range(100, 111)]


def behind(*blocks: int) -> list[object]:
    return [header(100 + second - lag) for second, lag in enumerate(blocks)]


@pytest.mark.parametrize(
    ("answers", "outcome", "words"),
    [
        pytest.param(behind(*[0] * 11), Outcome.PASSED, "up to 0 blocks", id="level"),
        pytest.param(behind(*[3] * 11), Outcome.PASSED, "up to 3 blocks", id="within the limit"),
        pytest.param(
            behind(*[0] * 10, 9), Outcome.FAILED, "up to 9 blocks behind", id="falls behind at end"
        ),
        pytest.param(behind(7, 7, *[0] * 9), Outcome.FAILED, "up to 7", id="behind at the start"),
        pytest.param(behind(0, 0, -5, *[0] * 8), Outcome.FAILED, "4 blocks ahead", id="ahead"),
        pytest.param(behind(*[0] * 5, -1, *[0] * 5), Outcome.PASSED, "none was ahead", id="race"),
        pytest.param([SILENT] * 11, Outcome.PRECLUDED, "verifier-0 never", id="dead"),
        pytest.param([], Outcome.PRECLUDED, "verifier-0 never", id="empty"),
        pytest.param(
            [*behind(0, 0, 0), *[SILENT] * 8], Outcome.ERRORED, "verifier-0 gave no", id="goes dead"
        ),
    ],
)
def test_distance(answers: list[object], outcome: Outcome, words: str) -> None:
    """The largest distance in either direction decides, at any time of the window."""
    readings = {NAME: lines(sequencer_0=FRONT, verifier_0=answers)}

    judgement = judge_readings(CHECK, readings, most_blocks_behind=4, longest_silence_seconds=3)

    assert judgement.outcome is outcome, judgement.summary
    assert words in judgement.summary


def test_a_silent_sequencer_hides_no_lag() -> None:
    """When the sequencer's head is not known, nobody can say who keeps up with it."""
    readings = {NAME: lines(sequencer_0=[*FRONT[:2], *[SILENT] * 9], verifier_0=FRONT[:2] * 5)}

    judgement = judge_readings(CHECK, readings, longest_silence_seconds=3)

    assert judgement.outcome is Outcome.ERRORED


def test_a_dead_sequencer_precludes() -> None:
    """Without the sequencer there is nothing to compare with."""
    readings = {NAME: lines(sequencer_0=[SILENT] * 11, verifier_0=FRONT)}

    assert judge_readings(CHECK, readings).outcome is Outcome.PRECLUDED


def test_everybody_dead() -> None:
    """Where nobody answered, the network was not seen."""
    readings = {NAME: lines(sequencer_0=[SILENT] * 11, verifier_0=[SILENT] * 11)}

    assert judge_readings(CHECK, readings).outcome is Outcome.ERRORED


def test_a_sequencer_without_an_address() -> None:
    """A sequencer that nobody can ask leaves nothing to compare with."""
    known = facts(unlisted=["sequencer-0"])

    judgement = judge_readings(CHECK, {NAME: lines(verifier_0=FRONT)}, known)

    assert judgement.outcome is Outcome.ERRORED


def test_a_network_of_sequencers_only() -> None:
    """Where the inventory lists nobody who could lag, the check does not apply."""
    known = facts([("sequencer-0", "sequencer")], services=["batcher"])

    judgement = judge_readings(CHECK, {NAME: lines(sequencer_0=FRONT)}, known)

    assert judgement.outcome is Outcome.NOT_APPLICABLE


def test_sequencers_only_without_an_inventory() -> None:
    """Where nobody lists all nodes, there may be one that lags."""
    known = facts([("sequencer-0", "sequencer")], services=[])

    judgement = judge_readings(CHECK, {NAME: lines(sequencer_0=FRONT)}, known)

    assert judgement.outcome is Outcome.ERRORED
    assert "no inventory" in judgement.summary


def test_a_network_without_nodes_is_not_seen() -> None:
    """No nodes at all is no inventory of sequencers."""
    assert judge_readings(CHECK, {NAME: b""}, facts([])).outcome is Outcome.ERRORED


def test_a_verifier_with_the_address_of_the_sequencer() -> None:
    """Whoever is the sequencer keeps up with it, and the verifier was not seen."""
    known = facts(twins={"verifier-0": "sequencer-0"})

    judgement = judge_readings(CHECK, {NAME: lines(sequencer_0=FRONT, verifier_0=FRONT)}, known)

    assert judgement.outcome is Outcome.ERRORED
    assert "asked twice" in judgement.summary
