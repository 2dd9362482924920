"""Ask contracts for typed values, and name the reasons for which they refuse."""

from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from gonogo.gates.side import Side
from gonogo.protocol import MalformedHexError, decode_values, encode_call, parse_data, selector
from gonogo.rpc import MethodError

Value: TypeAlias = int | bool | bytes
"""What functions take and answer, as far as they are asked here."""

# Of the portal, the games and their registry: what a withdrawal can be refused for.
_REFUSALS = (
    "AlreadyInitialized()",
    "ClaimAlreadyResolved()",
    "ClockNotExpired()",
    "ETHLockbox_InsufficientBalance()",
    "GameNotInProgress()",
    "OptimismPortal_AlreadyFinalized()",
    "OptimismPortal_BadTarget()",
    "OptimismPortal_CallPaused()",
    "OptimismPortal_ImproperDisputeGame()",
    "OptimismPortal_InvalidDisputeGame()",
    "OptimismPortal_InvalidMerkleProof()",
    "OptimismPortal_InvalidOutputRootProof()",
    "OptimismPortal_InvalidProofTimestamp()",
    "OptimismPortal_InvalidRootClaim()",
    "OptimismPortal_ProofNotOldEnough()",
    "OptimismPortal_Unproven()",
    "OptimismPortal_WrongProofMethod()",
    "OutOfOrderResolution()",
)
_NAMES = {selector(refusal): refusal.removesuffix("()") for refusal in _REFUSALS}


@dataclass(frozen=True)
class Contract:
    """A contract on one chain."""

    side: Side
    address: str
    block: int | str = "latest"
    """At the end of which block it is asked."""

    async def ask(self, signature: str, types: list[str], *values: Value) -> tuple[Value, ...]:
        """Call a function that changes nothing, and return what it answers.

        Raises:
            MethodError: it refuses, or has no such function.
            MalformedABIError: it answers something else.
            RPCError: the chain does not answer.
        """
        call = encode_call(signature, *values)
        return decode_values(types, await self.side.read(self.address, call, self.block))

    async def number(self, signature: str, *values: Value) -> int:
        """Return the one number that a function answers; see `ask`."""
        (answer,) = await self.ask(signature, ["uint256"], *values)
        return int(answer)

    async def flag(self, signature: str, *values: Value) -> bool:
        """Return the one truth that a function answers; see `ask`."""
        (answer,) = await self.ask(signature, ["bool"], *values)
        return bool(answer)

    async def word(self, signature: str, *values: Value) -> bytes:
        """Return the one word that a function answers; see `ask`."""
        (answer,) = await self.ask(signature, ["bytes32"], *values)
        return bytes(answer) if isinstance(answer, bytes) else b""

    async def address_of(self, signature: str, *values: Value) -> str:
        """Return the one address that a function answers, in lower case; see `ask`."""
        (answer,) = await self.ask(signature, ["address"], *values)
        return "0x" + answer.hex() if isinstance(answer, bytes) else ""


def refusal(error: MethodError) -> str:
    """Return why a contract refused: the name of its error where it is a known one."""
    try:
        data = parse_data(msgspec.json.decode(error.data or b"null"))
    except (msgspec.DecodeError, MalformedHexError):
        return error.node_message
    return _NAMES.get(data[:4], error.node_message)
