"""Chains agree about what they are proven with."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from gonogo.networks import L1
from gonogo.protocol import encode_values, format_address, selector
from tests.unit.gates.rehearsal import Scene
from tests.unit.gates.served import RefusedError, served

ADMIN, OWNER, SUPERCHAIN, GAME = (bytes([number]) * 20 for number in (1, 2, 3, 4))


@dataclass
class Contracts:
    """The contracts of two chains on one L1, as far as they are asked."""

    game_types: dict[str, int] = field(default_factory=dict)
    superchains: dict[str, bytes] = field(default_factory=dict)
    prestates: dict[str, bytes] = field(default_factory=dict)
    has_arguments: bool = True
    """Whether games are clones with arguments of their own."""

    def answer(self, method: str, params: list[Any]) -> object:
        """Return what L1 answers to a call of a contract."""
        assert method == "eth_call"
        to, data = params[0]["to"], bytes.fromhex(params[0]["data"][2:])
        answers: dict[bytes, tuple[str, int | bytes]] = {
            selector("respectedGameType()"): ("uint256", self.game_types.get(to, 4)),
            selector("superchainConfig()"): ("address", self.superchains.get(to, SUPERCHAIN)),
            selector("proxyAdmin()"): ("address", ADMIN),
            selector("owner()"): ("address", OWNER),
            selector("gameImpls(uint32)"): ("address", GAME),
            selector("absolutePrestate()"): ("bytes32", b"\7" * 32),
        }
        if self.has_arguments:
            arguments = self.prestates.get(to, b"\7" * 32) + bytes(100)
            answers[selector("gameArgs(uint32)")] = ("bytes", arguments)
        if data[:4] not in answers:
            raise RefusedError("execution reverted")
        kind, value = answers[data[:4]]
        return "0x" + encode_values([kind], [value]).hex()


def contracts_of(number: int) -> tuple[tuple[str, str], ...]:
    names = ("DisputeGameFactoryProxy", "OptimismPortalProxy")
    return tuple(
        (name, format_address(bytes([number, index]) * 10)) for index, name in enumerate(names)
    )


FACTORY, PORTAL = (address for _, address in contracts_of(0xA2))


async def ending_with(devnet: Scene, contracts: Contracts) -> tuple[str, str, str]:
    (chain,) = devnet.network.chains
    interop = replace(chain, features=("interop-hf",), contracts=contracts_of(0xA1))
    other = replace(interop, name="other-902", chain_id=902, contracts=contracts_of(0xA2))
    async with served(contracts.answer) as url:
        return await devnet.run("interop_ready", l1=L1("l1", 900, (url,)), chains=(interop, other))


@pytest.mark.parametrize("has_arguments", [True, False], ids=["clones", "implementations"])
async def test_they_agree(devnet: Scene, *, has_arguments: bool) -> None:
    """Chains that agree are ready, wherever their contracts keep the prestate."""
    assert await ending_with(devnet, Contracts(has_arguments=has_arguments)) == ("pass", "", "")


@pytest.mark.parametrize(
    ("contracts", "words"),
    [
        (Contracts(game_types={PORTAL: 1}), "the respected game type of other-902"),
        (Contracts(superchains={PORTAL: OWNER}), "the superchain configuration of other-902"),
        (Contracts(prestates={FACTORY: b"\x08" * 32}), "the absolute prestate of other-902"),
    ],
)
async def test_one_differs(devnet: Scene, contracts: Contracts, words: str) -> None:
    """What one chain has otherwise than another is told with both values."""
    action, kind, message = await ending_with(devnet, contracts)

    assert (action, kind) == ("fail", "assertion")
    assert words in message


async def test_a_network_of_one_chain(devnet: Scene) -> None:
    """Nobody is there to talk to, though the inventory says that there should be."""
    (chain,) = devnet.network.chains

    ending = await devnet.run("interop_ready", chains=(replace(chain, features=("interop-hf",)),))

    assert ending[:2] == ("skip", "precondition")


async def test_an_inventory_without_interop(devnet: Scene) -> None:
    """What the inventory does not list does not apply."""
    assert (await devnet.run("interop_ready"))[:2] == ("skip", "not-applicable")
