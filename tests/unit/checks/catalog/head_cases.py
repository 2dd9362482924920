"""The cases that every check of a head is tried with."""

import re
from collections.abc import Callable

import pytest

from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, judge_readings, lines

STEADY = list(range(100, 111))
LIMIT_SECONDS = 3

Values = list[object]

ONE_NODE = [
    pytest.param(STEADY, Outcome.PASSED, "advanced", id="steady"),
    pytest.param([], Outcome.ERRORED, "not seen", id="empty"),
    pytest.param([100], Outcome.ERRORED, "nobody can say|too short", id="one reading"),
    pytest.param([100] * 11, Outcome.FAILED, "stood still for 10.0 s", id="no progress"),
    pytest.param(
        [*range(100, 107), *[106] * 4], Outcome.FAILED, "stood still for 4.0 s", id="stall at end"
    ),
    pytest.param(
        [*[100] * 5, *range(101, 107)], Outcome.FAILED, "stood still for 5.0 s", id="stall at start"
    ),
    pytest.param(
        [100, 101, 102, 101, *range(103, 110)],
        Outcome.FAILED,
        "fell back from 102 to 101",
        id="fall",
    ),
    pytest.param([100] * 9 + [9_000_000] * 2, Outcome.FAILED, "stood still", id="jump at the end"),
    pytest.param([SILENT] * 11, Outcome.ERRORED, "not seen", id="all dead"),
    pytest.param(
        [100, 101, *[SILENT] * 6, 108, 109, 110],
        Outcome.ERRORED,
        "no usable answer for 7.0 s",
        id="long silence",
    ),
    pytest.param([100, 101, SILENT, *range(103, 111)], Outcome.PASSED, "advanced", id="short one"),
]


def judge_head(
    check: str, answer: Callable[[int], object], **values: Values
) -> tuple[Outcome, str]:
    """Judge a head of some nodes whose readings have these numbers."""
    answers = {
        node: [each if each is SILENT else answer(int(str(each))) for each in numbers]
        for node, numbers in values.items()
    }
    nodes = [(node.replace("_", "-"), "verifier") for node in values]
    limits = {"longest_stall_seconds": LIMIT_SECONDS}
    judgement = judge_readings(
        check, {"sync_status.jsonl": lines(**answers)}, facts(nodes), **limits
    )
    return judgement.outcome, judgement.summary


class HeadSuite:
    """What every check of a head promises; the tests of each derive from it."""

    check: str

    def answer(self, number: int) -> object:
        """Return what a node says whose head stands at this number."""
        raise NotImplementedError

    @pytest.mark.parametrize(("values", "outcome", "words"), ONE_NODE)
    def test_one_node(self, values: Values, outcome: Outcome, words: str) -> None:
        """The longest time without progress decides, both ends of the window included."""
        found, summary = judge_head(self.check, self.answer, verifier_0=values)

        assert found is outcome, summary
        assert re.search(words, summary)

    def test_one_node_that_stands_still_fails_all(self) -> None:
        """Every node is judged for itself, and the one that fails is named."""
        found, summary = judge_head(
            self.check, self.answer, verifier_0=[*STEADY], verifier_1=[100] * 11
        )

        assert found is Outcome.FAILED
        assert "verifier-1" in summary

    def test_a_dead_node_precludes(self) -> None:
        """What a dead node would have said is not known, and it is named."""
        found, summary = judge_head(
            self.check, self.answer, verifier_0=[*STEADY], verifier_1=[SILENT] * 11
        )

        assert found is Outcome.PRECLUDED
        assert "verifier-1" in summary

    def test_a_failure_outranks_a_dead_node(self) -> None:
        """A stall that was seen is a failure, whoever is dead."""
        found, _ = judge_head(
            self.check, self.answer, verifier_0=[100] * 11, verifier_1=[SILENT] * 11
        )

        assert found is Outcome.FAILED

    def test_a_node_without_an_address_is_mentioned(self) -> None:
        """A node that nobody can ask is not observed, and the summary says so."""
        known = facts([("verifier-0", "verifier"), ("rpc-0", "rpc")], unlisted=["rpc-0"])
        readings = {
            "sync_status.jsonl": lines(verifier_0=[self.answer(number) for number in STEADY])
        }

        judgement = judge_readings(self.check, readings, known)

        assert judgement.outcome is Outcome.PASSED
        assert "1 without a known address not observed" in judgement.summary

    def test_no_address_at_all_is_no_answer(self) -> None:
        """Where nobody can be asked, nothing is known."""
        known = facts([("verifier-0", "verifier")], unlisted=["verifier-0"])

        judgement = judge_readings(self.check, {"sync_status.jsonl": b""}, known)

        assert judgement.outcome is Outcome.ERRORED
        assert "no endpoint is known" in judgement.summary
