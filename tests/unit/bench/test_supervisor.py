"""What a supervisor leaves behind when its bench does not come up."""

import logging
from pathlib import Path

import pytest

from gonogo.bench.anvils import Programs
from gonogo.bench.errors import NameInUseError
from gonogo.bench.genesis import Genesis
from gonogo.bench.process import ProcessError
from gonogo.bench.session import Lock, is_running, read_session
from gonogo.bench.supervisor import Supervisor
from gonogo.clock import SystemClock


def supervisor(directory: Path) -> Supervisor:
    """Return one whose anvil ends as soon as it is started."""
    genesis = Genesis(directory / "l1.json", directory / "l2.json", contracts={})
    programs = Programs(Path("/bin/false"), "1.7.1", genesis)
    return Supervisor(directory, programs, verifiers=1, clock=SystemClock(), watcher=lambda _: None)


async def test_a_bench_that_did_not_start_is_none(tmp_path: Path) -> None:
    """No session that could be believed, no lock, no states; but its logs."""
    with pytest.raises(ProcessError, match="ended with code 1"):
        await supervisor(tmp_path / "bench").run()

    assert read_session(tmp_path / "bench") is None
    assert not is_running(tmp_path / "bench")
    assert not (tmp_path / "bench" / "states").exists()
    assert (tmp_path / "bench" / "logs" / "bench.log").exists()


async def test_what_a_dead_bench_left_does_not_describe_a_living_one(tmp_path: Path) -> None:
    """A manifest of before would name addresses that belong to somebody else by now."""
    directory = tmp_path / "bench"
    (directory / "bench-901").mkdir(parents=True)
    for name in ("manifest.yaml", "session.json", "bench-901/chain.yaml"):
        (directory / name).write_text("left over")
    with pytest.raises(ProcessError):
        await supervisor(directory).run()

    assert {path.name for path in directory.iterdir()} == {".lock", "logs"}


async def test_nothing_of_a_running_bench_is_touched(tmp_path: Path) -> None:
    """The lock comes first; only then is anything cleared."""
    directory = tmp_path / "bench"
    with Lock(directory):
        (directory / "manifest.yaml").write_text("in use")
        with pytest.raises(NameInUseError):
            await supervisor(directory).run()

    assert (directory / "manifest.yaml").read_text() == "in use"


async def test_the_log_is_let_go_of(tmp_path: Path) -> None:
    """Several benches may run one after the other in a process."""
    log = logging.getLogger("gonogo.bench")
    before = (list(log.handlers), log.level)
    with pytest.raises(ProcessError):
        await supervisor(tmp_path / "bench").run()

    assert (list(log.handlers), log.level) == before


async def test_one_that_is_ended_before_it_began_ends(tmp_path: Path) -> None:
    """Ctrl-C while the anvils start is no error."""
    early = supervisor(tmp_path / "bench")
    early.end()
    await early.run()

    assert not is_running(tmp_path / "bench")
