"""A Go module of many small packages, run by us and by `go test -json ./...`, in turns.

Run: python benchmarks/go_module.py [PACKAGES [ROUNDS]]
Both build and run everything and take nothing from Go's cache of test results; compiled packages
are in Go's cache for both, test binaries for neither. Ours is a process of its own, so that its
memory can be seen, and does what a gate does: find, build, run each package in a process group
with an environment of its own, follow the events, keep the logs. `kept` is ours once more, with
the test binaries of the run before, which Go itself never keeps.

The ratio is of the medians. CPU seconds of all processes stand beside it, since on a machine that
is busy otherwise the time on the clock says little.
"""

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from gonogo.acceptance import NamedTest, Surroundings, Task
from gonogo.acceptance.runners.go import GoRunner
from gonogo.acceptance.stream import Recording
from gonogo.evidence import Outcome

PACKAGES = 200
ROUNDS = 3
TESTS = 5
_GO = str(Path(sys.executable).parent / "go")


def write_module(directory: Path, packages: int) -> None:
    """Write a module of small packages."""
    directory.mkdir()
    (directory / "go.mod").write_text("module example.org/many\n\ngo 1.21\n")
    for number in range(packages):
        place = directory / f"p{number:03}"
        place.mkdir()
        (place / "p.go").write_text(
            f"package p{number:03}\n\nfunc Twice(n int) int {{ return 2 * n }}\n"
        )
        tests = "".join(
            f"func TestTwice{test}(t *testing.T) {{\n\tif Twice({test}) != {2 * test} {{\n"
            '\t\tt.Fatal("not twice")\n\t}\n}\n\n'
            for test in range(TESTS)
        )
        (place / "p_test.go").write_text(
            f'package p{number:03}\n\nimport "testing"\n\n{tests}'.rstrip() + "\n"
        )


async def ours(module: Path, place: Path, environment: Mapping[str, str], kept: Path | None) -> int:
    """Do what a gate does; return how many tests passed."""
    surroundings = Surroundings(module, place / "work", environment)
    runner = GoRunner(go_binary=_GO, kept=kept)
    found = await runner.discover(["./..."], surroundings)
    packages = {package.name: package for package in found["./..."]}
    tasks = [Task(f"{number:04}", name) for number, name in enumerate(packages)]
    free = asyncio.Semaphore(os.cpu_count() or 1)
    with Recording(place / "run", secrets=("a-secret-of-the-network",)) as recording:
        sinks = {task.id: recording.sink(task) for task in tasks}
        reasons = await runner.prepare(tasks, surroundings, sinks)
        assert not reasons, reasons

        async def carry(task: Task) -> int:
            async with free:
                ending = await runner.run(task, surroundings, sinks[task.id])
                names = packages[task.package].tests or ()
                selected = [NamedTest(task.package, name) for name in names]
                results = sinks[task.id].close(ending, selected)
                return sum(result.outcome is Outcome.PASSED for result in results)

        return sum(await asyncio.gather(*map(carry, tasks)))


def main() -> None:
    """Measure, in turns, or be the process that is measured."""
    if sys.argv[1:2] == ["--ours"]:
        _be_measured(*map(Path, sys.argv[2:]))
        return
    packages = int(sys.argv[1]) if sys.argv[1:] else PACKAGES
    rounds = int(sys.argv[2]) if sys.argv[2:] else ROUNDS
    with tempfile.TemporaryDirectory(prefix="gonogo-go-module-") as place:
        _measure(Path(place), packages, rounds)


def _measure(place: Path, packages: int, rounds: int) -> None:
    module = place / "module"
    write_module(module, packages)
    environment = {
        "PATH": f"{Path(_GO).parent}:/usr/bin:/bin",
        "HOME": str(place),
        "GOCACHE": str(place / "cache"),
        "GOFLAGS": "-mod=mod",
        "GOPROXY": "off",
        "GOTOOLCHAIN": "local",
    }
    bare = [_GO, "test", "-json", "-count=1", "./..."]
    by_us = [sys.executable, __file__, "--ours", str(module)]
    ways = {"go test": bare, "ours": by_us, "kept": [*by_us, str(place / "kept")]}
    for name, words in ways.items():
        print(f"warming {name}: {_timed(words, module, environment)[0]:.1f} s", flush=True)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, words in ways.items():
            seconds, cpu_seconds = _timed(words, module, environment)
            taken[name].append((seconds, cpu_seconds))
            load = os.getloadavg()[0]
            print(
                f"round {number + 1}, {name:8} {seconds:6.2f} s, {cpu_seconds:6.2f} s of CPU"
                f" (load {load:.1f})",
                flush=True,
            )
    for name in ("ours", "kept"):
        wall, cpu = (
            statistics.median(each[kind] for each in taken[name])
            / statistics.median(each[kind] for each in taken["go test"])
            for kind in (0, 1)
        )
        what = f"{name} against go test, {packages} packages"
        print(f"{what}: {wall:.3f} of the time, {cpu:.3f} of the CPU")


def _timed(words: list[str], module: Path, environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds that a command took, on the clock and of all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    ran = subprocess.run(  # noqa: S603 - Our own words, and the Go beside us.
        words, cwd=module, env=dict(environment), stdout=subprocess.PIPE, check=True
    )
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "--ours" in words:
        print(f"  {ran.stdout.decode().strip()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu


def _be_measured(module: Path, kept: Path | None = None) -> None:
    with tempfile.TemporaryDirectory(prefix="gonogo-work-", dir=module.parent) as name:
        place = Path(name)
        (place / "work").mkdir()
        passed = asyncio.run(ours(module, place, os.environ, kept))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{passed} tests passed, {peak} MB of memory at most")
    assert passed == TESTS * len(list(module.glob("p*/p_test.go")))


if __name__ == "__main__":
    main()
