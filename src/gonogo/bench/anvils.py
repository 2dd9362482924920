"""The anvils of one bench: L1, the sequencer's and one for each verifier."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from gonogo.bench.genesis import Genesis
from gonogo.bench.process import Anvil, start_anvil, stop
from gonogo.bench.settings import (
    BLOCK_TIME_SECONDS,
    GAS_LIMIT,
    L1_CHAIN_ID,
    L2_CHAIN_ID,
    SEQUENCER,
)

L1 = "l1-0"


@dataclass(frozen=True)
class Programs:
    """What a bench is started from."""

    anvil: Path
    anvil_version: str
    genesis: Genesis


class Anvils:
    """All anvils of a bench, started together and ended together."""

    def __init__(self, programs: Programs, directory: Path, genesis_time: int) -> None:
        self._programs = programs
        self._directory = directory
        self._genesis_time = genesis_time
        self._running: dict[str, Anvil] = {}
        self.verifiers: tuple[str, ...] = ()
        """The names of the verifiers, in the order of their numbers."""

    async def start(self, verifiers: int) -> None:
        """Start L1, the sequencer's and the verifiers' anvils at once.

        Raises:
            ProcessError: one did not start; those that did are ended by `stop`.
        """
        # Not taken from those that run: they are noted as they come up, and again when replaced,
        # and everybody must mean the same one by "the first verifier".
        self.verifiers = tuple(f"verifier-{index}" for index in range(verifiers))
        names = (L1, SEQUENCER, *self.verifiers)
        # Every start is waited for, also when one fails: none may be left unknown to `stop`.
        started = await asyncio.gather(*map(self._start_one, names), return_exceptions=True)
        for outcome in started:
            if isinstance(outcome, BaseException):
                raise outcome

    @property
    def l1_url(self) -> str:
        """Return the address of the bare L1 anvil."""
        return self._running[L1].url

    def url(self, name: str) -> str:
        """Return the address of a node's bare anvil."""
        return self._running[name].url

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the process numbers of all anvils."""
        return tuple(anvil.process.pid for anvil in self._running.values())

    @property
    def death(self) -> str | None:
        """Return how an anvil ended that should run, in words; None while all run."""
        deaths = (anvil.death for anvil in self._running.values())
        return next((death for death in deaths if death is not None), None)

    async def replace(self, name: str) -> str:
        """Start a node's anvil anew from the genesis and return its address.

        Raises:
            ProcessError: the new one did not start; asking again is safe.
        """
        # Forgotten before it is ended, or its end would look like a death.
        old = self._running.pop(name, None)
        if old is not None:
            await stop(old.process)
        await self._start_one(name)
        return self._running[name].url

    async def stop(self) -> None:
        """End all of them; return when none is left."""
        await asyncio.gather(*(stop(anvil.process) for anvil in self._running.values()))
        self._running.clear()

    async def _start_one(self, name: str) -> None:
        arguments = self._l1_arguments() if name == L1 else self._l2_arguments()
        self._running[name] = await start_anvil(
            self._programs.anvil, name, arguments, self._directory
        )

    def _l1_arguments(self) -> list[str]:
        return [
            *("--init", str(self._programs.genesis.l1)),
            *("--chain-id", str(L1_CHAIN_ID)),
            *("--timestamp", str(self._genesis_time)),
            *("--block-time", str(BLOCK_TIME_SECONDS)),
            # Safe is one block behind the head and finalized two, instead of 32 and 64.
            *("--slots-in-an-epoch", "1"),
        ]

    def _l2_arguments(self) -> list[str]:
        # Two anvils with these flags, fed the same transactions, make the same block hashes.
        return [
            *("--init", str(self._programs.genesis.l2)),
            *("--chain-id", str(L2_CHAIN_ID)),
            *("--timestamp", str(self._genesis_time)),
            *("--network", "optimism", "--hardfork", "isthmus"),
            *("--gas-limit", str(GAS_LIMIT)),
            "--no-mining",
            *("--order", "fifo"),
            # Deposits come without a signature, several of one sender in a block, and may mint
            # what they spend.
            "--auto-impersonate",
            "--disable-pool-balance-checks",
        ]
