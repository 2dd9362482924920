"""What takes a decision back, or closes what was opened by force: shown, once, and of that kind."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.people import ActKind
from gonogo.project import Draft, RefusedError, Signed, UnknownActError, sign_act
from gonogo.promotion import NoReasonError
from gonogo.record import Act
from gonogo.steps.deciding import Deciding
from gonogo.steps.revoking import closing_draft, revocation_draft
from gonogo.steps.stepping import Stepping
from tests.unit.steps.founders import ADA, CAROL
from tests.unit.steps.places import NETWORK, PUBLISH, Place, observed

Drafting = Callable[[Signed, str, str], Draft]


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return observed(tmp_path)


def decide(here: Place) -> Act:
    deciding = Deciding(here)
    return deciding.determine(deciding.propose(NETWORK, PUBLISH), ADA.signer).act


def open_by_force(here: Place) -> Act:
    stepping, until = Stepping(here), here.clock.now() + timedelta(hours=1)
    found = stepping.check(NETWORK, "publish", accepts_conditional=False)
    return stepping.open_by_force(found, ADA.signer, reason="users wait", until=until)


REVOKE, CLOSE = (revocation_draft, decide), (closing_draft, open_by_force)
EACH = pytest.mark.parametrize(("draft", "made"), [REVOKE, CLOSE], ids=["revoke", "close"])


@EACH
def test_what_is_ended_is_shown_and_counts_once(
    here: Place, draft: Drafting, made: Callable[[Place], Act]
) -> None:
    """It is found by the beginning of its name; a second time there is nothing to end."""
    act = made(here)
    here.wait()

    drafted = draft(here.signed.signed(), act.id[:20], "it was a mistake")
    ending = sign_act(here.project, drafted.kind, drafted.body, ADA.signer, here.clock).act
    here.wait()

    assert dict(drafted.shown)["about"] == "publish:alphanet of eris"
    assert act.id in dict(drafted.shown).values()
    assert ending in here.signed.counted().acts
    with pytest.raises(RefusedError, match=f"before, by {ending.id}"):
        draft(here.signed.signed(), act.id, "again")


@pytest.mark.parametrize(
    ("draft", "other"), [(revocation_draft, open_by_force), (closing_draft, decide)]
)
def test_an_act_of_another_kind_is_not_ended(
    here: Place, draft: Drafting, other: Callable[[Place], Act]
) -> None:
    """A decision is no break-glass, and a break-glass no decision."""
    act = other(here)
    here.wait()

    with pytest.raises(RefusedError, match="that counts"):
        draft(here.signed.signed(), act.id, "it was a mistake")


@EACH
def test_an_end_needs_its_reason(
    here: Place, draft: Drafting, made: Callable[[Place], Act]
) -> None:
    """Nobody should have to guess why later."""
    act = made(here)
    here.wait()

    with pytest.raises(NoReasonError):
        draft(here.signed.signed(), act.id, "  ")


@pytest.mark.parametrize("draft", [revocation_draft, closing_draft])
def test_what_is_not_there_is_not_ended(here: Place, draft: Drafting) -> None:
    """A name that no act has is told as such."""
    with pytest.raises(UnknownActError):
        draft(here.signed.signed(), "sha256:" + "0" * 64, "it was a mistake")


def test_a_decision_that_does_not_count_is_not_taken_back(here: Place) -> None:
    """Signed by nobody of the workspace, it never stood."""
    body = decide(here).body
    here.wait()
    act = sign_act(here.project, ActKind.DETERMINATION, body, CAROL.signer, here.clock).act
    here.wait()

    with pytest.raises(RefusedError, match="no decision that counts"):
        revocation_draft(here.signed.signed(), act.id, "it was a mistake")
