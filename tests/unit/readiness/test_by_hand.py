"""What people sign, as answers in the form of evidence."""

from typing import Any

import pytest

from gonogo.evidence import Outcome, RunState, Selection
from gonogo.readiness import ChainScope, Record
from gonogo.readiness.by_hand import ManualAnswers, manual_answers, manual_check
from gonogo.readiness.record import ManualResult
from tests.unit.readiness.example import (
    CHAIN,
    DEPLOYMENT,
    at,
    evidence,
    finding_of,
    record,
    requirement,
)

SECOND = "bench-902"
ROW = requirement(None, id="review", parameters=(), roles=("feature", "platforms"))
FAILED, PASSED = Outcome.FAILED, Outcome.PASSED


def result(number: int = 1, outcome: Outcome = PASSED, **changes: Any) -> ManualResult:
    opened = finding_of(evidence(number, FAILED), id=f"finding-{number}", chain="")
    whole: dict[str, Any] = {
        "act": f"act-{number}",
        "deployment": DEPLOYMENT,
        "requirement": ROW.id,
        "chain": None,
        "outcome": outcome,
        "note": "I looked",
        "at": at(100 * number),
        "roles": frozenset({"platforms"}),
        "person": "Ada",
        "finding": opened if outcome is FAILED else None,
    }
    return ManualResult(**(whole | changes))


def answers(*results: ManualResult, chains: tuple[str, ...] = (CHAIN,)) -> dict[str, ManualAnswers]:
    scopes = tuple(ChainScope(name) for name in chains)
    judged: Record = record(chains=scopes, manual_results=results)
    return dict(manual_answers(ROW, judged))


def found(*results: ManualResult) -> set[str]:
    """Return the run that each finding names: the act that opened it."""
    return {finding.run for finding in answers(*results)[CHAIN].findings}


def test_a_signed_result_is_a_run_that_asked_exactly_this() -> None:
    """So that every rule about evidence holds for it."""
    own = answers(result())[CHAIN]

    (run,), (item,) = own.runs, own.evidence
    assert run.selections == (Selection(manual_check(ROW.id), CHAIN),)
    assert (run.state, run.ended_at) == (RunState.FINISHED, at(100))
    assert (item.run, item.outcome, item.deployment) == (run.id, PASSED, DEPLOYMENT)
    assert (item.window.started_at, item.window.ended_at) == (at(100), at(100))
    assert (item.check, item.summary) == ("manual:review", "I looked")


def test_a_result_of_no_chain_is_one_of_every_chain_that_is_judged() -> None:
    """And one of a chain is of that chain alone."""
    assert set(answers(result(), chains=(CHAIN, SECOND))) == {CHAIN, SECOND}
    assert set(answers(result(chain=SECOND), chains=(CHAIN, SECOND))) == {SECOND}


@pytest.mark.parametrize(
    "changes",
    [
        {"roles": frozenset()},
        {"roles": frozenset({"security"})},
        {"roles": frozenset({"Platforms"})},
        {"requirement": "review-2"},
        {"requirement": ""},
    ],
    ids=["no-role", "other-role", "spelt-otherwise", "other-row", "no-row"],
)
def test_what_is_signed_without_the_role_or_about_something_else_is_no_answer(
    changes: dict[str, Any],
) -> None:
    """A signature of whoever comes by would be worth as much as the owner's."""
    assert answers(result(**changes)) == {}


def test_one_role_of_several_is_enough() -> None:
    """The requirement names whoever may answer."""
    assert CHAIN in answers(result(roles=frozenset({"feature", "security"})))


def test_a_requirement_that_names_no_role_is_answered_by_nobody() -> None:
    """Nobody is not everybody."""
    judged = record(manual_results=(result(),))

    assert manual_answers(requirement(None, id=ROW.id, roles=()), judged) == {}


def test_a_failure_opens_a_finding_under_the_name_of_the_question() -> None:
    """On the chain where it is asked, although it was signed of none."""
    (finding,) = answers(result(outcome=FAILED))[CHAIN].findings

    assert (finding.check, finding.chain) == ("manual:review", CHAIN)
    assert finding.id == "finding-1"


def test_failures_without_a_pass_between_them_are_one_finding() -> None:
    """As failures of checks are, and a pass parts them."""
    first, second = result(1, FAILED), result(3, FAILED)

    assert len(found(first, second)) == 1
    assert len(found(first, result(2), second)) == 2


def test_a_failure_that_people_spoke_about_keeps_its_finding() -> None:
    """An earlier failure that turns up must not make nothing of what they said."""
    assert len(found(result(1, FAILED), result(3, FAILED, is_named=True))) == 2


def test_a_pass_opens_nothing() -> None:
    """Its finding is none."""
    assert answers(result())[CHAIN].findings == ()
