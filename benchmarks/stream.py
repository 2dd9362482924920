"""A stream of 1,000,000 events (300 MB), as `go test -json` writes them, taken in.

Run: python benchmarks/stream.py [EVENTS]
Three times over, in turns: parsing, state and log splitting alone; everything that a run does,
with three secrets taken out and the events written as well; and decoding alone, which tells how
fast the machine was meanwhile. The median counts. Three tests print at a time, eight lines each.
Memory is told at half of the stream and at its end; then one test prints 1 GB. Figures are also
of processor time, because a machine that is shared gives less of it than a second a second.
"""

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

import msgspec

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream import (
    Appending,
    Assembler,
    Log,
    Recording,
    conclude_stream,
    read_log,
)
from gonogo.acceptance.stream.event import Event, decode_block
from gonogo.acceptance.stream.lines import Lines
from gonogo.acceptance.task import Ending, Task
from gonogo.evidence import Outcome

EVENTS = 1_000_000
LEAST_RATE = 1.0
TURNS = 3
TESTS_AT_ONCE = 3
LINES_OF_TEST = 500
LINES_AT_A_TIME = 8
PIECE_BYTES = 128 << 10
ONE_TEST_BYTES = 1 << 30
PACKAGE = "github.com/example/op-acceptance-tests/tests/base/deposit"
START = datetime(2026, 11, 23, tzinfo=UTC)
SECRETS = tuple(os.urandom(32).hex() for _ in range(3))


class Timed:
    """How long something took, each time."""

    def __init__(self) -> None:
        self._seconds: list[float] = []
        self._work: list[float] = []

    def __enter__(self) -> None:
        self._began, self._worked = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self._seconds.append(time.perf_counter() - self._began)
        self._work.append(time.process_time() - self._worked)

    def rate(self, count: int) -> str:
        """Return how many of something were done a second, also of processor time."""
        rates = sorted(count / seconds / 1e6 for seconds in self._seconds)
        work = count / statistics.median(self._work) / 1e6
        return (
            f"{statistics.median(rates):.2f} M events/s ({rates[0]:.2f} to {rates[-1]:.2f},"
            f" {work:.2f} of processor time)"
        )


def line(action: str, test: str, number: int, more: str = "") -> str:
    """Return the line of an event."""
    when = f"2026-11-23T05:{number // 60000 % 60:02d}:{number // 1000 % 60:02d}.{number:09d}Z"
    of_test = f',"Test":"{test}"' if test else ""
    return f'{{"Time":"{when}","Action":"{action}","Package":"{PACKAGE}"{of_test}{more}}}\n'


def printed(test: str, number: int) -> str:
    """Return the line of an event that prints a line of a log; now and then a secret."""
    secret = f" key=0x{SECRETS[number % 3]}" if number % 1000 == 0 else ""
    text = (
        f"    deposit_test.go:{number % 300}: t=2026-11-23T05:49:36 lvl=info "
        f'msg=\\"waiting for a block\\" number={number} hash=0x{number * 7919:040x}{secret}\\n'
    )
    return line("output", test, number, f',"Output":"{text}"')


def stream(events: int) -> Iterator[str]:
    """Yield the lines of a stream in which some tests print side by side."""
    yield line("start", "", 0)
    number = tests = 0
    while number < events:
        names = [f"TestDeposit{tests + each}" for each in range(TESTS_AT_ONCE)]
        tests += TESTS_AT_ONCE
        yield from (line("run", name, number) for name in names)
        for _ in range(LINES_OF_TEST // LINES_AT_A_TIME):
            for name in names:
                for _ in range(LINES_AT_A_TIME):
                    yield printed(name, number)
                    number += 1
        yield from (line("pass", name, number, ',"Elapsed":1.5') for name in names)
    yield line("pass", "", number, ',"Elapsed":600')


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces cut anywhere, as a pipe does."""
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def resident_mb() -> float:
    """Return how much memory this process has now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


class Bare:
    """Parsing, state and log splitting, and nothing beside."""

    def __init__(self, path: Path) -> None:
        self._lines = Lines()
        self._file = Appending(path)
        self._assembler = Assembler(Task("002", PACKAGE), lambda: Log(self._file))

    def events(self, piece: bytes) -> None:
        """Take a piece of a stream."""
        for block in self._lines.take(piece):
            assert isinstance(block, bytes)
            self._assembler.take(decode_block(block) or ())

    def close(self) -> int:
        """Return how many tests passed."""
        self._file.close()
        return len(conclude_stream(self._assembler, Ending(0), (), START))


def measure_events(directory: Path, events: int) -> None:
    """Take in a stream several times, and print how fast."""
    source = directory / "source"
    with source.open("w", encoding="utf-8", buffering=1 << 20) as file:
        file.writelines(stream(events))
    with source.open("rb") as file:
        count = sum(1 for _ in file)
    alone, part, whole = Timed(), Timed(), Timed()
    for turn in range(TURNS):
        with alone:
            decode_alone(source)
        bare = Bare(directory / f"bare-{turn}")
        with part:
            for piece in pieces_of(source):
                bare.events(piece)
            passed = bare.close()
        seen, results = record(source, directory / f"run-{turn}", whole)
        assert passed == len(results)
    size = source.stat().st_size / 1e6
    print(f"{count:,} events, {size:.0f} MB, {len(results):,} results, {TURNS} times:")
    print(f"  parsing, state and log splitting: {part.rate(count)}; limit {LEAST_RATE}")
    print(f"  and 3 secrets taken out, and the events written: {whole.rate(count)}")
    print(f"  decoding alone: {alone.rate(count)}")
    print(f"  memory: {seen[len(seen) // 2]:.1f} MB at half, {seen[-1]:.1f} MB at the end")


def decode_alone(source: Path) -> None:
    """Decode the lines of a stream, and do nothing with them."""
    lines, decoder = Lines(), msgspec.json.Decoder(Event)
    for piece in pieces_of(source):
        for block in lines.take(piece):
            assert isinstance(block, bytes)
            decoder.decode_lines(block)


def record(source: Path, directory: Path, whole: Timed) -> tuple[list[float], tuple[Result, ...]]:
    """Do everything that a run does; return how much memory it had, and what became of tests."""
    seen = []
    with Recording(directory, secrets=SECRETS) as recording, whole:
        sink = recording.sink(Task("001", PACKAGE))
        for number, piece in enumerate(pieces_of(source)):
            sink.events(piece)
            if number % 100 == 0:
                seen.append(resident_mb())
        results = sink.close(Ending(0), ())
    check(directory, recording, results)
    return seen, results


def check(directory: Path, recording: Recording, results: tuple[Result, ...]) -> None:
    """Stop where anything is not as it should be."""
    assert all(result.outcome is Outcome.PASSED for result in results)
    assert not recording.faults
    for name in ("events.jsonl", "output.log"):
        with (directory / name).open("rb") as file:
            assert not any(secret.encode() in each for each in file for secret in SECRETS)


def measure_one_test(directory: Path) -> None:
    """Let one test print a lot and fail, and print what that takes."""
    block = "".join(printed("TestMany", number) for number in range(1, 1000)).encode()
    printed_bytes = sum(len(json.loads(each)["Output"]) for each in block.splitlines())
    blocks = -(-ONE_TEST_BYTES // printed_bytes)
    with Recording(directory / "many", secrets=SECRETS) as recording:
        sink = recording.sink(Task("001", PACKAGE))
        sink.events(line("run", "TestMany", 0).encode())
        before, began = resident_mb(), time.perf_counter()
        for _ in range(blocks):
            sink.events(block)
        middle = resident_mb()
        sink.events(line("fail", "TestMany", 0).encode())
        results = sink.close(Ending(1), (NamedTest(PACKAGE, "TestMany"),))
        seconds, after = time.perf_counter() - began, resident_mb()
        (result,) = (each for each in results if each.test.name)
    kept = sum(len(piece) for piece in read_log(directory / "many", result.log))
    assert kept == blocks * printed_bytes
    print(f"one test that prints {kept / 1e9:.2f} GB and fails: {seconds:.1f} s, log complete")
    print(f"  memory: {before:.1f} MB before, {middle:.1f} MB at its end, {after:.1f} MB after")


def main() -> None:
    """Print all figures."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    with tempfile.TemporaryDirectory(prefix="gonogo-stream-") as temporary:
        measure_events(Path(temporary), events)
        measure_one_test(Path(temporary))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"peak memory of all: {peak:.0f} MB")


if __name__ == "__main__":
    main()
