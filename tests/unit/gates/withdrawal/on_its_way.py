"""One withdrawal between two chains in memory, with everything that carries it on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gonogo.gates.account import Account
from gonogo.gates.contract import Contract
from gonogo.gates.funding import Funds, Purse
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal import Deployment, Journal, Outbox, Portal, Wait, Work
from gonogo.networks import Network
from gonogo.protocol import PrivateKey, parse_data
from gonogo.rpc import JSONRPCClient
from tests.simulator.devnet import USER_KEY
from tests.unit.gates.served import served
from tests.unit.gates.withdrawal import two_chains
from tests.unit.gates.withdrawal.two_chains import L2, PORTAL, network_of

BEGUN = 1_700_000_000


@dataclass
class OnItsWay:
    """The two chains, and what works on them."""

    l1: two_chains.Portal
    l2: L2
    stand: Stand
    portal: Portal
    outbox: Outbox
    wait: Wait
    network: Network
    log: list[str]

    @property
    def work(self) -> Work:
        """Return what carries the withdrawal on."""
        return Work(self.stand, self.portal, self.outbox, self.wait)


@asynccontextmanager
async def on_its_way(
    directory: Path,
    *,
    kind: type[two_chains.Portal] = two_chains.Portal,
    wait_seconds: float = 0.0,
    pace: int = 0,
    **l1_settings: Any,
) -> AsyncIterator[OnItsWay]:
    """Serve both chains, and begin a withdrawal in a journal.

    Args:
        directory: Where the journal is.
        kind: What stands on L1.
        wait_seconds: How long this run may wait.
        pace: By how many seconds the clock of L1 goes on with each look at a header.
        l1_settings: Of the portal and its game.
    """
    l1 = kind(900, "0x" + "11" * 32, BEGUN, **l1_settings)
    l2 = L2(901, "0x" + "22" * 32, BEGUN)
    l1.games = l1.games or [(BEGUN - 3600, 1), (BEGUN - 10, 1_000_000)]

    def of_l1(method: str, params: list[Any]) -> object:
        l1.time += pace if method == "eth_getBlockByNumber" else 0
        return l1.answer(method, params)

    log: list[str] = []
    async with served(of_l1) as l1_url, served(l2.answer) as l2_url, JSONRPCClient() as client:
        network = network_of(l1_url, l2_url)
        purse = Purse([PrivateKey(bytes.fromhex(USER_KEY))], 10**20, "", log.append)
        funds = Funds(purse, "test", log.append)
        stand = Stand(network, network.chains[0], client, funds, log.append)
        journal = Journal(directory)
        with journal.held():
            deployment = Deployment(900, 901, "", "", PORTAL)
            entry = journal.begin(deployment, datetime(2026, 1, 1, tzinfo=UTC))
        account = Account(PrivateKey(parse_data(entry.key)), purse.turns, log.append)
        outbox = Outbox(stand, journal, account, entry)
        portal = Portal(Contract(stand.l1, PORTAL))
        wait = Wait(stand, wait_seconds)
        yield OnItsWay(l1, l2, stand, portal, outbox, wait, network, log)
