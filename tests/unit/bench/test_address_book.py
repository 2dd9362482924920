"""What is asked of the contracts, and what is said when one of them is missing."""

from collections.abc import Mapping

import pytest

from gonogo.bench.address_book import MissingContractError, read_address_book
from gonogo.protocol import format_data, selector
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

PORTAL, CONFIG, FACTORY, GAME = ("0x" + f"{number:040x}" for number in range(1, 5))
OTHER, IMPLEMENTATION, BATCHER = ("0x" + f"{number:040x}" for number in range(5, 8))
ENTRANCES = {
    "OptimismPortalProxy": PORTAL,
    "SystemConfigProxy": CONFIG,
    "L1StandardBridgeProxy": OTHER,
    "L1ERC721BridgeProxy": OTHER,
    "OptimismMintableERC20FactoryProxy": OTHER,
}
GETTERS = {
    "disputeGameFactory()": FACTORY,
    "anchorStateRegistry()": OTHER,
    "ethLockbox()": OTHER,
    "superchainConfig()": OTHER,
    "gameImpls(uint32)": GAME,
    "weth()": OTHER,
    "vm()": OTHER,
    "maxClockDuration()": "0x6",
    "batcherHash()": BATCHER,
    "batchInbox()": OTHER,
    "gasLimit()": hex(60_000_000),
    "basefeeScalar()": "0x558",
    "blobbasefeeScalar()": "0xc5fc5",
    "unsafeBlockSigner()": OTHER,
}


def word(value: str) -> str:
    return f"0x{int(value, 16):064x}" if value != "0x" else value


def l1(getters: Mapping[str, str], slot: str = IMPLEMENTATION) -> MemoryEndpoint:
    answers = {format_data(selector(getter)): word(value) for getter, value in getters.items()}

    def call(asked: dict[str, str], _block: str) -> str:
        return answers[asked["data"][:10]]

    return MemoryEndpoint(eth_call=call, eth_getStorageAt=lambda *_: word(slot))


async def test_the_book_says_what_the_contracts_say() -> None:
    """Under the names that a network's chain.yaml has."""
    book = await read_address_book(l1(GETTERS), ENTRANCES)

    assert book.contracts["DisputeGameFactoryProxy"] == FACTORY
    assert book.contracts["L1Erc721BridgeProxy"] == OTHER
    assert book.contracts["OptimismPortalImpl"] == IMPLEMENTATION
    assert "L1ERC721BridgeProxy" not in book.contracts
    assert book.system_config.batcher == BATCHER
    assert (book.system_config.gas_limit, book.game_clock_seconds) == (60_000_000, 6)


@pytest.mark.parametrize(
    "getter", ["disputeGameFactory()", "gameImpls(uint32)", "weth()", "batcherHash()"]
)
@pytest.mark.parametrize("answer", ["0x0", "0x"])
async def test_a_missing_contract_is_named(getter: str, answer: str) -> None:
    """No address is made of nothing: neither of a zero nor of an empty answer."""
    with pytest.raises(MissingContractError, match=getter.replace("(", r"\(").replace(")", r"\)")):
        await read_address_book(l1({**GETTERS, getter: answer}), ENTRANCES)


async def test_a_proxy_without_an_implementation_is_named() -> None:
    """Its slot is zero when nothing was deployed behind it."""
    with pytest.raises(MissingContractError, match=f"proxy at {PORTAL}"):
        await read_address_book(l1(GETTERS, slot="0x0"), ENTRANCES)
