"""Put a bench together from its parts, and take it apart again.

The order is forced: the contracts tell the configuration, so L1 must run before
the roles; the roles choose their ports, so they must listen before the files
that name them are written. Taking apart goes the other way round.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gonogo import __version__
from gonogo.bench import accounts
from gonogo.bench.address_book import AddressBook, read_address_book
from gonogo.bench.anvils import Anvils, Programs
from gonogo.bench.chain import RunningChain
from gonogo.bench.descriptor import (
    Description,
    Versions,
    mark_offline,
    rollup_config,
    write_description,
)
from gonogo.bench.errors import BenchError
from gonogo.bench.faults import Faults
from gonogo.bench.packages import SUPERSIM_VERSION
from gonogo.bench.settings import BLOCK_TIME_SECONDS, SEQUENCER, ChainSettings, NodeSettings
from gonogo.clock import Clock
from gonogo.rpc import Endpoint, JSONRPCClient


class ForeignGenesisError(BenchError):
    """The L1 state does not fit the keys or the chain of the bench."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"the L1 state does not fit the bench: {what}",
            hint="This version of gonogo does not fit the installed supersim.",
        )


class _Block(msgspec.Struct):
    hash: str


@dataclass(frozen=True)
class Assembly:
    """The parts of a running bench."""

    anvils: Anvils
    chain: RunningChain
    description: Description
    faults: Faults

    @property
    def broken(self) -> str | None:
        """Return why the bench is not to be trusted, in words; None while it is."""
        return self.anvils.death or self.chain.broken


@asynccontextmanager
async def assembled(
    directory: Path, programs: Programs, *, verifiers: int, clock: Clock
) -> AsyncIterator[Assembly]:
    """Start every part, write the files, and end every part on leaving.

    Raises:
        ProcessError: an anvil did not start.
        ForeignGenesisError: the genesis states do not fit the bench.
        RPCError: an anvil that just started does not answer.
    """
    # One block in the past, so that the first block is due at once.
    genesis_time = int(clock.now().timestamp()) - BLOCK_TIME_SECONDS
    anvils = Anvils(programs, directory, genesis_time)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(anvils.stop)
        await anvils.start(verifiers)
        client = await stack.enter_async_context(JSONRPCClient())
        l1 = Endpoint(client, anvils.l1_url)
        book = await read_address_book(l1, programs.genesis.contracts)
        settings = await _settings(directory.name, book, l1, anvils, genesis_time)
        sequencer, *others = (
            NodeSettings(name, anvils.url(name)) for name in (SEQUENCER, *anvils.verifiers)
        )
        # The stop is registered before the start: a start that fails halfway is undone as well.
        chain = RunningChain(settings, anvils.l1_url, sequencer, tuple(others), clock)
        stack.push_async_callback(chain.stop)
        await chain.start()
        description = Description(
            name=directory.name,
            versions=Versions(programs.anvil_version, __version__, SUPERSIM_VERSION),
            book=book,
            rollup_config=settings.rollup_config,
            addresses=chain.addresses,
            users=tuple(map(accounts.user, range(accounts.USERS))),
            batcher=settings.batcher,
            proposer=settings.proposer,
        )
        write_description(directory, description)
        # Registered last, so it comes first: readers hear of the end before addresses refuse.
        stack.callback(mark_offline, directory, description)
        yield Assembly(anvils, chain, description, Faults(anvils, chain, settings, l1, clock=clock))


async def _settings(
    name: str, book: AddressBook, l1: Endpoint, anvils: Anvils, genesis_time: int
) -> ChainSettings:
    batcher, proposer = accounts.batcher(), accounts.proposer()
    if book.system_config.batcher != batcher.address:
        raise ForeignGenesisError(f"its batcher is {book.system_config.batcher}")
    l1_hash, *l2_hashes = await asyncio.gather(
        *(
            _genesis_hash(Endpoint(l1.client, url))
            for url in (l1.url, *map(anvils.url, (SEQUENCER, *anvils.verifiers)))
        )
    )
    # Later it would show as a divergence that no node has caused.
    if len(set(l2_hashes)) != 1:
        raise ForeignGenesisError("the L2 nodes start from different blocks")
    return ChainSettings(
        network=name,
        genesis_time=genesis_time,
        l1_genesis_hash=l1_hash,
        l2_genesis_hash=l2_hashes[0],
        batch_inbox=book.system_config.batch_inbox,
        batcher=batcher,
        proposer=proposer,
        base_fee_scalar=book.system_config.base_fee_scalar,
        blob_base_fee_scalar=book.system_config.blob_base_fee_scalar,
        contracts=book.contracts,
        rollup_config=rollup_config(
            book,
            l1_genesis_hash=l1_hash,
            l2_genesis_hash=l2_hashes[0],
            genesis_time=genesis_time,
        ),
    )


async def _genesis_hash(node: Endpoint) -> str:
    block = await node.call("eth_getBlockByNumber", "0x0", False, answer=_Block)  # noqa: FBT003
    return block.hash
