"""The bundle of a decision: of the one that stands, with the policy that it was decided under."""

from pathlib import Path

import pytest

from gonogo import digest
from gonogo.attest import NotBundledError, verify
from gonogo.people import ActKind
from gonogo.project import NoProjectError, sign_act
from gonogo.promotion import revocation_body
from gonogo.record import Act
from gonogo.steps.bundling import Bundling, NoDecisionError
from gonogo.steps.deciding import Deciding, expected_by
from tests.unit.steps.founders import ADA
from tests.unit.steps.places import DEPLOY, NET, NETWORK, Place, reviewed


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return reviewed(tmp_path)


def decide(here: Place) -> Act:
    deciding = Deciding(here)
    act = deciding.determine(deciding.propose(NETWORK, DEPLOY), ADA.signer).act
    here.wait()
    return act


def test_the_bundle_of_what_was_decided_is_verified_by_others(here: Place) -> None:
    """It says go to whoever expects this network, and carries its policy."""
    deciding, bundling = Deciding(here), Bundling(here)
    shown = deciding.propose(NETWORK, DEPLOY)
    deciding.determine(shown, ADA.signer)
    here.wait()
    decision = bundling.decision(NET)

    content = bundling.bundle(decision)

    expected = expected_by(here.signed.counted().trust, shown, here.clock.now())
    assert verify(content, expected).id == decision.id
    assert bundling.policy(decision) == DEPLOY


@pytest.mark.parametrize(("network", "step"), [("other", None), (NET, "publish:alphanet")])
def test_without_a_decision_nothing_is_bundled(here: Place, network: str, step: str | None) -> None:
    """One about another network, or another step, is none about this."""
    decide(here)

    with pytest.raises(NoDecisionError, match="no decision stands"):
        Bundling(here).decision(network, step)


def test_a_decision_that_was_taken_back_is_not_bundled(here: Place) -> None:
    """Whoever took it back said that nobody should rest on it."""
    body = revocation_body(decide(here).id, "wrong commit")
    sign_act(here.project, ActKind.REVOCATION, body, ADA.signer, here.clock)

    with pytest.raises(NoDecisionError):
        Bundling(here).decision(NET)


def test_a_policy_that_is_nowhere_is_not_guessed(here: Place) -> None:
    """The shipped one of the same name is another one, and says nothing about this decision."""
    decision = decide(here)
    for path in (here.project.record / "attachments").rglob("*"):
        if path.is_file():
            path.unlink()

    with pytest.raises(NotBundledError, match="is not here"):
        Bundling(here).bundle(decision)


def test_a_policy_that_this_machine_kept_is_as_good(here: Place) -> None:
    """It is named by its digest, wherever it lies."""
    decision = decide(here)
    for path in (here.project.record / "attachments").rglob("*"):
        if path.is_file():
            path.unlink()
    here.artifacts.put(digest.canonical_json(DEPLOY))

    assert Bundling(here).policy(decision) == DEPLOY


def test_what_is_no_decision_is_not_bundled(here: Place) -> None:
    """An act is named by its kind, not by what somebody asks for."""
    with pytest.raises(NotBundledError, match="no decision"):
        Bundling(here).bundle(here.review())


def test_nothing_is_bundled_without_a_project(here: Place) -> None:
    """There are no acts to put into it."""
    here.signed = None  # type: ignore[assignment]  # As of a workspace without gonogo.yaml.

    with pytest.raises(NoProjectError):
        Bundling(here)
