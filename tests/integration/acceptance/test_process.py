"""Real processes that misbehave: each is listened to, ended, and leaves nobody behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gonogo.acceptance.process import MARK_VARIABLE, Command, end_leftovers, run_process
from gonogo.acceptance.process.marks import marked
from gonogo.acceptance.task import Cut, Ending

MANY_BYTES = 100_000_000
PATH = "/usr/local/bin:/usr/bin:/bin"


@pytest.fixture
def mark(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return a mark of this test's processes; whatever is left of them is ended after it."""
    mark = f"test-{os.getpid()}-{abs(hash(request.node.nodeid))}"
    yield mark
    end_leftovers(mark)


class Heard:
    """What was heard of a process."""

    def __init__(self) -> None:
        self.output = bytearray()
        self.text = bytearray()

    async def run(
        self, mark: str, *argv: str, timeout_seconds: float = 30.0, grace_seconds: float = 0.3
    ) -> Ending:
        """Run a program to its end."""
        return await run_process(
            Command(argv, Path("/tmp"), {"PATH": PATH, MARK_VARIABLE: mark}),  # noqa: S108 - It is there everywhere.
            on_output=self.output.extend,
            on_text=self.text.extend,
            timeout_seconds=timeout_seconds,
            grace_seconds=grace_seconds,
        )

    async def sh(self, mark: str, script: str, **limits: float) -> Ending:
        """Run a script to its end."""
        return await self.run(mark, "sh", "-c", script, **limits)


def is_left(mark: str) -> bool:
    """Say whether anybody with this mark is alive, after giving the dead time to go."""
    return not eventually(lambda: not list(marked(mark)))


def eventually(is_so: Callable[[], bool]) -> bool:
    """Say whether something comes true soon."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if is_so():
            return True
    return False


async def test_output_and_exit_code(mark: str) -> None:
    """A process's output, its other output and its exit code arrive apart."""
    heard = Heard()

    ending = await heard.sh(mark, "echo out; echo err >&2; exit 3")

    assert (ending.exit_code, ending.signal, ending.cut, ending.fault) == (3, None, None, "")
    assert (bytes(heard.output), bytes(heard.text)) == (b"out\n", b"err\n")


async def test_other_output_goes_the_way_of_the_output(tmp_path: Path) -> None:
    """Without a place of its own, standard error comes with the output, in order."""
    output = bytearray()

    await run_process(
        Command(("sh", "-c", "echo a; echo b >&2; echo c"), tmp_path, {"PATH": PATH}),
        on_output=output.extend,
        timeout_seconds=30,
    )

    assert output == b"a\nb\nc\n"


async def test_nothing_to_read(mark: str) -> None:
    """A program that asks for input finds its end."""
    heard = Heard()

    ending = await heard.run(mark, "cat")

    assert ending.is_clean
    assert heard.output == b""


async def test_environment_is_all_there_is(mark: str) -> None:
    """Nothing of our own environment reaches a process, but for its mark."""
    heard = Heard()

    await heard.run(mark, "env")

    names = {line.partition(b"=")[0] for line in bytes(heard.output).splitlines()}
    assert names == {b"PATH", MARK_VARIABLE.encode()}


async def test_a_hundred_megabytes() -> None:
    """Output of any size arrives whole."""
    sizes: list[int] = []

    ending = await run_process(
        Command(("head", "-c", str(MANY_BYTES), "/dev/zero"), Path("/"), {"PATH": PATH}),
        on_output=lambda piece: sizes.append(len(piece)),
        timeout_seconds=60,
    )

    assert ending.is_clean
    assert sum(sizes) == MANY_BYTES


ENDS_NOBODY = {"CHLD", "CONT", "URG", "STOP", "TSTP", "TTIN", "TTOU", "WINCH"}


@pytest.mark.parametrize(
    "number", [number for number in signal.Signals if number.name[3:] not in ENDS_NOBODY]
)
async def test_every_signal(mark: str, number: signal.Signals) -> None:
    """The signal that ended a process is told by its name, and there is no exit code."""
    ending = await Heard().run(
        mark,
        sys.executable,
        "-c",
        f"import os, signal; signal.signal({number}, signal.SIG_DFL) if {number} not in (9, 19) "
        f"else 0; os.kill(os.getpid(), {number}); signal.pause()",
    )

    assert (ending.exit_code, ending.signal, ending.cut) == (None, number.name, None)
    assert not ending.is_clean


@pytest.mark.parametrize(
    ("argv", "directory", "fault"),
    [
        (("no-such-program",), "/", "cannot run no-such-program: No such file or directory"),
        (("/etc/passwd",), "/", "cannot run /etc/passwd: Permission denied"),
        (("true",), "/no/such", "cannot run true in /no/such: No such file or directory"),
        (("true",), "/etc/passwd", "cannot run true in /etc/passwd: Not a directory"),
        (("true", "a\0b"), "/", "cannot run true: embedded null byte"),
        ((), "/", "cannot run (no program): no program is named"),
        (("true", "x" * 10_000_000), "/", "cannot run true: Argument list too long"),
    ],
)
async def test_what_cannot_be_run(argv: tuple[str, ...], directory: str, fault: str) -> None:
    """What cannot be started at all ends with a fault that names it, and raises nothing."""
    ending = await run_process(
        Command(argv, Path(directory), {"PATH": PATH}),
        on_output=lambda _: None,
        timeout_seconds=30,
    )

    assert (ending.exit_code, ending.fault) == (None, fault)
    assert not ending.is_clean


@pytest.mark.skipif(os.getuid() == 0, reason="root may enter any directory")
async def test_directory_that_may_not_be_entered(tmp_path: Path) -> None:
    """A directory without permission is named as the fault."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)

    ending = await run_process(
        Command(("true",), closed, {"PATH": PATH}), on_output=lambda _: None, timeout_seconds=30
    )

    assert ending.fault == f"cannot run true in {closed}: Permission denied"


async def test_time_is_over(mark: str) -> None:
    """A process whose time is over is asked to end, and what it says then is heard."""
    heard = Heard()

    ending = await heard.sh(
        mark,
        "trap 'echo bye; exit 7' TERM; echo on; while :; do sleep 0.01; done",
        timeout_seconds=0.2,
        grace_seconds=20,
    )

    assert (ending.exit_code, ending.cut, ending.fault) == (7, Cut.TIMEOUT, "")
    assert heard.output == b"on\nbye\n"


async def test_hang_that_ignores_everything(mark: str) -> None:
    """A whole family that ignores signals is killed when the grace is over."""
    stubborn = "trap '' TERM INT HUP; (trap '' TERM; sleep 600) & (sleep 600; :) & sleep 600; :"

    ending = await Heard().sh(mark, stubborn, timeout_seconds=0.2)

    assert (ending.exit_code, ending.signal, ending.cut) == (None, "SIGKILL", Cut.TIMEOUT)
    assert ending.fault == ""
    assert not is_left(mark)


async def test_children_of_a_leader_that_has_ended(mark: str) -> None:
    """Children that keep the output open are given the grace, then killed, and that is told."""
    ending = await Heard().sh(mark, "sleep 600 & exit 0")

    assert ending.exit_code == 0
    assert ending.fault == "it ended, and what it had started kept its output open until killed"
    assert not is_left(mark)


async def test_children_that_finish_in_time(mark: str) -> None:
    """What a child prints after the death of its parent is heard, and nothing is wrong."""
    heard = Heard()

    ending = await heard.sh(mark, "(sleep 0.1; echo late) & echo soon", grace_seconds=20)

    assert ending.is_clean
    assert heard.output == b"soon\nlate\n"


async def test_children_that_print_elsewhere(mark: str) -> None:
    """A child that holds no output is ended without a word: nothing can be missing."""
    ending = await Heard().sh(mark, "sleep 600 >/dev/null 2>&1 & exit 0", grace_seconds=20)

    assert ending.is_clean
    assert not is_left(mark)


@pytest.mark.parametrize("leader", ["exit 0", "sleep 600"])
async def test_escape_from_the_group(mark: str, leader: str) -> None:
    """A daemon that left the process group is killed too, and named."""
    heard = Heard()

    ending = await heard.sh(mark, f"(setsid sleep 600 &); {leader}", timeout_seconds=0.3)

    assert "kept its output open until killed: sleep (" in ending.fault
    assert not is_left(mark)


async def test_escape_without_a_mark(mark: str) -> None:
    """A daemon that nobody can find holds up nobody, and the fault says that it is there."""
    heard = Heard()

    ending = await heard.sh(mark, "(env -i setsid sleep 4 &); echo said; exit 0")

    assert ending.fault == "its output was still held open after its process group was dead"
    assert heard.output == b"said\n"


async def test_cancelling(mark: str) -> None:
    """Cancelling ends everything, waits for that, and is raised on."""
    running = asyncio.create_task(
        Heard().sh(mark, "trap '' TERM; (setsid sleep 600 &); sleep 600; sleep 600")
    )
    await asyncio.to_thread(eventually, lambda: len(list(marked(mark))) >= 3)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert not is_left(mark)


async def test_cancelling_twice(mark: str) -> None:
    """Whoever cancels once more does not want to wait for the grace."""
    running = asyncio.create_task(
        Heard().sh(mark, "trap '' TERM; sleep 600; sleep 600", grace_seconds=600)
    )
    await asyncio.to_thread(eventually, lambda: len(list(marked(mark))) >= 2)

    running.cancel()
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert not is_left(mark)


async def test_callback_that_raises(mark: str) -> None:
    """What a callback raises ends the process, and is raised."""

    def refuse(_: bytes) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await run_process(
            Command(
                ("sh", "-c", "echo x; sleep 600"), Path("/"), {"PATH": PATH, MARK_VARIABLE: mark}
            ),
            on_output=refuse,
            timeout_seconds=60,
        )

    assert not is_left(mark)


OWNER = """
import asyncio, sys
from pathlib import Path
from gonogo.acceptance.process import Command, MARK_VARIABLE, run_process
mark, script, path = sys.argv[1:]
asyncio.run(run_process(
    Command(("sh", "-c", script), Path("/"), {"PATH": path, MARK_VARIABLE: mark}),
    on_output=lambda piece: (sys.stdout.buffer.write(piece), sys.stdout.flush()),
    timeout_seconds=600,
))
"""


@pytest.mark.parametrize(
    "family",
    [
        "echo on; sleep 600; sleep 600",
        "trap '' TERM; (trap '' TERM; sleep 600) & echo on; sleep 600",
        "(setsid sh -c 'sleep 600; :' &); echo on; sleep 600",
    ],
    ids=["child", "grandchildren", "daemon"],
)
def test_our_own_violent_death(mark: str, family: str) -> None:
    """Whoever kills us with -9 leaves no process of a suite behind."""
    argv = [sys.executable, "-c", OWNER, mark, family, PATH]
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as owner:  # noqa: S603 - It is ours.
        assert owner.stdout is not None
        assert owner.stdout.read(3) == b"on\n"
        assert list(marked(mark))

        owner.kill()

    assert not is_left(mark)


OWNER_OF_MANY = """
import asyncio, os, signal, subprocess, sys
from pathlib import Path
from gonogo.acceptance.process import Command, MARK_VARIABLE, one_guard, run_process

mark, deed, path = sys.argv[1:]
SCRIPT = {
    "group": "echo on; exec env -i sleep 600",
    "daemon": "(setsid sh -c 'sleep 600; :' &); echo on; sleep 600",
}

async def sh(script, heard=lambda _: None):
    command = Command(("sh", "-c", script), Path("/"), {"PATH": path, MARK_VARIABLE: mark})
    return await run_process(command, on_output=heard, timeout_seconds=600, grace_seconds=0.1)

async def main():
    with one_guard():
        await sh("true")
        (guard,) = subprocess.check_output(["pgrep", "-P", str(os.getpid()), "-x", "sh"]).split()
        if deed == "guard killed":
            os.kill(int(guard), signal.SIGKILL)
        heard = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(sh("trap 'exit 0' TERM; sleep 600", lambda _: None))
            group.create_task(sh(SCRIPT.get(deed, SCRIPT["group"]), lambda _: heard.set()))
            await heard.wait()
            await sh("true")
            print("on", flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("deed", ["group", "daemon", "guard killed"])
def test_one_guard_for_many(mark: str, deed: str) -> None:
    """One guard ends all that goes on when we are killed, also if it was killed before itself."""
    argv = [sys.executable, "-c", OWNER_OF_MANY, mark, deed, PATH]
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as owner:  # noqa: S603 - It is ours.
        assert owner.stdout is not None
        assert owner.stdout.read(3) == b"on\n"
        ours = descendants(owner.pid)

        owner.kill()

    assert len(ours) > 2
    assert eventually(lambda: not any(is_alive(process) for process in ours))
    assert not is_left(mark)


def descendants(process: int) -> list[int]:
    """Return all processes that a process started, as far as their parents live."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    return [each for child in map(int, children) for each in (child, *descendants(child))]


def is_alive(process: int) -> bool:
    """Say whether a process is there, and is no zombie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_leftovers_of_an_earlier_run(mark: str) -> None:
    """What is left of a run is found by its mark alone, named and killed."""
    environment = {"PATH": PATH, MARK_VARIABLE: f"{mark}.1"}
    with subprocess.Popen(["sleep", "600"], env=environment) as left:  # noqa: S607 - Whichever it is.
        ended = end_leftovers(mark)

    assert ended == (f"sleep ({left.pid})",)
    assert end_leftovers(mark) == ()


def test_no_mark_ends_nobody(mark: str) -> None:
    """An empty mark, with which every other begins, ends no process at all."""
    environment = {"PATH": PATH, MARK_VARIABLE: mark}
    with subprocess.Popen(["sleep", "600"], env=environment) as other:  # noqa: S607 - Whichever it is.
        assert end_leftovers("") == ()
        assert other.poll() is None
        other.kill()
