"""The program of gates is stopped while it looks, and what it then says of a network."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gonogo.bench import Part
from gonogo.gates.pauses import LEAST_PAUSE_SECONDS
from tests.integration.gates.program import Rehearsal, Said, said_by, started

pytestmark = [pytest.mark.bench, pytest.mark.slow]


@asynccontextmanager
async def stopped(*pids: int) -> AsyncIterator[None]:
    """Have processes stopped, as by a machine that has no time for them."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


async def said_after_a_pause(rehearsal: Rehearsal, *tests: str) -> Said:
    """Run tests in a program that stands still as soon as all of them have begun."""
    # The network answers nobody until then, so that no test ends before.
    async with stopped(rehearsal.session.pid):
        process = await started(("--run", *tests, "--timeout", "90"), rehearsal.environment())
        assert process.stdout is not None
        lines = [await process.stdout.readline()]
        while sum(b'"Action":"run"' in line for line in lines) < 2 * len(tests):
            lines.append(await process.stdout.readline())
        async with stopped(process.pid):
            await asyncio.sleep(LEAST_PAUSE_SECONDS + 0.5)
    return (await said_by(process)).after(lines)


async def test_who_stood_still_cannot_say_that_others_are_late(rehearsal: Rehearsal) -> None:
    """A verifier that does not follow is then a hold, and never a pass."""
    async with rehearsal.broken(Part.BATCHER):
        said = await said_after_a_pause(rehearsal, "unsafe_head_follows", "rpc_answers")

    assert said.endings() == {"unsafe_head_follows": "skip", "rpc_answers": "pass"}
    reason = said.reason("unsafe_head_follows")
    assert reason["kind"] == "precondition"
    assert "gonogo itself stood still for" in reason["message"]
    assert "the head of verifier-0: expected" in reason["message"]


async def test_who_stood_still_sees_a_split_all_the_same(rehearsal: Rehearsal) -> None:
    """Two chains do not become one by looking at them in time."""
    async with rehearsal.broken(Part.VERIFIER):
        said = await said_after_a_pause(rehearsal, "chain_agrees")

    assert said.endings() == {"chain_agrees": "fail"}
    assert said.reason("chain_agrees")["kind"] == "assertion"


async def test_who_stood_still_sees_what_is_well(rehearsal: Rehearsal) -> None:
    """A pause alone fails nothing, and holds nothing that was seen to be so."""
    tests = ("chain_agrees", "public_rpc_advances", "transfer")

    said = await said_after_a_pause(rehearsal, *tests)

    assert said.endings() == dict.fromkeys(tests, "pass")
