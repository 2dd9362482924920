"""Where transactions may be sent."""

import pytest

from gonogo.cli.sending import SendingRefusedError, can_send, may_send
from gonogo.networks import L1, Chain, Network, Node, NodeKind, Wallet


def network(url: str, key: str | None = None) -> Network:
    node = Node("sequencer-0", NodeKind.SEQUENCER, execution_rpc=url)
    chain = Chain("n-1", 1, nodes=(node,), wallets=(Wallet("w", "0xaa", key),))
    return Network("eris", "alphanet", None, L1("l1", 900, (url,)), (chain,))


LOCAL = network("http://127.0.0.1:8545")
REMOTE = network("https://rpc.example.org")
DISGUISED = network("http://127.0.0.1.example.org:8545")


@pytest.mark.parametrize(
    ("where", "is_allowed", "meant", "answer"),
    [
        (LOCAL, None, None, True),
        (LOCAL, True, None, True),
        (LOCAL, False, None, False),
        (REMOTE, None, None, False),
        (REMOTE, False, "eris", False),
        (REMOTE, True, "eris", True),
        (REMOTE, None, "eris", True),
        (DISGUISED, None, None, False),
    ],
)
def test_sending_by_itself_only_to_this_machine(
    *, where: Network, is_allowed: bool | None, meant: str | None, answer: bool
) -> None:
    """Elsewhere the operator must have typed the network's name."""
    assert may_send(where, is_allowed=is_allowed, meant=meant) is answer


@pytest.mark.parametrize(("is_allowed", "meant"), [(True, None), (True, "ares"), (None, "Eris")])
def test_another_name_is_refused(*, is_allowed: bool | None, meant: str | None) -> None:
    """A flag alone, or another network's name, sends nothing anywhere."""
    with pytest.raises(SendingRefusedError, match="eris"):
        may_send(REMOTE, is_allowed=is_allowed, meant=meant)


def test_key_is_needed_to_send() -> None:
    """An address alone signs nothing."""
    assert can_send(network("http://localhost", "0x01"))
    assert not can_send(LOCAL)
