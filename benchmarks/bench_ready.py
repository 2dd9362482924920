"""How soon the bench is ready, against supersim started from the same packages.

    .venv/bin/python benchmarks/bench_ready.py

supersim starts an L1 and one L2 and has no roles: it is ready when both answer.
The bench is ready when both its nodes answer, its roles run and the first safe
head was derived from L1. Each is started a few times, in turn, so that both see
the same machine. Prints every time and the ratio of the medians, and exits with
1 when the bench takes longer than five seconds.
"""

import contextlib
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gonogo.bench import prepare, start_detached, stop_bench
from gonogo.bench.packages import SUPERSIM, Packages, cache_directory, shipped_project
from gonogo.clock import SystemClock

REPETITIONS = 5
LIMIT_SECONDS = 5.0
POLL_SECONDS = 0.005
PATIENCE_SECONDS = 30.0
_ENDPOINT = re.compile(rb"RPC: http://127\.0\.0\.1:(\d+)")


def main() -> int:
    """Measure both in turn and print what was seen."""
    with tempfile.TemporaryDirectory(prefix="gonogo-benchmark-") as scratch:
        benches = Path(scratch) / "bench"
        packages = Packages(
            shipped_project(),
            cache_directory(os.environ, fallback=Path(scratch) / "cache"),
            os.environ,
            on_progress=print,
        )
        prepare(benches, os.environ, print)
        supersim, ours = [], []
        for _ in range(REPETITIONS):
            supersim.append(time_supersim(packages, Path(scratch)))
            ours.append(time_bench(benches))
    print(f"supersim, L1 and L2 answer:        {shown(supersim)}")
    print(f"bench, roles run, first safe head: {shown(ours)}")
    print(f"ratio of the medians: {statistics.median(ours) / statistics.median(supersim):.1f}")
    slowest = max(ours)
    print(f"slowest bench {slowest:.2f} s, limit {LIMIT_SECONDS:g} s")
    return 0 if slowest <= LIMIT_SECONDS else 1


def shown(seconds: list[float]) -> str:
    """Return times and their median as text."""
    return f"median {statistics.median(seconds):.2f} s of " + ", ".join(
        f"{each:.2f}" for each in seconds
    )


def time_bench(benches: Path) -> float:
    """Return the seconds from starting a bench until it says that it is ready."""
    began = time.perf_counter()
    start_detached(benches, "timed", verifiers=1, on_progress=lambda _: None, clock=SystemClock())
    took = time.perf_counter() - began
    stop_bench(benches, "timed")
    return took


def time_supersim(packages: Packages, scratch: Path) -> float:
    """Return the seconds from starting supersim until its L1 and its L2 answer."""
    programs = scratch / "bin"
    programs.mkdir(exist_ok=True)
    anvil = programs / "anvil"
    if not anvil.exists():
        anvil.symlink_to(packages.anvil()[0])
    log = scratch / "supersim.log"
    ports = ["--admin.port", "0", "--l1.port", "0", "--l2.starting.port", "0", "--l2.count", "1"]
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the program was verified by its digest
            [packages.program(SUPERSIM), "--logs.directory", scratch, *ports],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        )
    try:
        while time.perf_counter() - began < PATIENCE_SECONDS:
            answering = {port for port in _ENDPOINT.findall(log.read_bytes()) if answers(int(port))}
            if len(answering) >= 2:
                return time.perf_counter() - began
            time.sleep(POLL_SECONDS)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
    raise SystemExit(f"supersim did not start: {log.read_text()[-400:]}")


def answers(port: int) -> bool:
    """Say whether a node tells its chain id at this port."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1.0)
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection.request(
            "POST",
            "/",
            body=b'{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}',
            headers={"Content-Type": "application/json"},
        )
        return b"result" in connection.getresponse().read()
    return False


if __name__ == "__main__":
    sys.exit(main())
