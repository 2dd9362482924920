"""A simulated devnet on loopback, and the installed command pointed at it.

The devnet lives in the test's process, so a test can let it misbehave, count
what was sent to it, and kill the command whenever it has recorded something.
"""

import asyncio
import json
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.simulator.clock import GENESIS
from tests.simulator.devnet import (
    L1_CHAIN_ID,
    L2_CHAIN_ID,
    USER,
    USER_KEY,
    Devnet,
)
from tests.simulator.server import DevnetServer

SECOND_USER_KEY = "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"
SECOND_USER = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"

POLICY = """\
name: recovery
title: What the tests of recovery ask
level: READINESS_REHEARSAL
interval: 0.2s
resolves_by_pass: true
defaults: {window: 1.5s, freshness: 15m}
requirements:
  - {id: rpc, title: Nodes answer, why: w, remedy: r, source: s, check: node_answers}
  - {id: unsafe, title: Head, why: w, remedy: r, source: s, check: unsafe_head_advances}
  - {id: agree, title: Agree, why: w, remedy: r, source: s, check: nodes_agree}
  - {id: money, title: Money, why: w, remedy: r, source: s, check: balances, window: 0.001s}
  - id: transfer
    title: Transfer
    why: w
    remedy: r
    source: s
    check: transaction_included
    window: 0.1s
"""
QUESTIONS = 5


class ElapsedClock:
    """Real time, an hour after the devnet's genesis."""

    def __init__(self) -> None:
        self._start = time.monotonic() - 3600.0

    def now(self) -> datetime:
        """Return the devnet's time of day."""
        return GENESIS + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Return seconds since the devnet's genesis."""
        return time.monotonic() - self._start

    async def sleep(self, seconds: float) -> None:
        """Let real time pass."""
        await asyncio.sleep(max(0.0, seconds))


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class Simulation:
    """A devnet, a workspace that knows it as `simulated`, and the command."""

    directory: Path
    server: DevnetServer
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    @property
    def workspace(self) -> Path:
        """Return where everything is recorded."""
        return self.directory / ".gonogo"

    @property
    def sent(self) -> list[bytes]:
        """Return the raw transactions that the devnet took, in order."""
        return [raw for _, raw in self.server.devnet.ledger.received]

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """Start the command and do not wait for it."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "gonogo",
            *words,
            cwd=self.directory,
            env=_environment(self.workspace),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self.processes.append(process)
        return process

    async def end(self, process: asyncio.subprocess.Process) -> Ended:
        """Wait for a command's end."""
        out, err = await asyncio.wait_for(process.communicate(), 60)
        return Ended(process.returncode or 0, out.decode(), err.decode())

    async def run(self, *words: str) -> Ended:
        """Run the command to its end."""
        return await self.end(await self.start(*words))

    async def assess(self) -> asyncio.subprocess.Process:
        """Start an assessment of the devnet."""
        return await self.start("assess", "simulated", "--policy", "policy.yaml")

    async def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds that the command brings about.

        Raises:
            TimeoutError: it did not come about; says what was waited for.
        """
        end = time.monotonic() + 30
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(what)
            await asyncio.sleep(0.002)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Read from the history; nothing while it is not there yet."""
        return _rows(self.workspace / "history.sqlite", query)

    def steps(self) -> list[str]:
        """Return the steps that the engine of the latest run remembers as done."""
        files = sorted(self.workspace.glob("runs/*/engine.sqlite"))
        query = "SELECT function_name FROM operation_outputs ORDER BY function_id"
        return [str(row[0]) for row in _rows(files[-1], query)] if files else []

    def recorded(self) -> dict[str, bytes]:
        """Return everything recorded for good, by what it is, byte for byte."""
        found = {
            f"artifact {path.name}": path.read_bytes()
            for path in self.workspace.glob("artifacts/sha256/*/*")
            if not path.name.startswith(".")
        }
        for table, key, content in _FOR_GOOD:
            for name, value in self.rows(f"SELECT {key}, {content} FROM {table}"):  # noqa: S608
                assert isinstance(value, bytes)
                found[f"{table} {name}"] = value
        return found


def _environment(workspace: Path) -> dict[str, str]:
    # Where bytecode is not kept, every command would compile the house again.
    inherited = {key: value for key, value in os.environ.items() if key != _NO_BYTECODE}
    return {**inherited, "GONOGO_WORKSPACE": str(workspace), "NO_COLOR": "1"}


_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"

_FOR_GOOD = (
    ("evidence", "id", "content"),
    ("transactions", "run || name", "raw"),
    ("runs", "number || id || started_at", "request"),
    ("deployments", "digest", "content"),
    ("findings", "id", "content"),
    ("decisions", "run", "content"),
)


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as connection:
        try:
            return list(connection.execute(query))
        except sqlite3.OperationalError:
            return []  # The tables are not made yet.


@asynccontextmanager
async def simulated(directory: Path) -> AsyncIterator[Simulation]:
    """Serve a devnet, add it to a new workspace, and kill what a test left running."""
    clock = ElapsedClock()
    devnet = Devnet(clock=clock, block_seconds=1, l1_block_seconds=1)
    devnet.ledger.reports_l1_fee = True
    devnet.ledger.l1.set_balance(SECOND_USER, 100 * 10**18)
    devnet.ledger.l2.set_balance(SECOND_USER, 100 * 10**18)
    async with DevnetServer(devnet) as server:
        simulation = Simulation(directory, server)
        (directory / "policy.yaml").write_text(POLICY)
        (directory / "devnet-env.json").write_text(json.dumps(_descriptor(server)))
        added = await simulation.run(
            "network", "add", "devnet-env.json", "--name", "simulated", "--stage", "localnet"
        )
        assert added.code == 0, added.err
        try:
            yield simulation
        finally:
            await _kill(simulation.processes)


async def _kill(processes: Iterable[asyncio.subprocess.Process]) -> None:
    for process in processes:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def _descriptor(server: DevnetServer) -> dict[str, object]:
    urls = server.urls
    users: dict[str, dict[str, str]] = {
        "user-key-0": {"address": USER, "private_key": f"0x{USER_KEY}"},
        "user-key-1": {"address": SECOND_USER, "private_key": f"0x{SECOND_USER_KEY}"},
    }
    network = server.devnet.network(urls)
    chain = network.chains[0]
    roles = {role: {"address": address} for role, address in chain.roles}
    return {
        "name": "simulated",
        "l1": {
            "name": "l1",
            "id": str(L1_CHAIN_ID),
            "nodes": [{"name": "l1-0", "services": {"el": _service("el", urls["l1"])}}],
            "wallets": users,
        },
        "l2": [
            {
                "name": "simulated-901",
                "id": str(L2_CHAIN_ID),
                "services": {"batcher": [], "proposer": []},
                "nodes": [
                    {
                        "name": node.name,
                        "services": {
                            "el": _service("el", str(node.execution_rpc)),
                            "cl": _service("cl", str(node.consensus_rpc)),
                        },
                    }
                    for node in chain.nodes
                ],
                "wallets": roles | users,
                "l1_addresses": {
                    name[0].lower() + name[1:]: address for name, address in chain.contracts
                },
            }
        ],
        "features": [],
    }


def _service(name: str, url: str) -> dict[str, object]:
    scheme, _, rest = url.partition("://")
    host, _, port = rest.partition(":")
    address = {"scheme": scheme, "host": host, "port": int(port)}
    return {"name": name, "endpoints": {"rpc": address}}
