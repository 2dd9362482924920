"""Resolve the dispute game that a withdrawal rests on, where nobody contests it.

On a live network the challenger does this; it is given some blocks' time. Where nobody does, as
on a bench, we may: resolving an uncontested claim takes no right and no bond. Of a game that is
contested only its challenger knows in which order the claims resolve.
"""

import asyncio
from dataclasses import dataclass
from typing import NoReturn

from gonogo.gates.account import Payment
from gonogo.gates.contract import Contract, refusal
from gonogo.gates.side import SECONDS_BETWEEN_LOOKS
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal.games import CHALLENGER_WINS, IN_PROGRESS
from gonogo.gates.withdrawal.outbox import Outbox
from gonogo.gates.withdrawal.portal import Portal, Proven
from gonogo.gates.withdrawal.wait import Wait, told
from gonogo.protocol import encode_call, parse_address
from gonogo.rpc import MethodError

_BLOCKS_FOR_OTHERS = 3
"""So many L1 blocks the challenger has to resolve a game before we do."""
_ALL_CLAIMS = 512
_UNCONTESTED = 1
_LATER_SECONDS = 3600


@dataclass(frozen=True)
class Resolution:
    """What it takes to resolve a game."""

    stand: Stand
    portal: Portal
    outbox: Outbox
    wait: Wait

    async def of(self, proven: Proven) -> int:
        """Return when the game was resolved for its claim, in Unix seconds."""
        l1 = self.portal.side
        game = Contract(l1, proven.game)
        while (status := await game.number("status()")) == IN_PROGRESS:
            await self._until_resolvable(game, proven)
            if await game.number("claimDataLen()") != _UNCONTESTED:
                # Whoever contests a claim resolves it as well; nobody else knows the order.
                await self._leave_contested(proven)
            refused = await self._resolve_uncontested(game) or "it stays in progress"
            if self.wait.left_seconds == 0 and await game.number("status()") == IN_PROGRESS:
                self.stand.fail(
                    f"dispute game {proven.game}, which nobody contests",
                    expected="to be resolved once its clock has run out",
                    seen=refused,
                )
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        if status == CHALLENGER_WINS:
            self.outbox.note(given_up="its dispute game was resolved against its claim")
            self.stand.fail(
                f"dispute game {proven.game}, whose claim is what the chain has",
                expected="to be resolved for it",
                seen="resolved against it",
            )
        return await game.number("resolvedAt()")

    async def _until_resolvable(self, game: Contract, proven: Proven) -> None:
        clock = await game.number("maxClockDuration()")
        moment = await game.number("createdAt()") + clock
        moment += int(_BLOCKS_FOR_OTHERS * await self.portal.side.seconds_per_block())
        ready = max(
            proven.at + await self.portal.maturity_seconds(),
            moment + await self.portal.finality_seconds(),
        )
        await self.wait.until_time(self.portal.side, moment, waits_for(proven, ready), until=ready)

    async def _resolve_uncontested(self, game: Contract) -> str:
        """Resolve a game of one claim; return why that was refused, empty where it was not."""
        is_resolved = await game.flag("resolvedSubgames(uint256)", 0)
        all_claims = encode_call("resolveClaim(uint256,uint256)", 0, _ALL_CLAIMS)
        steps = [("resolve-claim", all_claims)] * (not is_resolved)
        for step, call in (*steps, ("resolve", encode_call("resolve()"))):
            payment = Payment(parse_address(game.address), 0, call)
            try:
                receipt = await self.outbox.settle(step, self.portal.side, payment)
            except MethodError as error:
                # Somebody else may have been faster; the status tells.
                return f"{step}: {refusal(error)}"
            if receipt.status != 1:
                self.outbox.forget(step)
                return f"{step} was reverted"
        return ""

    async def _leave_contested(self, proven: Proven) -> NoReturn:
        later = int((await self.portal.side.header()).timestamp) + _LATER_SECONDS
        self.stand.waiting(told(later), f"{_since(proven)}; its dispute game is contested")


def waits_for(proven: Proven, ready: int) -> str:
    """Return what a withdrawal waits for, and until when."""
    return f"{_since(proven)}, can be finalized after {told(ready)}"


def _since(proven: Proven) -> str:
    return f"proven at {told(proven.at)}"
