"""What a check may use, and what it is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from gonogo.checks.errors import CannotObserveError, NotSentError
from gonogo.checks.questions import CHAIN_ID, SYNC_STATUS
from gonogo.checks.view import Sender, View
from gonogo.networks import L1, Chain, Network, Node, NodeKind, Wallet
from tests.simulator.outbox import MemoryOutbox
from tests.unit.checks.endpoints import view_of

KEY = "0x" + "11" * 32
WALLET = Wallet("lender", "0x" + "ab" * 20, KEY)


def network(url: str) -> Network:
    node = Node("sequencer-0", NodeKind.SEQUENCER, execution_rpc=url)
    chain = Chain("simulated-901", 901, nodes=(node,))
    return Network("simulated", "devnet", None, L1("L1", 900, rpcs=(url,)), (chain,))


HERE, ELSEWHERE = network("http://127.0.0.1:1"), network("https://rpc.example.org")


def view(**changes: object) -> View:
    given: dict[str, Any] = {"network": HERE, "wallet": WALLET, "outbox": MemoryOutbox()}
    return view_of({}, **(given | changes))


async def test_readings_come_with_the_ticks_once_the_window_has_ended() -> None:
    """Under the names by which they are kept."""
    ended: list[bool] = []

    async def window() -> None:
        ended.append(True)

    found = await view(await_window=window).watched(CHAIN_ID, SYNC_STATUS)

    assert ended == [True]
    assert found == {
        "ticks.jsonl": b"ticks",
        "chain_id.jsonl": b"chain_id",
        "sync_status.jsonl": b"sync_status",
    }


def test_a_lent_key_may_send_on_this_machine() -> None:
    """And elsewhere only where somebody allowed it."""
    assert view().sender().address == WALLET.address
    assert view(network=ELSEWHERE, may_send=True).sender().private_key == KEY
    with pytest.raises(NotSentError, match="nobody allowed"):
        view(network=ELSEWHERE).sender()


@pytest.mark.parametrize("wallet", [None, Wallet("lender", WALLET.address)])
def test_without_a_key_nothing_is_sent(wallet: Wallet | None) -> None:
    """That is no fault of the network."""
    with pytest.raises(NotSentError, match="needs a funded key"):
        view(wallet=wallet, may_send=True).sender()


def test_without_an_outbox_nothing_is_signed() -> None:
    """A crash would send it twice, so this is a fault and no skipping."""
    with pytest.raises(CannotObserveError):
        view(outbox=None).sender()


def test_a_key_is_not_shown() -> None:
    """Views and senders end up in messages."""
    sender = view().sender()

    assert isinstance(sender, Sender)
    assert KEY not in repr(sender)


@pytest.mark.parametrize(
    "require",
    [
        lambda view: view.require_role("batcher"),
        lambda view: view.require_contract("DisputeGameFactoryProxy"),
    ],
)
def test_an_address_that_files_do_not_name_is_told(require: Callable[[View], str]) -> None:
    """With what to add to them."""
    with pytest.raises(CannotObserveError) as told:
        require(view())

    assert told.value.hint


def test_an_address_that_files_name_is_given() -> None:
    """As it stands there."""
    chain = Chain(
        "simulated-901",
        901,
        roles=(("batcher", "0x" + "01" * 20),),
        contracts=(("DisputeGameFactoryProxy", "0x" + "02" * 20),),
    )

    assert view(chain=chain).require_role("batcher") == "0x" + "01" * 20
    assert view(chain=chain).require_contract("DisputeGameFactoryProxy") == "0x" + "02" * 20
