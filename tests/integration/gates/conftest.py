"""A real bench for the tests of a module, and gates run against it as programs."""

import os
from collections.abc import Iterator

import msgspec
import pytest

from gonogo import bench, networks
from gonogo.clock import SystemClock
from tests.integration.gates.program import Rehearsal


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """Return a running bench with the file by which gates find it; ended whatever happens."""
    directory = tmp_path_factory.mktemp("workspace")
    benches, clock = directory / "bench", SystemClock()
    bench.prepare(benches, os.environ, lambda _: None)
    bench.start_detached(benches, "trial", verifiers=1, on_progress=lambda _: None, clock=clock)
    try:
        network = networks.load(benches / "trial")
        file = directory / "network.json"
        file.write_bytes(msgspec.json.encode(network))
        yield Rehearsal(
            network, file, benches / "trial", bench.find_session(benches, "trial"), clock
        )
    finally:
        bench.stop_bench(benches, "trial")
