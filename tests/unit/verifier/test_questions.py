"""Evidence and runs, sorted by the question that they answer."""

import pytest

from tests.unit.verifier.judging import (
    ROW,
    by_hand,
    judged,
    passed,
    pinning,
    reasons,
    sign_off,
    started,
)
from tests.unit.verifier.writing import (
    FAY,
    PAT,
    QUINN,
    Key,
    evidence,
    founded,
    people,
    policy,
    requirement,
    row,
    window,
)


def test_sign_off_hides_nothing_that_a_run_named() -> None:
    """What the last real run could not read stays unknown, whatever is signed after it."""
    rules = (requirement(), by_hand())
    writer = started(*rules)
    writer.run(20, evidence(""), unknown_facts=["chain.901.genesis_hash"])
    sign_off(writer, 30)

    assert judged(writer, *rules).reasons == {("identity-unknown", "")}


@pytest.mark.parametrize(
    ("signers", "answer"),
    [
        ([], "unknown"),
        ([FAY], "unknown"),
        ([PAT], "unknown"),
        ([PAT, PAT], "unknown"),
        ([PAT, Key("pat's other")], "unknown"),
        ([PAT, QUINN], "met"),
    ],
)
def test_sign_off_needs_distinct_persons_with_the_role(signers: list[Key], answer: str) -> None:
    """Two keys of one person are one person, and other roles are none."""
    rule = by_hand(people=2)
    both = [row(PAT), row(Key("pat's other"))]
    pat = {
        "team": "platforms",
        "roles": ["platforms"],
        "keys": sorted(both, key=lambda each: str(each["key"])),
    }
    writer = founded(pinning(policy(rule)), people(pat=pat))
    for position, signer in enumerate(signers):
        sign_off(writer, 20 + position, signer)

    assert judged(writer, rule).answers == {"by-hand": answer}


def test_runner_does_not_answer_for_people() -> None:
    """Evidence of a check that is called as a requirement by hand is about something else."""
    rule = by_hand(parameters=[])
    writer = started(rule)
    item = evidence("", check="manual:by-hand", parameters=[])
    writer.run(20, item)

    assert judged(writer, rule).answers == {"by-hand": "unknown"}


def test_run_that_was_left_out_shows() -> None:
    """A runner numbers its runs, so one that nobody shows is missed."""
    writer = started()
    writer.runs = 1
    passed(writer, 20)

    assert reasons(writer) == {"run-numbers"}


@pytest.mark.parametrize(
    ("begin", "end", "answer"),
    [(5, 25, "met"), (4.9, 25, "unknown"), (5, 25.1, "unknown"), (-20 * 1440, 15, "unknown")],
)
def test_window_must_be_within_its_run(begin: float, end: float, answer: str) -> None:
    """The run began at minute 10 and ended at 20, and clocks differ by five at most."""
    writer = started()
    writer.run(20, evidence("", window=window(begin, end)))

    assert judged(writer).answers == {ROW: answer}


def test_failure_outside_its_run_is_one_all_the_same() -> None:
    """Whoever says that something failed is believed."""
    writer = started()
    writer.run(20, evidence("", outcome="failed", window=window(-100, 15)))

    assert judged(writer).answers == {ROW: "unmet"}


def test_nobody_soaks_for_weeks_in_a_run_of_minutes() -> None:
    """A deployment is no older than its record, whatever a runner's key says."""
    changes = {"soak_seconds": 14 * 86400.0}
    writer = started(**changes)
    passed(writer, 15)
    writer.run(30, evidence("", window=window(-20 * 1440, 25)))
    writer.run(60, evidence("", outcome="failed", window=window(-20 * 1440, 55)))

    assert "soak" in reasons(writer, **changes)
