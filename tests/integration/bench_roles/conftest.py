"""A bench of its own for every test: most of them break something."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gonogo.bench.anvils import Programs
from gonogo.bench.assembly import assembled
from gonogo.bench.launch import prepare
from gonogo.clock import SystemClock
from gonogo.rpc import JSONRPCClient
from tests.integration.bench_roles.running import Running


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    return prepare(tmp_path_factory.mktemp("benches"), os.environ, lambda _: None)


@pytest.fixture
async def bench(programs: Programs, tmp_path: Path) -> AsyncIterator[Running]:
    directory = tmp_path / "bench"
    directory.mkdir()
    async with (
        JSONRPCClient() as client,
        assembled(directory, programs, verifiers=1, clock=SystemClock()) as assembly,
    ):
        yield Running(assembly, client)
