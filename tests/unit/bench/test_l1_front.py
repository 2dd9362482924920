"""What users may ask of the bench's L1, and what nobody may."""

import msgspec
import pytest

from gonogo.bench.json_rpc_server import SERVER_ERROR, RPCFault
from gonogo.bench.l1_front import L1Front
from gonogo.rpc import MethodError, UnreachableError
from tests.simulator.clock import SimulatedClock
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

URL = "http://127.0.0.1:4242"


@pytest.mark.parametrize(
    "method", ["eth_getBlockByNumber", "eth_sendRawTransaction", "eth_chainId"]
)
async def test_reads_and_signed_transactions_are_passed_on(method: str) -> None:
    """As they are, since the chain behind is a whole L1."""
    node = MemoryEndpoint(**{method: lambda *_: "0x384"})

    assert await L1Front(node, SimulatedClock()).answer(method, ["a"]) == msgspec.Raw(b'"0x384"')
    assert node.calls == [(method, ("a",))]


@pytest.mark.parametrize(
    "method",
    [
        "anvil_setBalance",
        "anvil_impersonateAccount",
        "evm_mine",
        "evm_setNextBlockTimestamp",
        "hardhat_setCode",
        "eth_sendTransaction",
        "eth_sign",
        "personal_unlockAccount",
        "",
    ],
)
async def test_powers_that_no_l1_has_are_refused_unasked(method: str) -> None:
    """With one of them anybody could make any network healthy."""
    node = MemoryEndpoint(**{method: lambda *_: True})

    with pytest.raises(RPCFault):
        await L1Front(node, SimulatedClock()).answer(method, [])
    assert node.calls == []


async def test_the_node_behind_lends_nobody_its_keys() -> None:
    """It has funded accounts of its own, which users must not see."""
    node = MemoryEndpoint(eth_accounts=lambda: ["0xaa"])

    assert await L1Front(node, SimulatedClock()).answer("eth_accounts", []) == []
    assert node.calls == []


async def test_a_refusal_keeps_its_code_and_its_words() -> None:
    """Wallets look for them; where a node is that is gone is not for users to see."""
    reverted = MethodError(URL, "eth_call", 3, "execution reverted", b'"0x08c379a0"')
    dead = UnreachableError(URL, "eth_call", "refused at 127.0.0.1:4242")

    with pytest.raises(RPCFault) as revert:
        await L1Front(MemoryEndpoint(eth_call=lambda: reverted), SimulatedClock()).answer(
            "eth_call", []
        )
    with pytest.raises(RPCFault) as away:
        await L1Front(MemoryEndpoint(eth_call=lambda: dead), SimulatedClock()).answer(
            "eth_call", []
        )

    assert (revert.value.code, revert.value.data) == (3, b'"0x08c379a0"')
    assert away.value.code == SERVER_ERROR
    assert "4242" not in str(away.value)


async def test_accounts_at_the_head_are_told_when_it_is_settled() -> None:
    """Anvil mixes up its head with the block that it is mining, and with no other."""
    heads = iter(("0x5", "0x5", "0x6"))
    node = MemoryEndpoint(eth_blockNumber=lambda: next(heads), eth_getBalance=lambda *_: "0x1")

    await L1Front(node, SimulatedClock()).answer("eth_getBalance", ["0xaa", "0x5"])

    assert [method for method, _ in node.calls] == ["eth_blockNumber"] * 3 + ["eth_getBalance"]


@pytest.mark.parametrize("block", ["latest", "0x4", {"blockHash": "0x12"}])
async def test_other_accounts_are_told_at_once(block: object) -> None:
    """An earlier block is settled, and who asks for the latest takes what there is."""
    node = MemoryEndpoint(eth_blockNumber=lambda: "0x5", eth_getBalance=lambda *_: "0x1")

    await L1Front(node, SimulatedClock()).answer("eth_getBalance", ["0xaa", block])

    assert len(node.calls) <= 2


async def test_an_l1_that_was_stopped_answers() -> None:
    """Its head is not waited away."""
    clock = SimulatedClock()
    node = MemoryEndpoint(eth_blockNumber=lambda: "0x5", eth_getBalance=lambda *_: "0x1")
    start = clock.monotonic()

    await L1Front(node, clock).answer("eth_getBalance", ["0xaa", "0x5"])

    assert clock.monotonic() - start == pytest.approx(2, abs=0.1)
