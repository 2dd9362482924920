"""A stream of 1,000,000 events (300 MB), as `go test -json` writes them, taken in.

Run: python benchmarks/stream.py [EVENTS]
Everything is done that a run does: lines out of pieces of 128 KB, three secrets taken out,
events decoded, written and followed, what tests print split by test into one log, results made.
Three tests print at a time, a few lines each. The growth of memory is measured from half of the
stream to its end; then one test prints 1 GB. Figures are of processor time as well, because a
machine that is shared gives less of it than a second a second.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.stream import Recording, read_log
from gonogo.acceptance.task import Ending, Task

EVENTS = 1_000_000
TESTS_AT_ONCE = 3
LINES_OF_TEST = 500
LINES_AT_A_TIME = 8
PIECE_BYTES = 128 << 10
ONE_TEST_BYTES = 1 << 30
PACKAGE = "github.com/example/op-acceptance-tests/tests/base/deposit"
SECRETS = tuple(os.urandom(32).hex() for _ in range(3))


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


def measure_events(directory: Path, events: int) -> None:
    """Take in a stream, and print how fast."""
    source = directory / "source"
    with source.open("w", encoding="utf-8", buffering=1 << 20) as file:
        file.writelines(stream(events))
    size = source.stat().st_size
    count = sum(1 for _ in source.open("rb"))
    seen: list[float] = []
    with Recording(directory / "run", secrets=SECRETS) as recording:
        sink = recording.sink(Task("001", PACKAGE))
        began, worked = time.perf_counter(), time.process_time()
        for number, piece in enumerate(pieces_of(source)):
            sink.events(piece)
            if number % 100 == 0:
                seen.append(resident_mb())
        results = sink.close(Ending(0), ())
        seconds, work = time.perf_counter() - began, time.process_time() - worked
    assert all(result.outcome.value == "passed" for result in results)
    assert not recording.faults
    for name in ("events.jsonl", "output.log"):
        with (directory / "run" / name).open("rb") as file:
            assert not any(secret.encode() in each for each in file for secret in SECRETS)
    print(f"{count:,} events, {size / 1e6:.0f} MB, {len(results):,} results, 3 secrets taken out")
    print(f"  {count / seconds / 1e6:.2f} M events/s ({seconds:.2f} s)")
    print(f"  {count / work / 1e6:.2f} M events per second of processor time ({work:.2f} s)")
    half = seen[len(seen) // 2]
    print(f"  memory: {half:.1f} MB at half, {seen[-1]:.1f} MB at the end")


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
