"""Ask one endpoint several things, at the price of one timeout when it is dead.

The first question decides: until it is answered the others wait, and once the
endpoint was out of reach nothing more is asked. What cannot be read is None,
whatever the reason; who needs the reason asks the client itself.

One that does answer, but slowly, is asked until its patience has run out, however
many questions there are.
"""

import asyncio
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from gonogo.printable import printable

if TYPE_CHECKING:
    from gonogo.rpc import JSONRPCClient

T = TypeVar("T")

_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]*")
_NUMBER = re.compile(r"0x[0-9a-fA-F]{1,64}")
_WORD_DIGITS = 64
_LONGEST_TEXT = 200
_HASHES_ONLY = False
NOBODY = "0x" + "00" * 20

DISPUTE_GAME_FACTORY = "0xf2b4e617"  # disputeGameFactory()
BATCHER_HASH = "0xe81b2c6d"  # batcherHash()
UNSAFE_BLOCK_SIGNER = "0x1fd19ee1"  # unsafeBlockSigner()
OWNER = "0x8da5cb5b"  # owner()

IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"
"""Where EIP-1967 keeps a proxy's implementation: keccak256("eip1967.proxy.implementation") - 1."""


@dataclass(frozen=True)
class Patience:
    """How long an endpoint is waited for, beside the limit of each call."""

    first_seconds: float = math.inf
    """For the answer to the first question."""
    whole_seconds: float = math.inf
    """For the answers to all of them, since it was first asked."""


WITHOUT_END = Patience()


class Line:
    """One endpoint, asked by many at once."""

    def __init__(self, client: "JSONRPCClient", url: str, patience: Patience = WITHOUT_END) -> None:
        self.client = client
        self.url = url
        self.is_dead = False
        self._patience = patience
        self._ends = math.inf
        self._is_known = False
        self._first = asyncio.Lock()

    async def ask(self, method: str, *params: object, answer: type[T]) -> T | None:
        """Return the answer; None when there is none, or none of this type."""
        if not self._is_known:
            async with self._first:
                if not self._is_known:
                    self._ends = asyncio.get_running_loop().time() + self._patience.whole_seconds
                    result = await self._call(method, *params, answer=answer)
                    self._is_known = True
                    return result
        if self.is_dead:
            return None
        return await self._call(method, *params, answer=answer)

    async def _call(self, method: str, *params: object, answer: type[T]) -> T | None:
        # Whoever has a client has paid for this import; other readers of networks have not.
        from gonogo.rpc import RPCError, UnreachableError  # noqa: PLC0415

        ends = self._ends
        if not self._is_known:
            ends = min(ends, asyncio.get_running_loop().time() + self._patience.first_seconds)
        try:
            async with asyncio.timeout_at(ends if math.isfinite(ends) else None):
                return await self.client.call(self.url, method, *params, answer=answer)
        except (UnreachableError, TimeoutError):
            self.is_dead = True
        except RPCError:
            pass
        return None

    async def number(self, method: str, *params: object) -> int | None:
        """Return a number that is answered in hexadecimal."""
        return number_of(await self.ask(method, *params, answer=str))

    async def text(self, method: str, *params: object) -> str | None:
        """Return a text as one line of bounded length, since people will read it."""
        text = await self.ask(method, *params, answer=str)
        if text is None:
            return None
        return printable(text[:_LONGEST_TEXT], "?")

    async def code(self, address: str) -> str | None:
        """Return the code at an address; `0x` when there is none."""
        code = await self.ask("eth_getCode", address, "latest", answer=str)
        return code.lower() if code and _HEXADECIMAL.fullmatch(code) else None

    async def implementation(self, proxy: str) -> str | None:
        """Return the implementation that a proxy names; address zero when it names none."""
        word = await self.ask("eth_getStorageAt", proxy, IMPLEMENTATION_SLOT, "latest", answer=str)
        return _address(word)

    async def address(self, contract: str, selector: str, sender: str) -> str | None:
        """Return the address that a contract's view answers.

        The sender is always given: a node may charge the call to it, and refuse
        a call from nobody once its chain has fees.
        """
        call = {"from": sender, "to": contract, "data": selector}
        return _address(await self.ask("eth_call", call, "latest", answer=str))

    async def block_hash(self, number: str) -> str | None:
        """Return the hash of a block."""
        block = await self.ask("eth_getBlockByNumber", number, _HASHES_ONLY, answer=dict)
        found = block.get("hash") if block else None
        return found.lower() if isinstance(found, str) and _is_word(found) else None


def number_of(text: object) -> int | None:
    """Return the number in a node's answer; None when it holds none of sensible size."""
    return int(text, 16) if isinstance(text, str) and _NUMBER.fullmatch(text) else None


def _is_word(text: str) -> bool:
    return len(text) == _WORD_DIGITS + 2 and _HEXADECIMAL.fullmatch(text) is not None


def _address(word: str | None) -> str | None:
    """Return the address in a word of 32 bytes; None when it is no such word."""
    if word is None or not _is_word(word) or word[2:26].strip("0"):
        return None
    return f"0x{word[26:]}".lower()
