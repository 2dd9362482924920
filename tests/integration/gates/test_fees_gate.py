"""What the base gate asserts about fees, on a real bench and on one whose node lies."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gonogo.bench import Part
from gonogo.networks import Network
from gonogo.rpc import JSONRPCClient
from tests.integration.gates.lying import (
    Lie,
    any_signature,
    growing_balances,
    lying,
    no_signature,
    of_call,
    one_more,
    other_receipts,
)
from tests.integration.gates.program import Rehearsal, Said

pytestmark = [pytest.mark.bench, pytest.mark.slow]

FEES = (
    "fees_charged",
    "fees_l1_attributes",
    "fees_oracle",
    "fees_vaults",
    "fjord_precompile",
    "operator_fee",
)
ROOT = "isthmus_withdrawals_root"
PASSER = "0x4200000000000000000000000000000000000016"


async def test_all_fees_are_as_they_must_be(rehearsal: Rehearsal) -> None:
    """Every test about fees passes; the header's root does not apply, and is never green."""
    said = await rehearsal.gate(*FEES, ROOT)

    assert said.endings() == {**dict.fromkeys(FEES, "pass"), ROOT: "skip"}
    assert said.reason(ROOT)["kind"] == "not-applicable"


@pytest.mark.parametrize(
    ("part", "fails"),
    [
        (Part.FEES, {"fees_l1_attributes", "operator_fee"}),
        (Part.RPC, {"fjord_precompile"}),
        (Part.SEQUENCER, {"fees_charged", "fees_vaults"}),
    ],
    ids=lambda value: value.value if isinstance(value, Part) else "",
)
async def test_a_fault_shows(rehearsal: Rehearsal, part: Part, fails: set[str]) -> None:
    """A broken part fails the tests that are about it, and no others."""
    async with rehearsal.broken(part):
        broken, well = await asyncio.gather(
            rehearsal.gate(*fails, seconds=30), rehearsal.gate(*{*FEES} - fails)
        )

    assert broken.endings() == dict.fromkeys(fails, "fail")
    assert well.failures() == {}
    assert well.endings() == dict.fromkeys({*FEES} - fails, "pass")


async def _gate(rehearsal: Rehearsal, directory: Path, network: Network, *tests: str) -> Said:
    file = directory / "network.json"
    file.write_bytes(msgspec.json.encode(network))
    return await rehearsal.gate(*tests, GONOGO_NETWORK_FILE=str(file))


@pytest.mark.parametrize(
    ("lie", "test", "told"),
    [
        (growing_balances, "fees_charged", "what the sender gained"),
        (growing_balances, "fees_vaults", "what the vault"),
        (other_receipts, "fees_charged", "l1Fee in the receipt"),
        (of_call("getL1Fee(bytes)", one_more), "fees_oracle", "the L1 fee of"),
        (of_call("getL1FeeUpperBound(uint256)", one_more), "fees_oracle", "the upper bound"),
        (of_call("isFjord()", lambda _: f"0x{0:064x}"), "fees_oracle", "the oracle has Fjord"),
        (of_call("isFjord()", lambda _: f"0x{0:064x}"), "fees_charged", "what the sender gained"),
        (of_call("isIsthmus()", lambda _: f"0x{0:064x}"), "fees_oracle", "has Isthmus"),
        (of_call("hash()", one_more), "fees_l1_attributes", "the hash of L1 block"),
        (of_call("basefee()", one_more), "fees_l1_attributes", "the base fee of L1 block"),
        (of_call("blobBaseFee()", one_more), "fees_l1_attributes", "the blob base fee"),
        (of_call("batcherHash()", one_more), "fees_l1_attributes", "the batcher"),
        (of_call("sequenceNumber()", one_more), "fees_l1_attributes", "goes on in its epoch"),
        (of_call("getOperatorFee(uint256)", one_more), "operator_fee", "operator fee of"),
        (of_call("operatorFeeConstant()", one_more), "operator_fee", "operatorFeeConstant"),
        (any_signature, "fjord_precompile", "of another message"),
        (no_signature, "fjord_precompile", "on a valid signature"),
    ],
)
async def test_a_node_that_lies_is_found_out(
    rehearsal: Rehearsal, tmp_path: Path, lie: Lie, test: str, told: str
) -> None:
    """One wrong answer fails the test that is about it, and says which."""
    async with lying(rehearsal.network, lie) as network:
        said = await _gate(rehearsal, tmp_path, network, test)

    assert said.failed() == {test}
    assert told in said.reason(test)["message"]


def _claiming_op_geth(network: Network) -> Network:
    (chain,) = network.chains
    nodes = tuple(replace(node, execution_client="op-geth") for node in chain.nodes)
    return replace(network, chains=(replace(chain, nodes=nodes),))


async def test_an_empty_root_in_the_header_fails(rehearsal: Rehearsal, tmp_path: Path) -> None:
    """What anvil leaves empty is not excused where the inventory says another client."""
    said = await _gate(rehearsal, tmp_path, _claiming_op_geth(rehearsal.network), ROOT)

    assert said.failed() == {ROOT}


async def _storage_root(network: Network) -> str:
    async with JSONRPCClient() as client:
        url = str(network.chains[0].nodes[0].execution_rpc)
        proof = await client.call(url, "eth_getProof", PASSER, [], "latest")
    return str(proof["storageHash"])


async def test_the_message_passers_root_in_the_header_passes(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """A header that commits to the storage of the message passer is as Isthmus wants it."""
    roots: list[str] = []

    def fill_in(method: str, params: Sequence[Any], true: Any) -> Any:
        if method == "eth_getBlockByNumber" and roots:
            return {**true, "withdrawalsRoot": roots[-1]}
        if method == "eth_getProof":
            assert params[0] == PASSER
        return true

    async with lying(_claiming_op_geth(rehearsal.network), fill_in) as network:
        roots.append(await _storage_root(rehearsal.network))
        said = await _gate(rehearsal, tmp_path, network, ROOT)

    assert said.endings() == {ROOT: "pass"}


async def test_without_an_inventory_nothing_is_excused(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """A client's name from a descriptor alone does not say what the network is meant to be."""
    (chain,) = rehearsal.network.chains
    bare = replace(rehearsal.network, chains=(replace(chain, has_inventory=False),))
    said = await _gate(rehearsal, tmp_path, bare, ROOT)

    assert said.reason(ROOT)["kind"] == "precondition"
