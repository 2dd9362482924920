"""Several benches on one machine, and in one workspace."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo import bench
from gonogo.bench.errors import BenchError
from gonogo.clock import SystemClock

pytestmark = pytest.mark.bench

CLOCK = SystemClock()


@pytest.fixture(autouse=True)
def _end_all(benches: Path) -> Iterator[None]:
    yield
    for session in bench.running_sessions(benches):
        bench.stop_bench(benches, session.name)


def start(benches: Path, name: str, verifiers: int = 1) -> bench.Status:
    return bench.start_detached(
        benches, name, verifiers=verifiers, on_progress=lambda _: None, clock=CLOCK
    )


def start_together(benches: Path, *names: str) -> tuple[list[bench.Status], list[BenchError]]:
    ready: list[bench.Status] = []
    refused: list[BenchError] = []

    def start_one(name: str) -> None:
        try:
            ready.append(start(benches, name))
        except BenchError as error:
            refused.append(error)

    threads = [threading.Thread(target=start_one, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ready, refused


def published(status: bench.Status) -> set[str]:
    nodes = status.addresses.nodes.values()
    urls = {url for node in nodes for url in (node.execution_rpc, node.consensus_rpc, node.metrics)}
    return {*urls, status.addresses.l1_rpc, status.addresses.batcher_metrics}


def test_two_benches_do_not_disturb_each_other(benches: Path) -> None:
    """Started at once, both become ready at addresses of their own; one outlives the other."""
    ready, refused = start_together(benches, "left", "right")
    assert refused == []
    assert not published(ready[0]) & published(ready[1])

    bench.stop_bench(benches, "left")

    assert [session.name for session in bench.running_sessions(benches)] == ["right"]
    assert bench.read_status(bench.find_session(benches, "right")).state is bench.State.READY


def test_of_two_with_one_name_one_is_refused(benches: Path) -> None:
    """Whoever comes second in a race is told, and does not harm the first."""
    ready, refused = start_together(benches, "same", "same")

    assert len(ready) == len(refused) == 1
    assert "running already" in refused[0].message
    assert bench.find_session(benches, "same").pid == ready[0].pid


def test_every_verifier_derives_by_itself(benches: Path) -> None:
    """A bench with two verifiers is ready when both have a safe head."""
    status = start(benches, "three", verifiers=2)

    assert sorted(status.addresses.nodes) == ["sequencer-0", "verifier-0", "verifier-1"]
    assert min(status.heads.verifiers.values()) >= 1
