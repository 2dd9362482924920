"""All chains of the network are set up to talk to each other, as their contracts on L1 say.

Chains that pass messages are proven together, so they must agree: one absolute prestate, one
owner of the proxy admin, one superchain configuration, and the game for super roots as the one
that portals respect. The usual cause is a chain whose contracts were upgraded on another day,
or with other values.
"""

from collections.abc import Mapping

from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.networks import Chain
from gonogo.protocol import decode_values, encode_call, format_address, format_data
from gonogo.rpc import MethodError

TITLE = "Chains are ready for interop"
COMPONENT = (
    "fp-interop",
    "interop-filter",
    "interop-hf",
    "op-interop-filter",
    "op-supernode",
    "op-supervisor",
    "supernode",
    "supernode-el",
    "supervisor",
)
NEEDS_FUNDS = False

SUPER_CANNON = 4
_FEWEST_CHAINS = 2
_WORD_BYTES = 32


async def run(stand: Stand) -> None:
    """Read what the contracts of each chain say, and compare it."""
    chains = stand.network.chains
    stand.precondition(len(chains) >= _FEWEST_CHAINS, "a second chain in this network")
    told = {chain.name: await _told(stand, stand.l1, chain) for chain in chains}
    own = told[stand.chain.name]
    for name, values in told.items():
        for what, value in values.items():
            stand.expect_equal(f"{what} of {name}", seen=value, expected=own[what])
    stand.expect_equal(
        f"the respected game type of {stand.chain.name}",
        seen=own["the respected game type"],
        expected=str(SUPER_CANNON),
    )


async def _told(stand: Stand, l1: Side, chain: Chain) -> Mapping[str, str]:
    portal = chain.contract("OptimismPortalProxy")
    factory = chain.contract("DisputeGameFactoryProxy")
    stand.precondition(
        portal is not None and factory is not None,
        f"the addresses of portal and dispute game factory of {chain.name}",
    )
    admin = await _address(l1, str(factory), "proxyAdmin()")
    return {
        "the respected game type": str(
            await l1.number_from(str(portal), encode_call("respectedGameType()"))
        ),
        "the superchain configuration": await _address(l1, str(portal), "superchainConfig()"),
        "the owner of the proxy admin": await _address(l1, admin, "owner()"),
        "the absolute prestate": await _prestate(l1, str(factory)),
    }


async def _prestate(l1: Side, factory: str) -> str:
    """Return the prestate of the game for super roots, wherever this version keeps it."""
    try:
        answer = await l1.read(factory, encode_call("gameArgs(uint32)", SUPER_CANNON))
        (arguments,) = decode_values(["bytes"], answer)
    except MethodError:
        arguments = b""
    if isinstance(arguments, bytes) and len(arguments) >= _WORD_BYTES:
        # Since games are clones with arguments of their own, it is the first of those.
        return format_data(arguments[:_WORD_BYTES])
    answer = await l1.read(factory, encode_call("gameImpls(uint32)", SUPER_CANNON))
    game = format_address(answer[-20:])
    return format_data(await l1.read(game, encode_call("absolutePrestate()")))


async def _address(l1: Side, contract: str, function: str) -> str:
    return format_address((await l1.read(contract, encode_call(function)))[-20:])
