"""Which checks are asked when nobody says which, and what is told of the others."""

import pytest

from gonogo.checks import CATALOG
from gonogo.errors import GonogoError
from gonogo.networks import L1, Chain, Network, Node, NodeKind
from gonogo.policies import Circumstances, choose_checks, require_checks

DAY = 86400.0


def circumstances(
    *kinds: NodeKind, window_seconds: float = 2 * DAY, has_sending: bool = True
) -> Circumstances:
    nodes = tuple(Node(f"node-{position}", kind) for position, kind in enumerate(kinds))
    network = Network("n", "alphanet", None, L1("l1", 900), (Chain("n-1", 1, nodes=nodes),))
    return Circumstances(network, window_seconds, 1.0, has_sending=has_sending)


WHOLE = (NodeKind.SEQUENCER, NodeKind.VERIFIER)


def test_everything_is_asked_where_everything_can_be() -> None:
    """Asked for none in particular, every check is asked and none is left out."""
    choice = choose_checks([], circumstances(*WHOLE))

    assert {each.check for each in choice.policy.requirements} == set(CATALOG)
    assert choice.left_out == ()


@pytest.mark.parametrize(
    ("changed", "left_out", "told"),
    [
        (
            circumstances(*WHOLE, has_sending=False),
            {"transaction_included", "deposit_arrives"},
            "--allow-sending",
        ),
        (circumstances(*WHOLE, window_seconds=3), {"proposer_advances"}, "--window 7200"),
        (circumstances(NodeKind.SEQUENCER), {"nodes_agree"}, "name another one"),
        (
            circumstances(NodeKind.UNKNOWN, NodeKind.UNKNOWN),
            {"verifiers_keep_up"},
            "which node is the sequencer",
        ),
    ],
)
def test_what_could_only_be_unknown_is_left_out_and_told(
    changed: Circumstances, left_out: set[str], told: str
) -> None:
    """The reason says what would bring it in, and nothing else is left out."""
    choice = choose_checks([], changed)

    asked = {each.check for each in choice.policy.requirements}
    assert {each.check for each in choice.left_out} == left_out
    assert asked == set(CATALOG) - left_out
    assert all(told in each.why for each in choice.left_out)


@pytest.mark.parametrize("name", CATALOG)
def test_what_is_named_is_never_left_out(name: str) -> None:
    """Who asks for a check gets its answer, even if that is only that it cannot know."""
    choice = choose_checks([name], circumstances(window_seconds=1, has_sending=False))

    assert [each.check for each in choice.policy.requirements] == [name]
    assert choice.left_out == ()


@pytest.mark.parametrize(
    ("name", "seconds"), [("balances", 0), ("transaction_included", 0), ("node_answers", 5)]
)
def test_what_looks_once_is_not_held_to_a_window(name: str, seconds: float) -> None:
    """Nobody can look once for five seconds, so such a check could never be met."""
    policy = choose_checks([name], circumstances(*WHOLE, window_seconds=5)).policy

    assert policy.requirements[0].window_seconds == seconds


def test_unknown_check_names_the_nearest() -> None:
    """A misspelt check must not leave a run that asks nothing."""
    with pytest.raises(GonogoError, match="did you mean 'balances'"):
        require_checks(["node_answers", "balance"])
