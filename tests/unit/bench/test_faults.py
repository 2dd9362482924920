"""What is broken on purpose is noted, and mended to what it was."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gonogo.bench.anvils import Anvils, Programs
from gonogo.bench.chain import RunningChain
from gonogo.bench.control import Fault
from gonogo.bench.faults import Faults
from gonogo.bench.genesis import Genesis
from gonogo.bench.parts import Part
from gonogo.bench.settings import Account, ChainSettings, NodeSettings
from gonogo.clock import SystemClock
from gonogo.rpc import UnreachableError
from tests.simulator.clock import SimulatedClock
from tests.unit.bench.chain_in_memory import GENESIS_TIME, hash_of
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

NOWHERE = "http://127.0.0.1:1"
BATCHER = Account("0x" + "ba" * 20, b"\x01" * 32)
SETTINGS = ChainSettings(
    network="bench",
    genesis_time=GENESIS_TIME,
    l1_genesis_hash=hash_of(1, 0),
    l2_genesis_hash=hash_of(2, 0),
    batch_inbox="0x" + "ff" * 20,
    batcher=BATCHER,
    proposer=BATCHER,
    base_fee_scalar=1,
    blob_base_fee_scalar=1,
    contracts={
        "OptimismPortalProxy": NOWHERE,
        "DisputeGameFactoryProxy": NOWHERE,
        "SystemConfigProxy": "0x" + "5c" * 20,
    },
    rollup_config="{}",
)


CONFIGURED = {
    104: "0x" + f"{(0xC5FC5 << 96) + (0x558 << 64) + 60_000_000:064x}",
    106: "0x" + "0" * 64,
}


class _Setup:
    """Faults over a chain whose roles were never started, and an L1 in memory."""

    def __init__(self) -> None:
        self.balance = "0x64"
        self.is_deaf = False
        self.storage = dict(CONFIGURED)
        self.l1 = MemoryEndpoint(
            eth_getBalance=lambda *_: self.balance,
            anvil_setBalance=self._set_balance,
            evm_setIntervalMining=self._mine,
            eth_getStorageAt=lambda _, slot, __: self.storage[int(slot, 16)],
            anvil_setStorageAt=self._set_storage,
        )
        nodes = tuple(NodeSettings(name, NOWHERE) for name in ("sequencer-0", "verifier-0"))
        chain = RunningChain(SETTINGS, NOWHERE, nodes[0], nodes[1:], SystemClock())
        genesis = Genesis(Path(), Path(), contracts={})
        anvils = Anvils(Programs(Path(), "1.7.1", genesis), Path(), genesis_time=0)
        self.clock = SimulatedClock()
        self.faults = Faults(anvils, chain, SETTINGS, self.l1, clock=self.clock)

    def _set_balance(self, address: str, balance: str) -> None:
        assert address == BATCHER.address
        self.balance = balance

    def _set_storage(self, address: str, slot: str, word: str) -> None:
        assert address == SETTINGS.contracts["SystemConfigProxy"]
        self.storage[int(slot, 16)] = word

    def _mine(self, _seconds: int) -> object:
        return UnreachableError(NOWHERE, "evm", "no answer") if self.is_deaf else None


async def test_funds_are_given_back_as_they_were() -> None:
    """Also when they were taken twice: the second time there was nothing to remember."""
    setup = _Setup()
    await setup.faults.break_part(Part.FUNDS)
    await setup.faults.break_part(Part.FUNDS)
    while_broken = setup.balance
    await setup.faults.mend()

    assert (while_broken, setup.balance) == ("0x0", "0x64")


async def test_fees_are_raised_on_l1_alone_and_set_back() -> None:
    """One more of each scalar, and nothing beside them in the same word."""
    setup = _Setup()
    await setup.faults.break_part(Part.FEES)
    while_broken = dict(setup.storage)
    await setup.faults.mend()

    assert int(while_broken[104], 16) - int(CONFIGURED[104], 16) == 1 << 64
    assert int(while_broken[106], 16) == 1 << 64
    assert setup.storage == CONFIGURED


async def test_l1_mines_again_in_its_block_time() -> None:
    """Zero stops it."""
    setup = _Setup()
    await setup.faults.break_part(Part.L1)
    await setup.faults.mend()

    assert [params for _, params in setup.l1.calls] == [(0,), (1,)]


async def test_what_broke_halfway_is_noted_and_mended() -> None:
    """The answer was lost, and L1 may well have stopped."""
    setup = _Setup()
    setup.is_deaf = True
    with pytest.raises(UnreachableError):
        await setup.faults.break_part(Part.L1)
    noted = setup.faults.broken
    setup.is_deaf = False
    await setup.faults.mend()

    assert noted == (Part.L1,)
    assert setup.faults.broken == ()
    assert setup.l1.calls[-1] == ("evm_setIntervalMining", (1,))


async def test_what_could_not_be_mended_stays_noted() -> None:
    """The parts that were broken after it are mended, and it can be tried again."""
    setup = _Setup()
    await setup.faults.break_part(Part.L1)
    await setup.faults.break_part(Part.FUNDS)
    setup.is_deaf = True
    with pytest.raises(UnreachableError):
        await setup.faults.mend()

    assert setup.faults.broken == (Part.L1,)
    assert setup.balance == "0x64"


async def test_nothing_broken_is_mended_by_doing_nothing() -> None:
    """Nobody is asked."""
    setup = _Setup()
    await setup.faults.mend()

    assert setup.l1.calls == []


async def test_what_was_broken_is_told_from_when_until_when() -> None:
    """Also when it is mended, since somebody may have looked meanwhile; again, as once more."""
    setup = _Setup()
    began = setup.clock.now()
    await setup.faults.break_part(Part.FUNDS)
    setup.clock.elapsed_seconds += 10
    await setup.faults.break_part(Part.FUNDS)
    await setup.faults.mend()
    setup.clock.elapsed_seconds += 10
    await setup.faults.break_part(Part.FEES)

    funds, fees = setup.faults.log

    assert (funds.part, funds.since, funds.until) == ("funds", began, began + timedelta(seconds=10))
    assert (fees.part, fees.until) == ("fees", None)


async def test_what_could_not_be_mended_is_told_as_broken_still() -> None:
    """Until it is."""
    setup = _Setup()
    setup.is_deaf = True
    for one in (setup.faults.break_part(Part.L1), setup.faults.mend()):
        with pytest.raises(UnreachableError):
            await one

    assert [each.until for each in setup.faults.log] == [None]


@pytest.mark.parametrize(
    ("since", "until", "is_touched"),
    [(0, 5, False), (0, 10, True), (0, 99, True), (12, 15, True), (20, 30, True), (21, 30, False)],
)
def test_a_fault_touches_what_happened_meanwhile(
    since: int, until: int, *, is_touched: bool
) -> None:
    """Broken before and mended in the middle, broken in the middle, or both."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    mended = Fault("fees", noon + timedelta(seconds=10), noon + timedelta(seconds=20))
    window = noon + timedelta(seconds=since), noon + timedelta(seconds=until)

    assert mended.touches(*window) is is_touched
    assert Fault("fees", mended.since, None).touches(*window) is (until >= 10)
