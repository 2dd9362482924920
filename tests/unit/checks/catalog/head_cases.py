"""The cases that every check of a head is tried with."""

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
