"""Which deployment and which policy a network is looked at by."""

from pathlib import Path

import pytest

from gonogo.project import UnknownNetworkError
from gonogo.triage.looking import look_at, networks_with_acts
from gonogo.triage.outlook import NothingPlannedError, NothingRecordedError, UnknownNameError
from tests.unit.steps.founders import ADA
from tests.unit.triage.desks import CHAIN, NET, Office, office


@pytest.fixture
def team(tmp_path: Path) -> Office:
    return office(tmp_path)


def test_the_deployment_that_was_observed_last_is_the_present_one(team: Office) -> None:
    """Also where a network went back to a former one."""
    first = team.observe(nodes_agree="passed")[0].deployment
    second = team.observe(genesis="0x2", nodes_agree="passed")[0].deployment
    between = look_at(team.desk(ADA), NET).present().digest
    team.observe(nodes_agree="passed")

    assert between == second
    assert look_at(team.desk(ADA), NET).present().digest == first


def test_a_former_deployment_is_named_by_its_beginning(team: Office) -> None:
    """Too few digits, or those of none, name nothing."""
    first = team.observe(nodes_agree="passed")[0].deployment
    team.observe(genesis="0x2", nodes_agree="passed")
    desk = team.desk(ADA)

    named = look_at(desk, NET, deployment=first.removeprefix("sha256:")[:8].upper())

    assert named.present().digest == first
    for wrong in (first[:9], "sha256:", "0" * 64):
        with pytest.raises(UnknownNameError, match=f"one deployment of {NET}"):
            look_at(desk, NET, deployment=wrong)


def test_a_network_is_held_to_what_its_last_run_asked(team: Office) -> None:
    """Unless a policy is named, which goes before."""
    team.observe(policy="publish:alphanet", nodes_agree="passed")
    team.observe(policy="rehearsal", nodes_agree="passed")
    desk = team.desk(ADA)

    assert [each.name for each in look_at(desk, NET).policies] == ["rehearsal"]
    named = look_at(desk, NET, policy="publish:alphanet")
    assert [each.name for each in named.policies] == ["publish:alphanet"]


@pytest.mark.parametrize("policy", ["check", "one-that-this-clone-lacks"])
def test_a_run_whose_policy_is_not_here_holds_to_nothing(team: Office, policy: str) -> None:
    """Then every finding is open, since nobody can judge what would resolve it."""
    team.observe(policy=policy, block_rate="failed")

    seen = look_at(team.desk(ADA), NET)

    assert (seen.policies, seen.decision) == ((), None)
    assert seen.open_ids == frozenset(seen.findings)
    assert len(seen.findings) == 1


def test_without_files_the_chains_are_those_that_runs_asked_about(team: Office) -> None:
    """A clone need not have the network's files to sign about it."""
    team.observe(nodes_agree="passed")

    seen = look_at(team.desk(ADA), NET)

    assert seen.chain(CHAIN) == CHAIN
    with pytest.raises(UnknownNameError, match="eris-2"):
        seen.chain("eris-2")


def test_a_network_that_nobody_knows_is_refused(team: Office) -> None:
    """Neither its files are here nor acts about it; the nearest is named."""
    team.observe(nodes_agree="passed")

    with pytest.raises(UnknownNetworkError, match="did you mean 'eris'"):
        look_at(team.desk(ADA), "eriss")


def test_what_is_planned_is_known_from_files_alone(team: Office) -> None:
    """Runs say what was, and not what is to come."""
    team.observe(nodes_agree="passed")

    with pytest.raises(NothingPlannedError):
        look_at(team.desk(ADA), NET, is_planned=True)


def test_nothing_is_said_of_a_deployment_that_nobody_observed(team: Office) -> None:
    """A run that ended without seeing one leaves the network without."""
    team.observe(network="another", nodes_agree="passed")
    seen = look_at(team.desk(ADA), "another")

    assert networks_with_acts(team.desk(ADA).signed.counted) == {"another"}
    assert seen.present().last_seen
    with pytest.raises(UnknownNetworkError):
        look_at(team.desk(ADA), NET)
    with pytest.raises(NothingRecordedError, match="no deployment of another"):
        type(seen)("another", seen.signed, seen.now, None, (), ()).present()
