"""What the L1 contracts say of themselves: their addresses and their configuration.

supersim names only the entrances. The rest is asked of the contracts on the
running L1, so the book cannot say anything else than what is deployed.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.bench.errors import BenchError
from gonogo.protocol import format_data, selector
from gonogo.rpc import Endpoint

# As EIP-1967 places them: a proxy's implementation and its admin.
_IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"
_ADMIN_SLOT = "0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103"
_PERMISSIONED_GAME = f"{1:064x}"
# anvil charges calls without a sender against the zero account once an L1 fee is due.
_CALLER = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"

# supersim's spelling, and that of a network's chain.yaml.
_SPELLING = {
    "AddressManager": "AddressManagerImpl",
    "L1ERC721BridgeProxy": "L1Erc721BridgeProxy",
    "OptimismMintableERC20FactoryProxy": "OptimismMintableErc20FactoryProxy",
}
_UPGRADEABLE = (
    "OptimismPortal",
    "SystemConfig",
    "L1StandardBridge",
    "L1Erc721Bridge",
    "OptimismMintableErc20Factory",
    "DisputeGameFactory",
    "AnchorStateRegistry",
    "EthLockbox",
    "SuperchainConfig",
    "DelayedWethPermissionedGame",
)


class MissingContractError(BenchError):
    """The L1 state does not hold a contract that the bench needs."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the L1 state holds no {name}",
            hint="The genesis state is not the one this version of gonogo was made for.",
        )
        self.name = name


@dataclass(frozen=True)
class SystemConfig:
    """What the SystemConfig contract of the chain says."""

    batcher: str
    batch_inbox: str
    gas_limit: int
    base_fee_scalar: int
    blob_base_fee_scalar: int
    unsafe_block_signer: str


@dataclass(frozen=True)
class AddressBook:
    """The L1 contracts of the chain, and how they are configured."""

    contracts: Mapping[str, str]
    """By name as chain.yaml spells it, addresses in lower case."""
    system_config: SystemConfig
    game_clock_seconds: int
    """What the dispute game really uses, read back from its code."""


async def read_address_book(l1: Endpoint, entrances: Mapping[str, str]) -> AddressBook:
    """Ask the contracts on L1, starting at the entrances that supersim names.

    Raises:
        MissingContractError: a contract is not there.
        RPCError: L1 does not answer.
    """
    contracts = {_SPELLING.get(name, name): address for name, address in entrances.items()}
    portal = contracts["OptimismPortalProxy"]
    for name, getter in (
        ("DisputeGameFactoryProxy", "disputeGameFactory()"),
        ("AnchorStateRegistryProxy", "anchorStateRegistry()"),
        ("EthLockboxProxy", "ethLockbox()"),
        ("SuperchainConfigProxy", "superchainConfig()"),
    ):
        contracts[name] = await _address(l1, portal, getter)
    factory = contracts["DisputeGameFactoryProxy"]
    game = await _address(l1, factory, "gameImpls(uint32)", _PERMISSIONED_GAME)
    contracts["PermissionedDisputeGameImpl"] = game
    contracts["DelayedWethPermissionedGameProxy"] = await _address(l1, game, "weth()")
    contracts["MipsImpl"] = await _address(l1, game, "vm()")
    contracts["OpChainProxyAdminImpl"] = await _slot(l1, portal, _ADMIN_SLOT)
    names = [f"{name}Proxy" for name in _UPGRADEABLE]
    found = await asyncio.gather(
        *(_slot(l1, contracts[name], _IMPLEMENTATION_SLOT) for name in names)
    )
    contracts |= {f"{name}Impl": impl for name, impl in zip(_UPGRADEABLE, found, strict=True)}
    return AddressBook(
        dict(sorted(contracts.items())),
        await _read_system_config(l1, contracts["SystemConfigProxy"]),
        await _number(l1, game, "maxClockDuration()"),
    )


async def _read_system_config(l1: Endpoint, contract: str) -> SystemConfig:
    return SystemConfig(
        batcher=await _address(l1, contract, "batcherHash()"),
        batch_inbox=await _address(l1, contract, "batchInbox()"),
        gas_limit=await _number(l1, contract, "gasLimit()"),
        base_fee_scalar=await _number(l1, contract, "basefeeScalar()"),
        blob_base_fee_scalar=await _number(l1, contract, "blobbasefeeScalar()"),
        unsafe_block_signer=await _address(l1, contract, "unsafeBlockSigner()"),
    )


async def _address(l1: Endpoint, contract: str, getter: str, arguments: str = "") -> str:
    number = await _number(l1, contract, getter, arguments)
    if number == 0:
        raise MissingContractError(f"contract behind {getter} of {contract}")
    return f"0x{number:040x}"


async def _number(l1: Endpoint, contract: str, getter: str, arguments: str = "") -> int:
    data = format_data(selector(getter)) + arguments
    call = {"from": _CALLER, "to": contract, "data": data}
    word = await l1.call("eth_call", call, "latest", answer=str)
    if word == "0x":
        raise MissingContractError(f"contract at {contract} with {getter}")
    return int(word, 16)


async def _slot(l1: Endpoint, proxy: str, slot: str) -> str:
    word = int(await l1.call("eth_getStorageAt", proxy, slot, "latest", answer=str), 16)
    if word == 0:
        raise MissingContractError(f"proxy at {proxy}")
    return f"0x{word:040x}"
