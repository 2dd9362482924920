"""However a bench ends, nothing of it is left, and nothing pretends to be healthy."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gonogo import bench, networks
from gonogo.bench import Part
from gonogo.bench.detached import DetachedProcess
from gonogo.bench.errors import BrokenBenchError, BrokenStartError, NoSuchBenchError
from gonogo.clock import SystemClock

pytestmark = pytest.mark.bench

CLOCK = SystemClock()


@pytest.fixture
def benches(tmp_path: Path) -> Iterator[Path]:
    directory = tmp_path / "bench"
    bench.prepare(directory, os.environ, lambda _: None)
    yield directory
    for session in bench.running_sessions(directory):
        bench.stop_bench(directory, session.name)


def start(benches: Path) -> bench.Status:
    return bench.start_detached(
        benches, "bench", verifiers=1, on_progress=lambda _: None, clock=CLOCK
    )


def processes_of(session_id: int) -> dict[int, str]:
    """Return the living processes of a session by number, with their names; zombies are dead."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            name, _, rest = (entry / "stat").read_text().rpartition(")")
        except OSError:
            continue
        state, _, _, session = rest.split()[:4]
        if int(session) == session_id and state != "Z":
            found[int(entry.name)] = name.partition("(")[2]
    return found


def wait_until(seen: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not seen() and time.monotonic() < deadline:
        time.sleep(0.02)
    return seen()


def test_nothing_is_left_two_seconds_after_kill_9(benches: Path) -> None:
    """The kernel ends every anvil of a supervisor that was killed."""
    status = start(benches)
    assert sorted(processes_of(status.pid).values())[:3] == ["anvil", "anvil", "anvil"]

    os.kill(status.pid, signal.SIGKILL)

    assert wait_until(lambda: not processes_of(status.pid), seconds=2)


def test_a_killed_bench_is_known_to_be_gone_and_can_be_started_again(benches: Path) -> None:
    """Its session file is still there and must not count; its name is free."""
    killed = start(benches)
    os.kill(killed.pid, signal.SIGKILL)
    assert wait_until(lambda: not processes_of(killed.pid), seconds=2)

    with pytest.raises(NoSuchBenchError, match=f"process {killed.pid}, is gone"):
        bench.find_session(benches, "bench")

    assert start(benches).pid != killed.pid


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(benches: Path, number: signal.Signals) -> None:
    """Within two seconds everything is gone, and its files say that it is offline."""
    status = start(benches)

    os.kill(status.pid, number)

    assert wait_until(lambda: not processes_of(status.pid), seconds=2)
    assert not (benches / "bench" / "session.json").exists()
    assert networks.load(benches / "bench").status == "offline"


def test_killed_while_starting_it_leaves_nothing(benches: Path) -> None:
    """A start that is cut off at any moment leaves no process behind."""
    (benches / "bench").mkdir(parents=True)
    process = DetachedProcess(
        "gonogo.bench", [str(benches / "bench")], benches / "log", dict(os.environ)
    )
    assert wait_until(lambda: "anvil" in processes_of(process.pid).values(), seconds=10)

    os.kill(process.pid, signal.SIGKILL)

    assert wait_until(lambda: not processes_of(process.pid), seconds=2)


@pytest.mark.parametrize("victim", ["l1-0", "sequencer-0", "verifier-0"])
def test_a_dead_anvil_makes_the_bench_say_that_it_is_broken(benches: Path, victim: str) -> None:
    """A bench that lost a part does not look healthy, and says what it lost."""
    status = start(benches)
    session = bench.find_session(benches, "bench")

    os.kill(anvil_of(status.pid, victim), signal.SIGKILL)

    assert wait_until(lambda: bench.read_status(session).state is bench.State.BROKEN, seconds=2)
    assert victim in (bench.read_status(session).reason or "")
    with pytest.raises(BrokenBenchError, match=victim):
        asyncio.run(bench.break_visibly(session, Part.L1, clock=CLOCK, on_progress=print))
    bench.stop_bench(benches, "bench")
    assert not processes_of(status.pid)


def anvil_of(session_id: int, node: str) -> int:
    for pid in processes_of(session_id):
        if f"/states/{node}" in Path(f"/proc/{pid}/cmdline").read_text():
            return pid
    raise AssertionError(node)


def test_a_hung_supervisor_is_ended_by_force(benches: Path) -> None:
    """A supervisor that answers nobody, not even a signal, is gone after `down`."""
    status = start(benches)
    os.kill(status.pid, signal.SIGSTOP)

    bench.stop_bench(benches, "bench")

    assert wait_until(lambda: not processes_of(status.pid), seconds=2)


def test_a_start_that_fails_leaves_nothing_and_says_why(benches: Path) -> None:
    """A bench that cannot be started tells its reason to the one who waits."""
    with pytest.raises(BrokenStartError, match="invalid choice: 0"):
        bench.start_detached(benches, "bench", verifiers=0, on_progress=lambda _: None, clock=CLOCK)

    assert bench.running_sessions(benches) == ()
