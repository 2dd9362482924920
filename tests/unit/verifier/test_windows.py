"""What one requirement makes of the evidence about its question."""

from typing import Any

import pytest

from gonogo.verifier.asking import Question
from gonogo.verifier.policy import read_policy
from gonogo.verifier.questions import Case, Item, Questions, Run
from gonogo.verifier.windows import Window, apart, failures, look
from tests.unit.verifier.writing import (
    CANDIDATE,
    CHAIN,
    CHECK,
    DEPLOYMENT,
    NETWORK,
    canonical,
    minutes,
    policy,
    requirement,
)

ASKED = Question(CHECK, CHAIN)
ELSEWHERE = "sha256:" + "e" * 64
PARAMETERS = read_policy(canonical(policy())).requirements[0].parameters


def item(begin: float, end: float, outcome: str = "passed", **changes: Any) -> Item:
    whole: dict[str, Any] = {
        "run": f"run-{end:g}",
        "question": ASKED,
        "deployment": DEPLOYMENT,
        "outcome": outcome,
        "started_at": minutes(begin),
        "ended_at": minutes(end),
        "parameters": PARAMETERS,
        "is_void": False,
        "digest": f"sha256:{begin}-{end}-{outcome}",
    }
    return Item(**(whole | changes))


def asked_in(one: Item, **changes: Any) -> Run:
    whole: dict[str, Any] = {
        "name": one.run,
        "network": NETWORK,
        "selected": frozenset({ASKED}),
        "started_at": one.started_at,
        "ended_at": one.ended_at,
        "deployment": DEPLOYMENT,
    }
    return Run(**(whole | changes))


def seen(
    *items: Item,
    runs: list[Run] | None = None,
    components: tuple[str, ...] = ("op-node",),
    **row: Any,
) -> Window:
    """Return what the base requirement makes of these, judged at minute 100."""
    found = Questions()
    found.items[ASKED] = list(items)
    found.asked[ASKED] = [asked_in(one) for one in items] if runs is None else runs
    asked = read_policy(canonical(policy(requirement(**row)))).requirements[0]
    case = Case(NETWORK, DEPLOYMENT, CANDIDATE, {CHAIN: components}, {}, minutes(100))
    return look(found, case, asked, CHAIN)


@pytest.mark.parametrize(
    ("spans", "since", "count"),
    [
        ([(0, 5), (5, 10)], None, 2),
        ([(0, 5), (4, 10)], None, 1),
        ([(0, 5), (4, 10), (10, 11)], None, 2),
        ([(0, 5), (5, 10)], 5, 1),
        ([(0, 5), (5, 10)], 6, 0),
        ([(5, 5), (5, 5)], None, 1),
        ([(0, 5), (5, 5)], None, 1),
        ([], None, 0),
    ],
)
def test_passes_that_overlap_are_one_look(
    spans: list[tuple[float, float]], since: float | None, count: int
) -> None:
    """Those that touch are two, and one without length at the end of another is the same."""
    moment = None if since is None else minutes(since)

    assert len(apart([item(*span) for span in spans], moment)) == count


@pytest.mark.parametrize(
    "spoilt",
    [
        item(10, 15, deployment=ELSEWHERE),
        item(10, 15, parameters=()),
        item(10, 15, is_void=True),
        item(10, 10.5),
        item(15, 10),
        item(99, 101),
        item(10, 15, "failed"),
        item(10, 15, "errored"),
        item(10, 15, "skipped"),
    ],
    ids=["elsewhere", "otherwise", "void", "short", "backwards", "future", "f", "e", "s"],
)
def test_only_a_full_pass_here_that_was_asked_so_is_one(spoilt: Item) -> None:
    """Each of these is a pass less one thing."""
    assert seen(item(10, 15)).full == (item(10, 15),)
    assert seen(spoilt).full == ()


@pytest.mark.parametrize(
    "runs",
    [[], [asked_in(item(10, 15), deployment=ELSEWHERE)], [asked_in(item(10, 16))]],
    ids=["no-run", "run-elsewhere", "another-run"],
)
def test_a_pass_of_a_run_that_did_not_ask_is_none(runs: list[Run]) -> None:
    """Nobody answers what nobody asked."""
    assert seen(item(10, 15), runs=runs).full == ()


@pytest.mark.parametrize("outcome", ["errored", "skipped", "precluded", "not-applicable"])
def test_an_attempt_without_an_answer_is_open_since_its_run_ended(outcome: str) -> None:
    """A word that it does not apply is none where the inventory has the component."""
    found = seen(item(10, 15), item(20, 25, outcome), component="op-node")

    assert found.open_since == minutes(25)


def test_a_run_that_asked_and_did_not_answer_is_open() -> None:
    """Leaving out an answer is not better than giving none."""
    silent = asked_in(item(20, 25))

    assert seen(item(10, 15), runs=[asked_in(item(10, 15)), silent]).open_since == minutes(25)
    assert seen(item(10, 15)).open_since is None


def test_a_void_pass_leaves_its_question_open() -> None:
    """Nobody can say which deployment it saw."""
    assert seen(item(10, 15, is_void=True)).open_since == minutes(15)


def test_a_component_that_is_not_there_is_not_asked_for() -> None:
    """Then a word that it does not apply is support, and no pass is needed."""
    absent = seen(item(20, 25, "not-applicable"), component="challenger")
    there = seen(item(20, 25, "not-applicable"), component="op-node")

    assert (absent.applies, there.applies) == (False, True)
    assert absent.support == item(20, 25, "not-applicable")
    assert absent.open_since is None
    assert there.support is None


def test_the_support_is_what_ended_last() -> None:
    """Of two that ended together the one with the smaller digest, so that all agree."""
    first, second = item(10, 25, digest="b"), item(12, 25, digest="a")

    assert seen(item(10, 15), first, second).support == second
    assert seen(second, first).support == second


def test_failures_count_wherever_and_however_they_were_seen() -> None:
    """On another deployment, under other parameters, by a run that nobody knows; not void ones."""
    items = [
        item(10, 15, "failed", deployment=ELSEWHERE),
        item(20, 25, "failed", parameters=()),
        item(99, 101, "failed"),
    ]
    void = item(30, 35, "failed", is_void=True)
    found = Questions()
    found.items[ASKED] = [*items, void, item(40, 45)]

    assert seen(*items, void, runs=[]).failures == tuple(items)
    assert failures(found, ASKED) == tuple(items)
    assert failures(found, Question(CHECK, "another-1")) == ()


@pytest.mark.parametrize("span", [(10, 11), (95, 100)])
def test_a_pass_is_long_enough_and_in_time_to_the_moment(span: tuple[float, float]) -> None:
    """Exactly as long as is asked, and up to the moment of judgement."""
    assert seen(item(*span)).full == (item(*span),)


def test_a_pass_of_the_future_is_as_if_it_had_not_been_said() -> None:
    """Its run asked, and nobody knows the answer yet."""
    assert seen(item(10, 15), item(99, 101)).open_since == minutes(101)


def test_a_run_that_never_knew_its_deployment_asked_too() -> None:
    """It may have been this one; of another deployment it was not."""
    silent = asked_in(item(20, 25), deployment=None)
    elsewhere = asked_in(item(20, 25), deployment=ELSEWHERE)

    assert seen(runs=[silent]).open_since == minutes(25)
    assert seen(runs=[elsewhere]).open_since is None


def test_of_several_open_attempts_the_last_counts() -> None:
    """A pass between them closes only the first."""
    assert seen(item(10, 15, "errored"), item(20, 25, "skipped")).open_since == minutes(25)
    assert seen(item(20, 25, "skipped"), item(10, 15, "errored")).open_since == minutes(25)


def test_where_no_inventory_is_everything_applies() -> None:
    """Nobody knows what the chain lacks; and what names no component applies everywhere."""
    assert seen(component="challenger", components=()).applies
    assert seen(component="challenger", components=("challenger",)).applies
    assert seen(component=None).applies


def test_of_passes_that_ended_together_the_smaller_digest_supports() -> None:
    """Whichever of them began first."""
    small, large = item(10, 25, digest="a"), item(12, 25, digest="b")

    assert seen(small, large).support == small
