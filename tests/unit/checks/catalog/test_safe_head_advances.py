"""The safe head, and what must not pass for its progress."""

from gonogo.evidence import Outcome
from tests.unit.checks.building import heads, judge_readings, lines
from tests.unit.checks.catalog.head_cases import STEADY, HeadSuite

CHECK = "safe_head_advances"


class TestSafeHead(HeadSuite):
    """The check of the safe head keeps what all checks of a head promise."""

    check = CHECK

    def answer(self, number: int) -> object:
        """Return the heads of a node at which this one stands at a number."""
        return heads(number + 5, number)


def test_a_node_that_contradicts_itself_fails() -> None:
    """A head that is ahead of what it rests on is a lie, however well it grows."""
    lies = [heads(number, number + 1) for number in STEADY]

    judgement = judge_readings(CHECK, {"sync_status.jsonl": lines(verifier_0=lies)})

    assert judgement.outcome is Outcome.FAILED
    assert "ahead of its unsafe head" in judgement.summary
