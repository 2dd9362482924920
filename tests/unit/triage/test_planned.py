"""What is planned and not deployed yet: who must sign what before it may be, and nothing else."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.networks import Deployment, Identity, candidate_digest, load, planned
from gonogo.people import ActKind
from gonogo.project import NotAllowedError, WorkspaceNetworks, sign_act
from gonogo.readiness import Decision, Verdict, shipped_policy
from gonogo.record import Act, ScopeBody, ScopedFeature
from gonogo.triage.looking import look_at
from gonogo.triage.outlook import NothingPlannedError, NothingRecordedError
from gonogo.triage.signing_off import SignOffAsked, sign_off
from gonogo.triage.waiving import WaiverAsked, waive, waivers
from tests.unit.steps.founders import ADA, BOB, CAROL, Founder
from tests.unit.triage.desks import EVE, NET, RITA, SAM, Office, office

SIGNERS = {
    "acceptance-coverage": CAROL,
    "local-acceptance": CAROL,
    "fma-started": CAROL,
    "scope-described": CAROL,
    "manifest-published": BOB,
    "approval-deploy-platforms": ADA,
}
MANIFEST = {
    "name": NET,
    "type": "alphanet",
    "l1": {"name": "sepolia", "chain_id": 11155111},
    "l2": {
        "components": {"op-node": {"version": "v1.16.0-rc.1"}},
        "chains": [{"name": "eris-0", "chain_id": 420120001}],
    },
}


@pytest.fixture
def team(tmp_path: Path) -> Office:
    """A workspace with a planned alphanet and a feature in scope on it."""
    made = office(tmp_path)
    plan(made, MANIFEST)
    feature = ScopedFeature("interop", "Interop", "platforms", ("op-node",), (NET,))
    sign_act(made.project, ActKind.SCOPE, ScopeBody((feature,)), ADA.signer, made.clock)
    return made


def plan(team: Office, manifest: object) -> None:
    """Let the network's files say this."""
    directory = team.project.root / "files" / NET
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "manifest.yaml").write_text(json.dumps(manifest))
    networks = WorkspaceNetworks(team.project.local)
    if NET in networks.names():
        networks.remove(NET)
    networks.add(directory)


def sign(team: Office, who: Founder, requirement: str, **given: object) -> Act:
    asked = SignOffAsked(requirement, NET, "passed", (), "seen", is_planned=True)
    asked = SignOffAsked(**{**vars(asked), **given})
    return team.sign(who, ActKind.MANUAL_RESULT, lambda desk: sign_off(desk, asked)).act


def sign_all(team: Office, *, but: str = "") -> None:
    for requirement, who in SIGNERS.items():
        if requirement != but:
            sign(team, who, requirement)


def decision(team: Office) -> Decision:
    found = look_at(team.desk(ADA), NET, is_planned=True).decision
    assert found is not None
    return found


def test_all_rows_signed_by_the_right_people_are_a_go(team: Office) -> None:
    """Nothing has to run for that, and nothing is observed."""
    assert set(SIGNERS) == {row.id for row in shipped_policy("deploy:alphanet").requirements}

    sign_all(team)

    assert decision(team).verdict is Verdict.GO


@pytest.mark.parametrize("missing", SIGNERS)
def test_any_row_that_nobody_signed_is_a_hold(team: Office, missing: str) -> None:
    """One missing is enough."""
    sign_all(team, but=missing)

    assert decision(team).verdict is Verdict.HOLD


@pytest.mark.parametrize(("who", "requirement"), [(SAM, "fma-started"), (RITA, "scope-described")])
def test_nobody_signs_who_has_not_the_role(team: Office, who: Founder, requirement: str) -> None:
    """As for a deployment that runs."""
    with pytest.raises(NotAllowedError):
        sign(team, who, requirement)
    with pytest.raises(NotAllowedError):
        sign(team, EVE, requirement)


def test_another_candidate_is_another_plan(team: Office) -> None:
    """What was signed for one counts for nothing once the files name other versions."""
    sign_all(team)
    chains = {**MANIFEST["l2"], "components": {"op-node": {"version": "v1.16.0"}}}  # type: ignore[dict-item]
    plan(team, {**MANIFEST, "l2": chains})

    assert decision(team).verdict is Verdict.HOLD


def test_what_failed_by_hand_stays_failed(team: Office) -> None:
    """A pass right after it erases nothing."""
    sign(team, CAROL, "local-acceptance", outcome="failed")
    sign_all(team)

    assert decision(team).verdict is Verdict.NO_GO


def test_it_grows_old(team: Office) -> None:
    """As everything that was seen."""
    sign_all(team)
    team.wait(timedelta(days=4).total_seconds())

    assert decision(team).verdict is Verdict.HOLD


def test_it_counts_for_nothing_that_was_deployed(team: Office) -> None:
    """The plan has no facts, and what runs has some: another deployment."""
    sign_all(team)
    team.observe(policy="promote:alphanet", balances="passed")

    seen = look_at(team.desk(ADA), NET, policy="publish:alphanet")
    answers = {each.requirement: each.answer.value for each in seen.decision.answers}  # type: ignore[union-attr]
    assert seen.deployed is not None
    assert seen.deployed.digest != look_at(team.desk(ADA), NET, is_planned=True).present().digest
    assert {answers[each] for each in set(SIGNERS) & answers.keys()} == {"unknown"}


def test_what_was_signed_of_a_deployment_does_not_count_for_a_plan(team: Office) -> None:
    """Nor the other way round."""
    team.observe(policy="promote:alphanet", balances="passed")
    for requirement, who in SIGNERS.items():
        sign(team, who, requirement, is_planned=False, policy="deploy:alphanet")

    assert decision(team).verdict is Verdict.HOLD


def test_the_plan_is_what_the_files_say(team: Office) -> None:
    """Its digest is that of the network and the candidate, without any fact."""
    candidate = candidate_digest(load(team.project.root / "files" / NET))
    seen = look_at(team.desk(ADA), NET, is_planned=True).present()

    assert seen.digest == Deployment(NET, candidate, Identity(())).digest
    assert seen.digest == planned(NET, candidate).digest
    assert seen.is_planned


def test_a_row_of_a_plan_can_be_waived(team: Office) -> None:
    """Which makes it conditional, as everywhere, and is listed as in force."""
    sign_all(team, but="scope-described")
    until = (team.clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:00Z")
    asked = WaiverAsked("scope-described", NET, until, "written tomorrow", is_planned=True)

    team.sign(ADA, ActKind.WAIVER, lambda desk: waive(desk, asked))

    (listed,) = waivers(team.desk(ADA), NET)
    assert decision(team).verdict is Verdict.CONDITIONAL
    assert listed.why_not is None


def test_without_the_files_nobody_knows_what_is_planned(team: Office) -> None:
    """And without --for deploy nobody means a plan: the error says how it is said."""
    with pytest.raises(NothingRecordedError) as said:
        sign(team, CAROL, "fma-started", is_planned=False, policy="deploy:alphanet")
    WorkspaceNetworks(team.project.local).remove(NET)
    team.observe(policy="promote:alphanet", balances="passed")

    with pytest.raises(NothingPlannedError):
        sign(team, CAROL, "fma-started")
    assert "--for deploy" in str(said.value.hint)
