"""Nodes simulate a block on top of their head."""

from dataclasses import replace
from typing import Any

import pytest

from gonogo.networks import Node, NodeKind
from tests.unit.gates.rehearsal import Scene
from tests.unit.gates.served import RefusedError, served

HEAD = 100
SOUND: dict[str, Any] = {
    "number": hex(HEAD + 1),
    "calls": [{"status": "0x1", "gasUsed": hex(21_000)}],
    "transactions": [{"type": "0x2", "value": hex(1000), "to": "0x" + "22" * 20}],
}


async def ending_with(devnet: Scene, result: object) -> tuple[str, str, str]:
    def answer(method: str, _: list[Any]) -> object:
        if method == "eth_blockNumber":
            return hex(HEAD)
        if result is None:
            message = "the method eth_simulateV1 does not exist"
            raise RefusedError(message)
        return result

    (chain,) = devnet.network.chains
    async with served(answer) as url:
        nodes = (Node("node", NodeKind.SEQUENCER, execution_rpc=url),)
        return await devnet.run("simulate", chains=(replace(chain, nodes=nodes),))


async def test_a_sound_answer(devnet: Scene) -> None:
    """One block with the one transaction is what is asked for."""
    assert await ending_with(devnet, [SOUND]) == ("pass", "", "")


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ([], "blocks that node simulates: expected 1, saw 0"),
        ([SOUND, SOUND], "blocks that node simulates: expected 1, saw 2"),
        ([{**SOUND, "number": hex(HEAD)}], "its number at node"),
        ([{**SOUND, "transactions": []}], "its transactions at node"),
        ([{**SOUND, "calls": []}], "its calls at node"),
        ([{**SOUND, "calls": [{"status": "0x0", "gasUsed": "0x5208"}]}], "its status at node"),
        (
            [{**SOUND, "transactions": [{"type": "0x0", "value": "0x3e8", "to": ""}]}],
            "its type at node",
        ),
        ({"error": "none"}, "the result is not what this method gives"),
        (None, "does not exist"),
    ],
)
async def test_what_is_wrong(devnet: Scene, result: object, words: str) -> None:
    """Anything else fails, a client without the method included."""
    action, kind, message = await ending_with(devnet, result)

    assert (action, kind) == ("fail", "assertion")
    assert words in message
