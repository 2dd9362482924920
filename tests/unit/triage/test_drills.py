"""The drills that plans name: which show something, and which do not."""

import pytest

from gonogo.people import ActKind
from gonogo.project import (
    RefusedError,
)
from gonogo.triage.drills import UnknownDrillError
from gonogo.triage.finding_acts import (
    PlanAsked,
    planning,
)
from gonogo.triage.finding_view import State
from tests.unit.steps.founders import ADA, CAROL
from tests.unit.triage.acting import TOMORROW, plan, rate
from tests.unit.triage.desks import (
    Office,
)


def test_a_drill_that_passed_here_carries_a_plan(team: Office) -> None:
    """It is named by the beginning of its digest, and the whole is signed."""
    (drill,) = team.observe(balances="passed")
    rate(team, ADA, 2)
    planned = plan(team, drill=drill.digest[7:19])
    team.endorse(ADA, planned)

    view = team.only_finding()
    assert view.finding.plan is not None
    assert view.finding.plan.drill == drill.digest
    assert view.state is State.PLANNED


@pytest.mark.parametrize("outcome", ["failed", "errored", "skipped", "precluded", "not-applicable"])
def test_a_drill_that_did_not_pass_is_refused(team: Office, outcome: str) -> None:
    """Only a pass shows that a plan works."""
    (drill,) = team.observe(balances=outcome)
    before = team.acts()
    named = team.findings()[0].finding.id
    asked = PlanAsked("proofs", TOMORROW, "restart it", drill.digest)

    with pytest.raises(RefusedError, match="shows nothing"):
        team.sign(CAROL, ActKind.PLAN, lambda desk: planning(desk, named, asked))

    assert team.acts() == before


def test_a_void_drill_is_refused(team: Office) -> None:
    """Nobody knows which deployment it was about."""
    (drill,) = team.observe(is_void=True, balances="passed")

    with pytest.raises(RefusedError, match="void"):
        plan(team, drill=drill.digest)


def test_a_drill_on_another_deployment_is_refused(team: Office) -> None:
    """Deployed anew, the network has to show it again."""
    (drill,) = team.observe(balances="passed")
    team.observe(genesis="0x2", balances="failed")
    named = team.findings()[0].finding.id
    asked = PlanAsked("proofs", TOMORROW, "restart it", drill.digest)

    with pytest.raises(RefusedError, match="another deployment"):
        team.sign(CAROL, ActKind.PLAN, lambda desk: planning(desk, named, asked))


def test_a_drill_on_another_network_does_not_exist(team: Office) -> None:
    """What passed elsewhere is unknown here."""
    (drill,) = team.observe(network="styx", balances="passed")

    with pytest.raises(UnknownDrillError):
        plan(team, drill=drill.digest)


@pytest.mark.parametrize("name", ["", "abc", "sha256:", "f" * 64, "not a digest"])
def test_a_drill_that_does_not_exist_names_some_that_do(team: Office, name: str) -> None:
    """Whoever mistypes a digest sees what passed last."""
    team.observe(balances="passed")

    with pytest.raises(UnknownDrillError) as refused:
        plan(team, drill=name)

    assert "balances" in (refused.value.hint or "")
