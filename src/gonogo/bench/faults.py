"""How the supervisor breaks a part on purpose, and mends it.

Breaking asks the parts themselves: a role stands still, an address refuses
connections, an account is emptied. Nothing here waits for an effect; whether it
shows is seen from outside (see `visible`), as everybody else would see it.
"""

import msgspec

from gonogo.bench.anvils import Anvils
from gonogo.bench.chain import RunningChain
from gonogo.bench.control import Fault
from gonogo.bench.parts import Part
from gonogo.bench.settings import BLOCK_TIME_SECONDS, ChainSettings
from gonogo.clock import Clock
from gonogo.rpc import Endpoint

# Where the SystemConfig has the scalars of the base fee and of the operator fee, each above
# another value of eight bytes.
_FEE_SLOTS = (104, 106)
_ONE_SCALAR = 1 << 64

_ROLES = frozenset({Part.BATCHER, Part.SEQUENCER, Part.PROPOSER})


class Faults:
    """The parts of one bench that are broken now."""

    def __init__(
        self,
        anvils: Anvils,
        chain: RunningChain,
        settings: ChainSettings,
        l1: Endpoint,
        *,
        clock: Clock,
    ) -> None:
        self._anvils = anvils
        self._chain = chain
        self._batcher = settings.batcher.address
        self._l1 = l1
        self._clock = clock
        self._broken: list[Part] = []
        self._log: list[Fault] = []
        self._funds: str | None = None
        self._system_config = settings.contracts.get("SystemConfigProxy", "")
        self._fees: dict[int, str] = {}

    @property
    def broken(self) -> tuple[Part, ...]:
        """Return the parts that are broken, in the order in which they were."""
        return tuple(self._broken)

    @property
    def log(self) -> tuple[Fault, ...]:
        """Return everything that was ever broken, and from when until when."""
        return tuple(self._log)

    async def break_part(self, part: Part) -> None:
        """Break a part; does nothing when it is broken already."""
        if part in self._broken:
            return
        # Noted first: a part that broke halfway must be mended too.
        self._broken.append(part)
        self._log.append(Fault(part.value, self._clock.now(), None))
        if part in _ROLES:
            await self._chain.stop_role(part.value)
        elif part is Part.VERIFIER:
            await self._chain.fork_verifier(self._anvils.verifiers[0])
        elif part is Part.RPC:
            await self._chain.close_rpc(self._anvils.verifiers[0])
        elif part is Part.L1:
            await self._l1.call("evm_setIntervalMining", 0)
        elif part is Part.FUNDS:
            # Remembered here and not asked for when mending: the account is empty by then.
            self._funds = await self._l1.call("eth_getBalance", self._batcher, "latest", answer=str)
            await self._l1.call("anvil_setBalance", self._batcher, "0x0")
        elif part is Part.ROOTS:
            self._chain.propose_wrongly()
        elif part is Part.FEES:
            await self._raise_fees()

    async def mend(self) -> None:
        """Mend everything that is broken, the last broken first."""
        while self._broken:
            await self._mend_part(self._broken[-1])
            self._note_mended(self._broken.pop())

    def _note_mended(self, part: Part) -> None:
        now = self._clock.now()
        self._log = [
            msgspec.structs.replace(each, until=now)
            if each.part == part.value and each.until is None
            else each
            for each in self._log
        ]

    async def _mend_part(self, part: Part) -> None:
        if part in _ROLES:
            await self._chain.start_role(part.value)
        elif part is Part.VERIFIER:
            name = self._anvils.verifiers[0]
            # A fresh anvil: the old one's state was altered, and nothing on it can be right again.
            await self._chain.rederive_verifier(name, await self._anvils.replace(name))
        elif part is Part.RPC:
            await self._chain.open_rpc(self._anvils.verifiers[0])
        elif part is Part.L1:
            await self._l1.call("evm_setIntervalMining", BLOCK_TIME_SECONDS)
        elif part is Part.FUNDS and self._funds is not None:
            await self._l1.call("anvil_setBalance", self._batcher, self._funds)
        elif part is Part.ROOTS:
            self._chain.propose_rightly()
        elif part is Part.FEES:
            for slot, word in self._fees.items():
                await self._configure(slot, word)

    async def _raise_fees(self) -> None:
        for slot in _FEE_SLOTS:
            # Remembered before it is changed, for the same reason as the funds.
            self._fees[slot] = await self._l1.call(
                "eth_getStorageAt", self._system_config, hex(slot), "latest", answer=str
            )
            await self._configure(slot, f"0x{int(self._fees[slot], 16) + _ONE_SCALAR:064x}")

    async def _configure(self, slot: int, word: str) -> None:
        place = f"0x{slot:064x}"
        await self._l1.call("anvil_setStorageAt", self._system_config, place, word)
