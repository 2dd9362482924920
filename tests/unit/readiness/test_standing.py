"""Where a question stands: full passes, what does not apply, what is still open."""

import pytest

from gonogo.evidence import Outcome
from gonogo.readiness import Answer, ChainScope
from tests.unit.readiness.example import (
    CHAIN,
    NO_ANSWER,
    answer_to,
    at,
    evidence,
    policy,
    record,
    requirement,
    run,
    window,
)


def test_short_windows_do_not_add_up() -> None:
    """A window is asked for in one piece."""
    short = [evidence(number, window=window(100 * number, 9)) for number in (1, 2, 3)]

    assert answer_to(record(*short)).seen == "9 s seen where 10 s are asked"


@pytest.mark.parametrize("parameters", [(), (("longest_gap_seconds", "60"),)])
def test_a_pass_under_other_thresholds_does_not_count(
    parameters: tuple[tuple[str, str], ...],
) -> None:
    """A lax question answered well is not the policy's question."""
    answer = answer_to(record(evidence(parameters=parameters)))

    assert answer.answer is Answer.UNKNOWN
    assert "where 10 is asked" in answer.seen


@pytest.mark.parametrize("outcome", NO_ANSWER)
def test_a_later_pass_answers(outcome: Outcome) -> None:
    """An attempt without an answer leaves nothing behind once the question is answered."""
    assert answer_to(record(evidence(1, outcome), evidence(2))).answer is Answer.MET


def test_a_pass_must_end_after_the_run_that_gave_no_answer() -> None:
    """At the very same moment neither is later, so the question is open."""
    lost = run(2, ended_at=at(113))

    assert answer_to(record(evidence(), runs=(run(), lost))).answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("component", "in_inventory", "answer"),
    [
        ("challenger", False, Answer.MET),
        ("challenger", True, Answer.UNKNOWN),
        (None, False, Answer.UNKNOWN),
    ],
)
def test_not_applicable_is_for_the_inventory_to_say(
    component: str | None, answer: Answer, *, in_inventory: bool
) -> None:
    """A check that says that it does not apply is believed only where the component is missing."""
    listed = ("batcher", "challenger") if in_inventory else ("batcher",)
    absent = evidence(1, Outcome.NOT_APPLICABLE, summary="there is no challenger")
    judged = record(absent, chains=(ChainScope(CHAIN, listed),))

    assert answer_to(judged, policy(requirement(component=component))).answer is answer


def test_without_an_inventory_everything_applies() -> None:
    """A chain of which nothing is listed lacks nothing that anybody knows of."""
    absent = evidence(1, Outcome.NOT_APPLICABLE, summary="there is no challenger")
    judged = record(absent, chains=(ChainScope(CHAIN),))

    answer = answer_to(judged, policy(requirement(component="challenger")))

    assert answer.answer is Answer.UNKNOWN
    assert answer.seen == "not-applicable in run run-1: there is no challenger"


def test_a_failure_counts_even_where_it_should_not_apply() -> None:
    """Whoever saw it fail saw it, whatever the inventory lists."""
    failed = evidence(1, Outcome.FAILED)

    answer = answer_to(record(failed), policy(requirement(component="challenger")))

    assert answer.answer is Answer.UNMET


def test_a_component_that_is_missing_is_not_met_without_being_asked() -> None:
    """Nobody observed it, so nothing is known; an absent answer is not `not applicable`."""
    assert answer_to(record(), policy(requirement(component="challenger"))).answer is Answer.UNKNOWN


def test_a_wrong_not_applicable_reopens_the_question() -> None:
    """The inventory has the component, so this attempt gave no answer."""
    wrong = evidence(2, Outcome.NOT_APPLICABLE, summary="there is no batcher")

    answer = answer_to(record(evidence(), wrong), policy(requirement(component="batcher")))

    assert answer.answer is Answer.UNKNOWN
    assert answer.seen == "not-applicable in run run-2: there is no batcher"


def test_a_stale_not_applicable_no_longer_counts() -> None:
    """The inventory is looked at as often as the network."""
    absent = evidence(1, Outcome.NOT_APPLICABLE)

    answer = answer_to(
        record(absent, judged_at=at(2000)), policy(requirement(component="challenger"))
    )

    assert answer.answer is Answer.UNKNOWN


def test_a_chain_that_is_listed_twice_has_the_components_of_both() -> None:
    """A second listing without the component does not make it go away."""
    absent = evidence(1, Outcome.NOT_APPLICABLE)
    chains = (ChainScope(CHAIN), ChainScope(CHAIN, ("challenger",)))

    answer = answer_to(record(absent, chains=chains), policy(requirement(component="challenger")))

    assert answer.answer is Answer.UNKNOWN


@pytest.mark.parametrize("window_seconds", [0.0, -1.0])
def test_a_window_that_runs_backwards_is_never_long_enough(window_seconds: float) -> None:
    """Not even where no length is asked for."""
    asked = policy(requirement(window_seconds=window_seconds))

    assert answer_to(record(evidence(window=window(110, -1))), asked).answer is Answer.UNKNOWN
