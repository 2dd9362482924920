"""Games at the factory, and what must not pass for a proposer that works."""

from collections.abc import Sequence

import msgspec
import pytest

from gonogo.checks import Judgement
from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, judge_readings, lines

NEWER = {"before": {"index": 4, "l2_block": 100}, "after": {"index": 9, "l2_block": 200}}
GROWING = [hex(count) for count in (5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10)]


def judged(
    counts: Sequence[object], newest: object = NEWER, *, interval_seconds: float = 3
) -> Judgement:
    readings = {
        "game_count.jsonl": lines(L1=counts),
        "newest_games.json": msgspec.json.encode(newest),
    }
    return judge_readings("proposer_advances", readings, interval_seconds=interval_seconds)


@pytest.mark.parametrize(
    ("counts", "outcome", "words"),
    [
        pytest.param(GROWING, Outcome.PASSED, "newest is over block 200", id="steady"),
        pytest.param([], Outcome.ERRORED, "not seen", id="empty"),
        pytest.param(["0x5"] * 11, Outcome.FAILED, "stood still for 10.0 s", id="stopped"),
        pytest.param([*GROWING[:5], *["0x7"] * 6], Outcome.FAILED, "stood still", id="stops"),
        pytest.param(["0x0"] * 11, Outcome.FAILED, "stood still", id="no game ever"),
        pytest.param([SILENT] * 11, Outcome.ERRORED, "not seen", id="L1 dead"),
    ],
)
def test_number_of_games(counts: list[object], outcome: Outcome, words: str) -> None:
    """New games must appear in every interval and a half."""
    judgement = judged(counts)

    assert judgement.outcome is outcome, judgement.summary
    assert words in judgement.summary


def test_less_than_two_intervals_show_nothing() -> None:
    """A window shorter than twice the interval is never judged, not even as a failure."""
    judgement = judged(["0x5"] * 11, interval_seconds=5.1)

    assert judgement.outcome is Outcome.ERRORED
    assert "too short a window" in judgement.summary


@pytest.mark.parametrize(
    ("newest", "outcome"),
    [
        pytest.param(
            {"before": {"index": 4, "l2_block": 100}, "after": {"index": 9, "l2_block": 100}},
            Outcome.FAILED,
            id="the same block again",
        ),
        pytest.param(
            {"before": {"index": 4, "l2_block": 100}, "after": {"index": 9, "l2_block": 90}},
            Outcome.FAILED,
            id="an older block",
        ),
        pytest.param(
            {"before": {"index": 4, "l2_block": 100}, "after": {"problem": "no answer"}},
            Outcome.ERRORED,
            id="unreadable at the end",
        ),
        pytest.param(
            {"before": {"problem": "no answer"}, "after": {"index": 9, "l2_block": 90}},
            Outcome.ERRORED,
            id="unreadable at the start",
        ),
        pytest.param(
            {
                "before": {"problem": "there are no games yet"},
                "after": {"index": 9, "l2_block": 90},
            },
            Outcome.PASSED,
            id="the very first games",
        ),
    ],
)
def test_claims_must_be_newer(newest: object, outcome: Outcome) -> None:
    """Games over blocks that were proposed before are no progress."""
    assert judged(GROWING, newest).outcome is outcome


def test_no_proposer() -> None:
    """Where the inventory lists no proposer, the check does not apply."""
    judgement = judge_readings("proposer_advances", {}, facts(services=["batcher"]))

    assert judgement.outcome is Outcome.NOT_APPLICABLE
