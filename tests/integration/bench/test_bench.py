"""A real bench: what it publishes, and that everything that can be broken shows and mends."""

import asyncio
import contextlib
import http.client
import json
import os
import signal
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import yaml

from gonogo import bench, networks
from gonogo.bench import Part, Session, Status
from gonogo.bench.control import request_break
from gonogo.bench.errors import NameInUseError
from gonogo.bench.outside import Outside
from gonogo.bench.session import read_session
from gonogo.bench.settings import MOST_SECONDS_BEHIND, SEQUENCER
from gonogo.clock import SystemClock
from gonogo.gates.pauses import watching
from gonogo.rpc import JSONRPCClient, MethodError, RPCError

pytestmark = pytest.mark.bench

CLOCK = SystemClock()


class Started(NamedTuple):
    """A running bench, and how long its start took."""

    status: Status
    session: Session
    directory: Path
    seconds: float
    """Without what this machine stood still for meanwhile."""


async def _start(benches: Path, name: str) -> tuple[Status, float]:
    async with watching(CLOCK) as pauses:
        begin = pauses.begin()
        status = await asyncio.to_thread(
            bench.start_detached,
            benches,
            name,
            verifiers=1,
            on_progress=lambda _: None,
            clock=CLOCK,
        )
        return status, CLOCK.monotonic() - begin - pauses.longest_since(begin)


@pytest.fixture(scope="module")
def started(benches: Path) -> Started:
    status, seconds = asyncio.run(_start(benches, "one"))
    return Started(status, bench.find_session(benches, "one"), benches / "one", seconds)


@pytest.fixture
async def outside(started: Started) -> AsyncIterator[Outside]:
    async with JSONRPCClient(timeout_seconds=20) as client:
        yield Outside(client, started.status)


def test_it_is_ready_within_five_seconds(started: Started) -> None:
    """Ready means that the first safe head was derived from L1."""
    assert started.seconds < 5
    assert started.status.state is bench.State.READY
    assert min(started.status.heads.verifiers.values()) >= 1


@pytest.mark.slow
async def test_ready_is_what_has_caught_up(benches: Path) -> None:
    """Where the start stood still many blocks are due at once, and the first is safe alone."""
    starting = asyncio.ensure_future(_start(benches, "late"))
    while (session := read_session(benches / "late")) is None:
        await CLOCK.sleep(0.01)
    os.kill(session.pid, signal.SIGSTOP)
    await CLOCK.sleep(2 * MOST_SECONDS_BEHIND)
    os.kill(session.pid, signal.SIGCONT)

    heads = (await starting)[0].heads
    bench.stop_bench(benches, "late")

    assert session.state is bench.State.STARTING
    assert heads.unsafe > 2 * MOST_SECONDS_BEHIND
    assert min(heads.safe, *heads.verifiers.values()) >= heads.unsafe - MOST_SECONDS_BEHIND


def test_its_files_are_those_of_a_devnet(started: Started) -> None:
    """Every file is readable by itself, and together they are a network without oddities."""
    names = ["manifest.yaml", "inventory.yaml", "one-901/chain.yaml"]
    assert all(yaml.safe_load((started.directory / name).read_text()) for name in names)
    for name in ("devnet-env.json", "one-901/rollup.json"):
        assert json.loads((started.directory / name).read_text())

    network = networks.load(started.directory)

    assert network.notes == ()
    assert network.stage is networks.Stage.BENCH
    assert [node.name for node in network.chains[0].nodes] == ["sequencer-0", "verifier-0"]


async def test_the_files_say_what_the_nodes_say(started: Started) -> None:
    """Every fact of the network's identity can be read from the published addresses."""
    async with JSONRPCClient() as client:
        identity = await networks.read_identity(networks.load(started.directory), client)

    assert identity.unknown == ()


async def test_the_game_clocks_are_what_the_manifest_says(
    started: Started, outside: Outside
) -> None:
    """The patched clock is read back from the deployed code, not from our source."""
    manifest = yaml.safe_load((started.directory / "manifest.yaml").read_text())
    game = started.status.contracts["PermissionedDisputeGameImpl"]
    call = {"to": game, "from": "0x" + "70997970c51812dc3a010c7d01b50e0d17dc79c8"}

    word = await outside.client.call(
        started.status.addresses.l1_rpc,
        "eth_call",
        {**call, "data": "0xdabd396d"},  # maxClockDuration()
        "latest",
        answer=str,
    )

    assert int(word, 16) == 6
    assert manifest["l2"]["deployment"]["overrides"]["faultGameMaxClockDuration"] == 6


async def test_nobody_can_cheat_through_a_published_address(
    started: Started, outside: Outside
) -> None:
    """The addresses in the files answer no method that changes a chain by decree."""
    urls = [started.status.addresses.l1_rpc]
    urls += [node.execution_rpc for node in started.status.addresses.nodes.values()]

    for url in urls:
        with pytest.raises(MethodError):
            await outside.client.call(url, "anvil_setBalance", "0x" + "11" * 20, "0x1")


def test_its_session_is_for_its_owner_only(started: Started) -> None:
    """The token in it could end the bench."""
    mode = stat.S_IMODE((started.directory / "session.json").stat().st_mode)

    assert mode == 0o600


@pytest.mark.parametrize("token", [None, "", "Bearer ", "Bearer wrong", "wrong"])
def test_without_the_token_nothing_is_answered(started: Started, token: str | None) -> None:
    """Other users of the machine reach the port, and get nothing."""
    address = urlsplit(started.session.control_url)
    headers = {} if token is None else {"Authorization": token}

    for method, path in (("GET", "/status"), ("POST", "/down"), ("POST", "/break/batcher")):
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=5)
        with contextlib.closing(connection):
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()

            assert answer.status == http.HTTPStatus.UNAUTHORIZED
            assert b"token" in answer.read()


def test_its_name_is_taken(benches: Path, started: Started) -> None:
    """A second bench of the same name is refused and the first goes on."""
    with pytest.raises(NameInUseError, match=str(started.session.pid)):
        bench.start_detached(benches, "one", verifiers=1, on_progress=lambda _: None, clock=CLOCK)

    assert bench.read_status(started.session).state is bench.State.READY


async def _goes_on(read: Callable[[], Awaitable[int]]) -> bool:
    before = await read()
    async with asyncio.timeout(20):
        while await read() <= before:
            await CLOCK.sleep(0.1)
    return True


async def _stands_still(read: Callable[[], Awaitable[int]], seconds: float = 2.5) -> bool:
    before = await read()
    await CLOCK.sleep(seconds)
    return await read() == before


async def _is_stuck_for_lack_of_batches(outside: Outside) -> bool:
    return await _goes_on(outside.unsafe_head) and await _stands_still(outside.safe_head)


async def _has_no_new_blocks(outside: Outside) -> bool:
    return await _stands_still(outside.unsafe_head) and await _goes_on(outside.l1_head)


async def _has_no_new_games(outside: Outside) -> bool:
    return await _stands_still(outside.games, 4) and await _goes_on(outside.safe_head)


async def _has_forked(outside: Outside) -> bool:
    return len(await outside.hashes(*outside.nodes)) == len(outside.nodes)


async def _has_no_new_l1_blocks(outside: Outside) -> bool:
    return await _stands_still(outside.l1_head)


async def _has_one_dead_rpc(outside: Outside) -> bool:
    try:
        await outside.head(outside.first_verifier)
    except RPCError:
        return await outside.head(SEQUENCER) > 0
    return False


# Each part looked at anew, with other eyes than those that waited for the effect. Wrong claims and
# wrong fees are seen by the base gate alone, and tried with it.
SIGNS = {
    Part.BATCHER: _is_stuck_for_lack_of_batches,
    Part.FUNDS: _is_stuck_for_lack_of_batches,
    Part.SEQUENCER: _has_no_new_blocks,
    Part.PROPOSER: _has_no_new_games,
    Part.VERIFIER: _has_forked,
    Part.L1: _has_no_new_l1_blocks,
    Part.RPC: _has_one_dead_rpc,
}


@pytest.mark.slow
@pytest.mark.parametrize("part", SIGNS)
async def test_what_is_broken_shows_and_is_mended(
    started: Started, outside: Outside, part: Part
) -> None:
    """A break has taken effect when it returns, and a mend has when it does."""
    news: list[str] = []

    await bench.break_visibly(started.session, part, clock=CLOCK, on_progress=news.append)
    assert await SIGNS[part](outside)
    assert bench.read_status(started.session).broken_parts == (part.value,)
    await bench.mend_visibly(started.session, clock=CLOCK, on_progress=news.append)

    assert len(await outside.hashes(*outside.nodes)) == 1
    status = bench.read_status(started.session)
    assert status.broken_parts == ()
    assert status.reason is None
    assert news


@pytest.mark.slow
async def test_mended_is_what_has_caught_up(started: Started, outside: Outside) -> None:
    """The blocks that a sequencer missed come at once, and the first of them is safe alone."""
    await bench.break_visibly(
        started.session, Part.SEQUENCER, clock=CLOCK, on_progress=lambda _: None
    )
    stood = await outside.l1_head()
    while await outside.l1_head() < stood + 3 * MOST_SECONDS_BEHIND:
        await CLOCK.sleep(0.2)
    news: list[str] = []

    await bench.mend_visibly(started.session, clock=CLOCK, on_progress=news.append)
    seconds_behind = CLOCK.now().timestamp() - await outside.oldest_safe_time()

    assert seconds_behind < MOST_SECONDS_BEHIND + 1
    assert any("s old" in line for line in news)


@pytest.mark.slow
async def test_several_broken_parts_are_mended_together(started: Started, outside: Outside) -> None:
    """Mending undoes everything, in whatever order it was broken, and twice is once."""
    for part in (Part.RPC, Part.VERIFIER, Part.FUNDS, Part.FUNDS):
        request_break(started.session, part.value)

    await bench.mend_visibly(started.session, clock=CLOCK, on_progress=lambda _: None)

    assert bench.read_status(started.session).broken_parts == ()
    assert len(await outside.hashes(*outside.nodes)) == 1
    assert await outside.batcher_balance() > 0
