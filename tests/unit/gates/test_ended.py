"""How a test ended on its chains, put together."""

import pytest

from gonogo.gates.ended import Ended, by_itself, worst
from gonogo.gates.events import Action, Reason

PASS = Ended(Action.PASS)
FAIL = Ended(Action.FAIL, Reason("assertion", "no"))
BROKEN = Ended(Action.FAIL, Reason("crash", "oh"))
POOR = Ended(Action.SKIP, Reason("precondition", "poor"))
LATER = Ended(Action.SKIP, Reason("waiting", "later", "tomorrow"))
ABSENT = Ended(Action.SKIP, Reason("not-applicable", "absent"))


@pytest.mark.parametrize(
    ("left", "right", "action", "kind"),
    [
        (PASS, PASS, Action.PASS, None),
        (PASS, FAIL, Action.FAIL, "assertion"),
        (POOR, BROKEN, Action.FAIL, "crash"),
        (PASS, POOR, Action.SKIP, "precondition"),
        (LATER, POOR, Action.SKIP, "precondition"),
        (PASS, LATER, Action.SKIP, "waiting"),
        (ABSENT, LATER, Action.SKIP, "waiting"),
        (PASS, ABSENT, Action.PASS, None),
        (ABSENT, ABSENT, Action.SKIP, "not-applicable"),
    ],
)
def test_worst(left: Ended, right: Ended, action: Action, kind: str | None) -> None:
    """The gravest ending on a chain is that of the test, in whatever order they come."""
    for endings in ({"a": left, "b": right}, {"a": right, "b": left}):
        ended = worst(endings)
        assert ended.action is action
        assert (ended.reason.kind if ended.reason else None) == kind


def test_no_chain_is_no_pass() -> None:
    """A test that ran nowhere has not passed."""
    assert worst({}).action is Action.FAIL


def test_expecting_nothing_is_no_pass() -> None:
    """A test that asserted nothing is broken."""
    assert by_itself(0).action is Action.FAIL
    assert by_itself(1).action is Action.PASS
