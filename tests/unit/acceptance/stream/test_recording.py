"""What a run leaves behind while it runs."""

import json
from pathlib import Path

import pytest

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, Result
from gonogo.acceptance.stream import Recording, RecordingError, log_file, read_log
from gonogo.acceptance.task import Ending, Task
from gonogo.evidence import Outcome
from tests.unit.acceptance.stream.streams import (
    CLEAN,
    FAILED,
    PACKAGE,
    TASK,
    line,
    passing,
    printed,
    recorded,
)

KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"


def take(directory: Path, stream: bytes, ending: Ending = CLEAN, text: bytes = b"") -> list[Result]:
    """Return the results of a stream that is recorded."""
    with Recording(directory, secrets=[f"0x{KEY}"]) as recording:
        sink = recording.sink(TASK)
        sink.events(stream)
        sink.text(text)
        results = sink.close(ending, ())
        assert recording.faults == ()
    return list(results)


def log_of(directory: Path, results: list[Result], name: str) -> bytes:
    """Return what a test printed."""
    (result,) = (each for each in results if each.test.name == name)
    return b"".join(read_log(directory, result.log))


def test_events_as_they_came(tmp_path: Path) -> None:
    """The events of a stream are written as they came."""
    take(tmp_path, recorded("mixed"), FAILED)

    assert (tmp_path / "events.jsonl").read_bytes() == recorded("mixed")


def test_log_files_of_what_did_not_pass(tmp_path: Path) -> None:
    """Each test that did not pass has a file of what it printed."""
    stream = line("run", "TestA") + printed("why\n", "TestA") + line("fail", "TestA")

    take(tmp_path, stream + passing("TestB"), FAILED)

    assert (tmp_path / log_file(NamedTest(PACKAGE, "TestA"))).read_bytes() == b"why\n"
    assert not (tmp_path / log_file(NamedTest(PACKAGE, "TestB"))).exists()


def test_text_is_kept(tmp_path: Path) -> None:
    """What a tool says beside its tests is kept as an event and in the log of its package."""
    results = take(tmp_path, b"FAIL x [setup failed]\n", FAILED, b"go: no such tool\nno end")

    assert log_of(tmp_path, results, "") == b"FAIL x [setup failed]\ngo: no such tool\nno end"
    events = [json.loads(each) for each in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert "".join(event["Output"] for event in events) == log_of(tmp_path, results, "").decode()


@pytest.mark.parametrize("size", [1, 7, 100, 1 << 20])
def test_secrets(tmp_path: Path, size: int) -> None:
    """A secret is in no file and no message, however the stream is cut."""
    stream = line("run", "TestA") + printed(f"key {KEY}\n", "TestA", "error")
    stream += printed(f"half {KEY[:40]}", "TestA") + printed(f"{KEY[40:]}\n", "TestA")
    stream += line("fail", "TestA") + f"go: 0x{KEY.upper()}\n".encode()
    told: list[Result] = []

    with Recording(tmp_path, secrets=[f"0x{KEY}"], on_result=told.append) as recording:
        sink = recording.sink(TASK)
        for start in range(0, len(stream), size):
            sink.events(stream[start : start + size])
            sink.text(stream[start : start + size])
        results = sink.close(FAILED, ())

    seen = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY.encode() not in seen.lower()
    assert KEY[40:].encode() not in log_of(tmp_path, list(results), "TestA")
    assert "key [secret]" in told[0].message


def test_invalid_bytes(tmp_path: Path) -> None:
    """Invalid bytes are replaced in the events, and kept in the log."""
    stream = line("run", "TestA") + printed("a?b\n", "TestA").replace(b"?", b"\xff")

    results = take(tmp_path, stream + line("pass", "TestA") + line("pass"))

    assert log_of(tmp_path, results, "TestA") == b"a\xffb\n"
    assert "a\N{REPLACEMENT CHARACTER}b" in (tmp_path / "events.jsonl").read_text("utf-8")
    assert [each.outcome for each in results] == [Outcome.PASSED]


def test_long_line(tmp_path: Path) -> None:
    """A line of 70 kB is an event like any other."""
    stream = line("run", "TestA") + printed("x" * 70_000 + "\n", "TestA")

    results = take(tmp_path, stream + line("pass", "TestA") + line("pass"))

    assert [each.outcome for each in results] == [Outcome.PASSED]
    assert len(log_of(tmp_path, results, "TestA")) == 70_001


def test_huge_line(tmp_path: Path) -> None:
    """A line of 50 MB is kept, told as a fault, and takes nothing from the tests around it."""
    piece = b"x" * 1_000_000
    with Recording(tmp_path, secrets=[KEY]) as recording:
        sink = recording.sink(TASK)
        sink.events(passing("TestA") + line("run", "TestB") + b'{"Action":"output","Output":"')
        for _ in range(50):
            sink.events(piece)
        sink.events(b'"}\n' + line("pass", "TestB"))
        results = list(sink.close(CLEAN, ()))

    told = {each.test.name: (each.outcome, each.kind) for each in results}
    assert told == {
        "": (Outcome.ERRORED, Kind.INTERRUPTED),
        "TestA": (Outcome.PASSED, Kind.NONE),
        "TestB": (Outcome.PASSED, Kind.NONE),
    }
    assert log_of(tmp_path, results, "").count(b"x") == 50_000_000
    assert "a line of 50000032 bytes is no event" in next(
        each.message for each in results if each.test.is_package
    )
    written = (tmp_path / "events.jsonl").read_bytes().splitlines()
    assert all(json.loads(each)["Action"] for each in written)


def test_two_tasks_at_once(tmp_path: Path) -> None:
    """Tasks that write side by side do not write into each other's lines or logs."""
    with Recording(tmp_path, secrets=[]) as recording:
        tasks = [Task(f"{number:03}", f"p{number}") for number in range(3)]
        sinks = [recording.sink(task) for task in tasks]
        streams = [
            line("run", "TestA", package=task.package)
            + line("output", "TestA", package=task.package, Output=f"of {task.id}\n")
            + line("pass", "TestA", package=task.package)
            for task in tasks
        ]
        for start in range(0, 400, 7):
            for sink, stream in zip(sinks, streams, strict=True):
                sink.events(stream[start : start + 7])
        results = [result for sink in sinks for result in sink.close(CLEAN, ())]

    logs = [b"".join(read_log(tmp_path, result.log)) for result in results]
    assert logs == [b"of 000\n", b"of 001\n", b"of 002\n"]
    written = (tmp_path / "events.jsonl").read_bytes().splitlines(keepends=True)
    assert sorted(written) == sorted(b"".join(streams).splitlines(keepends=True))


def test_what_is_there_is_added_to(tmp_path: Path) -> None:
    """A run that is gone on with adds to what is there, behind a line that was cut off."""
    (tmp_path / "events.jsonl").write_bytes(passing("TestA") + b'{"Action":"pa')

    take(tmp_path, passing("TestB"))

    written = (tmp_path / "events.jsonl").read_bytes()
    assert written == passing("TestA") + b'{"Action":"pa\n' + passing("TestB")


def test_who_is_told(tmp_path: Path) -> None:
    """Whoever listens is told of each beginning and end at once, and of what follows at last."""
    heard: list[str] = []
    with Recording(
        tmp_path,
        secrets=[],
        on_result=lambda result: heard.append(f"{result.test.name} {result.outcome.value}"),
        on_began=lambda test, task: heard.append(f"{task} {test.name}"),
    ) as recording:
        sink = recording.sink(TASK)
        sink.events(line("run", "TestA") + line("run", "TestB") + line("pass", "TestA"))
        while_running = list(heard)
        sink.close(Ending(None, "SIGKILL"), ())

    assert while_running == ["001-deposit TestA", "001-deposit TestB", "TestA passed"]
    assert heard[3:] == ["TestB errored", " errored"]


def test_directory_that_cannot_be_made(tmp_path: Path) -> None:
    """A place where nothing can be written is refused before anything runs."""
    (tmp_path / "file").touch()

    with pytest.raises(RecordingError, match="cannot write in"):
        Recording(tmp_path / "file" / "run", secrets=[])


def test_full_disk(tmp_path: Path) -> None:
    """A full disk costs what is written, not what is known, and is told as a fault."""
    for name in ("events.jsonl", "output.log"):
        (tmp_path / name).symlink_to("/dev/full")
    stream = line("run", "TestA") + printed("    a_test.go:1: why\n", "TestA", "error")

    with Recording(tmp_path, secrets=[]) as recording:
        sink = recording.sink(TASK)
        sink.events(stream + line("fail", "TestA") + passing("TestB"))
        results = sink.close(FAILED, ())

    told = {each.test.name: (each.outcome, each.message) for each in results}
    assert told["TestA"] == (Outcome.FAILED, "a_test.go:1: why")
    assert told["TestB"] == (Outcome.PASSED, "")
    assert [fault.partition(" ")[0] for fault in recording.faults] == ["events.jsonl", "output.log"]
