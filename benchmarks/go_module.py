"""A Go module of many small packages: `gonogo accept` against `go test -json ./...`, in turns.

Run: python benchmarks/go_module.py [PACKAGES [ROUNDS]]
About five minutes with nothing else to do. Needs no network. Where GOCACHE is set it is used.

In one run, and in each round in another order: Go by itself, its events written to a file;
`gonogo accept` in a new workspace (`first`); and the same once more there (`again`). All three
build and run every test, and find in their caches what the same command left there: Go its
compiled packages, `again` also the test binaries that `first` linked, which Go itself never
keeps. Go's cache of test results is used by none (`-count=1`), and it is the whole command that
is measured: start, plan, build, run, history and reports. Memory is that of our own process
alone, its highest, sampled; most of the rest is Go's.

The limit is on `again`, with all caches warm. `first` has to link every binary as Go does, and
is told beside it; so are CPU seconds of all processes, since on a busy machine the time on the
clock says little. What counts is the median of the rounds' ratios.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGES = 200
ROUNDS = 3
TESTS = 5
MOST_OF_THE_TIME = 1.05
MOST_MEGABYTES = 150
_TOOLS = Path(sys.executable).parent
_GO = str(_TOOLS / "go")
_BARE, _FIRST, _AGAIN = "go test", "first", "again"
_SAMPLE_SECONDS = 0.05


@dataclass(frozen=True)
class Taken:
    """What a command took."""

    seconds: float
    cpu_seconds: float
    """Of all its processes."""
    megabytes: float
    """The most of its first process alone."""

    def __str__(self) -> str:
        memory = f", {self.megabytes:.0f} MB" if self.megabytes else ""
        return f"{self.seconds:6.2f} s, {self.cpu_seconds:6.2f} s of CPU{memory}"


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


def main() -> None:
    """Measure all, in turns."""
    packages = int(sys.argv[1]) if sys.argv[1:] else PACKAGES
    rounds = int(sys.argv[2]) if sys.argv[2:] else ROUNDS
    with tempfile.TemporaryDirectory(prefix="gonogo-go-module-") as name:
        place = Path(name)
        write_module(place / "module", packages)
        bench = Bench(place, packages)
        bench.warm()
        taken = [bench.round(number) for number in range(rounds)]
    for way in (_FIRST, _AGAIN):
        print(_told(way, packages, taken))
    peak = max(each[way].megabytes for each in taken for way in (_FIRST, _AGAIN))
    kept = "kept" if peak <= MOST_MEGABYTES else "BROKEN"
    print(f"memory of our process: at most {peak:.0f} MB; limit {MOST_MEGABYTES} MB: {kept}")


def _told(way: str, packages: int, taken: Sequence[Mapping[str, Taken]]) -> str:
    ratio = statistics.median(each[way].seconds / each[_BARE].seconds for each in taken)
    ours, bare = (statistics.median(each[name].seconds for each in taken) for name in (way, _BARE))
    cpu = statistics.median(each[way].cpu_seconds / each[_BARE].cpu_seconds for each in taken)
    kept = "kept" if ratio <= MOST_OF_THE_TIME else "BROKEN"
    limit = f"; limit {MOST_OF_THE_TIME} of the time: {kept}" if way == _AGAIN else ""
    return (
        f"{way:5} against go test, {packages} packages: {ratio:.3f} of the time"
        f" (medians {ours:.2f} s and {bare:.2f} s), {cpu:.3f} of the CPU{limit}"
    )


class Bench:
    """A module, and the ways to run its tests."""

    def __init__(self, place: Path, packages: int) -> None:
        self._place = place
        self._module = place / "module"
        self._tests = TESTS * packages
        self._environment = {
            "PATH": f"{_TOOLS}:/usr/bin:/bin",
            "HOME": str(place),
            "GOCACHE": os.environ.get("GOCACHE", str(place / "cache")),
            "GOFLAGS": "-mod=mod",
            "GOPROXY": "off",
            "GOTOOLCHAIN": "local",
        }

    def warm(self) -> None:
        """Fill Go's build cache, and have everything read once from the disk."""
        print(f"warming, {_BARE}: {self._bare()}", flush=True)
        with tempfile.TemporaryDirectory(dir=self._place) as workspace:
            print(f"warming, ours:    {self._ours(workspace)}", flush=True)

    def round(self, number: int) -> dict[str, Taken]:
        """Measure each way once."""
        workspace = self._place / f"workspace-{number}"
        workspace.mkdir()
        ways: dict[str, Callable[[], Taken]] = {
            _BARE: self._bare,
            _FIRST: lambda: self._ours(str(workspace)),
            _AGAIN: lambda: self._ours(str(workspace)),
        }
        order = (_BARE, _FIRST, _AGAIN) if number % 2 == 0 else (_FIRST, _AGAIN, _BARE)
        taken = {}
        for way in order:
            taken[way] = ways[way]()
            load = os.getloadavg()[0]
            print(f"round {number + 1}, {way:8} {taken[way]} (load {load:.1f})", flush=True)
        shutil.rmtree(workspace)
        return taken

    def _bare(self) -> Taken:
        events = self._place / "go-test.json"
        words = (_GO, "test", "-json", "-count=1", "./...")
        taken = _run(words, self._module, self._environment, events)
        passed = events.read_bytes().count(b'"Action":"pass","Package"')
        assert passed == self._tests + self._tests // TESTS, f"{passed} passed"
        return taken

    def _ours(self, workspace: str) -> Taken:
        said = self._place / "gonogo.json"
        words = ("accept", "--json", "--testdir", str(self._module), "--go-binary", _GO)
        environment = self._environment | {"GONOGO_WORKSPACE": workspace}
        taken = _run((str(_TOOLS / "gonogo"), *words), self._place, environment, said)
        figures = json.loads(said.read_bytes())["runs"][0]["gates"][0]["figures"]
        assert figures["tests passed"] == self._tests, figures
        return taken


def _run(
    words: Sequence[str], directory: Path, environment: Mapping[str, str], output: Path
) -> Taken:
    """Run a command to its end, and return what it took.

    Raises:
        RuntimeError: it failed.
    """
    errors = output.with_suffix(".err")
    began = time.perf_counter()
    with output.open("wb") as out, errors.open("wb") as err:
        # Not waited for by `subprocess`: only `wait4` tells what one child's processes took.
        process = subprocess.Popen(  # noqa: S603 - Our own words, and the Go beside us.
            words, cwd=directory, env=dict(environment), stdout=out, stderr=err
        )
    most = 0.0
    while True:
        id_, status, usage = os.wait4(process.pid, os.WNOHANG)
        if id_:
            break
        most = max(most, _megabytes(process.pid))
        time.sleep(_SAMPLE_SECONDS)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words} ended with {process.returncode}: {errors.read_text()[-2000:]}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, most)


def _megabytes(process: int) -> float:
    """Return the most memory that a process had so far; of one that has just ended, nothing."""
    try:
        status = Path("/proc", str(process), "status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return sum(int(line.split()[1]) for line in lines) / 1024


if __name__ == "__main__":
    main()
