"""What an address that somebody typed tells about itself, or why it tells nothing."""

import asyncio
from typing import Any

import msgspec
import pytest

from gonogo.networks.told import HINTS, L2_RPC, ROLLUP_RPC, ask_chain_id, ask_rollup
from gonogo.rpc import JSONRPCClient, MalformedAnswerError, MethodError, UnreachableError
from gonogo.rpc.answers import decode_hook
from tests.unit.networks.answering_node import ROLLUP_CONFIG

URL = "https://user:secret@rpc.example.org/key-1234567890abcdef"


class Node(JSONRPCClient):
    """Answers every call with the same, or fails every call as the real client would."""

    def __init__(self, said: object) -> None:
        super().__init__()
        self.said = said

    async def call(self, url: str, method: str, *params: object, answer: Any = None) -> Any:
        """Answer as told."""
        del params
        await asyncio.sleep(0)
        if self.said is OSError:
            raise UnreachableError(url, method, f"no connection to {url}")
        if self.said is NotImplementedError:
            raise MethodError(url, method, -32601, f"no such method at {url}" + "x" * 500)
        if self.said is ValueError:
            raise MalformedAnswerError(url, method, "this is HTML")
        return msgspec.convert(self.said, Any if answer is None else answer, dec_hook=decode_hook)


async def test_an_execution_client_tells_its_chain() -> None:
    """In the form that nodes write numbers in."""
    told = await ask_chain_id(Node("0x385"), L2_RPC, URL)

    assert (told.chain_id, told.problem) == (901, "")


@pytest.mark.parametrize("said", ["0x0", "", "901x", None, {}, [], True, "0x", -1])
async def test_what_is_no_chain_id_is_told_as_that(said: object) -> None:
    """Neither zero nor a word is a chain, and the hint says what belongs there."""
    told = await ask_chain_id(Node(said), L2_RPC, URL)

    assert told.chain_id is None
    assert "no chain id" in told.problem
    assert HINTS[L2_RPC] in told.problem


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (OSError, "no connection"),
        (NotImplementedError, "it does not answer eth_chainId"),
        (ValueError, "it is no node, or none that answers eth_chainId"),
    ],
)
async def test_an_address_that_tells_nothing_says_why(said: object, words: str) -> None:
    """Nothing is raised: nodes die, and load balancers point elsewhere."""
    told = await ask_chain_id(Node(said), L2_RPC, URL)

    assert told.chain_id is None
    assert words in told.problem


@pytest.mark.parametrize("said", [OSError, NotImplementedError, ValueError, "0x0"])
async def test_nothing_of_an_address_that_could_be_secret_is_told(said: object) -> None:
    """It ends up on terminals and in reports; and a node's own words are cut short."""
    sentence = (await ask_chain_id(Node(said), L2_RPC, URL)).sentence

    assert sentence.startswith("--l2-rpc ")
    assert "secret" not in sentence
    assert "key-1234567890abcdef" not in sentence
    assert len(sentence) < 500


async def test_a_consensus_client_tells_its_chain_and_how_it_is_configured() -> None:
    """Both at once."""
    told = await ask_rollup(Node(ROLLUP_CONFIG), URL)

    assert told.problem == ""
    assert told.chain_id == 901
    assert told.rollup is not None


@pytest.mark.parametrize(
    "said", [{}, [], None, "0x385", {**ROLLUP_CONFIG, "l2_chain_id": "x"}, OSError, ValueError]
)
async def test_what_is_no_configuration_is_told_as_that(said: object) -> None:
    """An execution client that was given for a consensus client, above all."""
    told = await ask_rollup(Node(said), URL)

    assert (told.role, told.chain_id, told.rollup) == (ROLLUP_RPC, None, None)
    assert told.problem
