"""The contracts on L1 that a withdrawal goes through: the portal, and what stands around it."""

from dataclasses import dataclass

from gonogo.gates.contract import Contract, refusal
from gonogo.gates.side import Side
from gonogo.protocol import MalformedABIError
from gonogo.rpc import MethodError


@dataclass(frozen=True)
class Proven:
    """What the portal keeps of a proof."""

    game: str
    at: int
    """In Unix seconds, by the clock of L1."""


@dataclass(frozen=True)
class Portal:
    """The OptimismPortal of a chain, of the generation with dispute games."""

    contract: Contract

    @property
    def side(self) -> Side:
        """Return L1."""
        return self.contract.side

    async def factory(self) -> Contract:
        """Return the factory of dispute games."""
        return Contract(self.side, await self.contract.address_of("disputeGameFactory()"))

    async def respected_game_type(self) -> int:
        """Return the type of games that it believes."""
        return await self.contract.number("respectedGameType()")

    async def maturity_seconds(self) -> int:
        """Return how long after the proof a withdrawal may be finalized."""
        return await self.contract.number("proofMaturityDelaySeconds()")

    async def finality_seconds(self) -> int:
        """Return how long after its resolution a game is believed."""
        return await self.contract.number("disputeGameFinalityDelaySeconds()")

    async def proven(self, withdrawal: bytes, submitter: bytes) -> Proven | None:
        """Return what it keeps of a submitter's proof of a withdrawal; None: there is none."""
        signature, types = "provenWithdrawals(bytes32,address)", ["address", "uint64"]
        game, at = await self.contract.ask(signature, types, withdrawal, submitter)
        if at == 0 or not isinstance(game, bytes):
            return None
        return Proven("0x" + game.hex(), int.from_bytes(at, "big") if isinstance(at, bytes) else at)

    async def has_finalized(self, withdrawal: bytes) -> bool:
        """Return whether a withdrawal was finalized here."""
        return await self.contract.flag("finalizedWithdrawals(bytes32)", withdrawal)

    async def objection(self, withdrawal: bytes, submitter: bytes) -> str:
        """Return why it would not let a withdrawal be finalized now; empty: it would."""
        try:
            await self.contract.ask("checkWithdrawal(bytes32,address)", [], withdrawal, submitter)
        except MethodError as error:
            return refusal(error)
        return ""

    async def locked_wei(self) -> int:
        """Return how much money there is for withdrawals: in the lockbox, if there is one."""
        try:
            holder = await self.contract.address_of("ethLockbox()")
        except (MethodError, MalformedABIError):
            # Portals of other generations have no lockbox, and hold the money themselves.
            holder = self.contract.address
        if int(holder, 16) == 0:
            holder = self.contract.address
        return await self.side.balance(holder)
