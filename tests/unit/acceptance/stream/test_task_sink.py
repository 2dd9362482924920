"""Where a task's output goes, however it is cut into pieces."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gonogo.acceptance import Ending, NamedTest, Result
from gonogo.acceptance.stream import EVENTS_FILE_NAME, Recording
from gonogo.evidence import Outcome
from tests.unit.acceptance.stream.streams import PACKAGE, TASK, line, passing, printed

SECRET = "hunter2-but-longer"  # noqa: S105 - Made up, to be looked for.
ONE = NamedTest(PACKAGE, "TestOne")


class Heard:
    """A recording, and what was told of it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.results: list[Result] = []
        self.began: list[str] = []
        self.recording = Recording(
            directory,
            secrets=(SECRET,),
            on_result=self.results.append,
            on_began=lambda test, _task: self.began.append(test.name),
        )
        self.sink = self.recording.sink(TASK)

    @property
    def events(self) -> list[dict[str, Any]]:
        """Return what stands in the file of events."""
        lines = (self.directory / EVENTS_FILE_NAME).read_bytes().splitlines()
        return [json.loads(each) for each in lines]


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Heard]:
    made = Heard(tmp_path)
    with made.recording:
        yield made


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_pieces_may_be_cut_anywhere(heard: Heard, size: int) -> None:
    """A pipe knows nothing of lines."""
    stream = passing("TestOne", "TestTwo")
    for start in range(0, len(stream), size):
        heard.sink.events(stream[start : start + size])
    results = heard.sink.close(Ending(0), [ONE])

    assert [(each.test.name, each.outcome) for each in results] == [
        ("TestOne", Outcome.PASSED),
        ("TestTwo", Outcome.PASSED),
    ]


def test_a_result_is_told_when_it_is_known_and_not_twice(heard: Heard) -> None:
    """Whoever watches sees it at once; the end of the process adds nothing to it."""
    heard.sink.events(line("start") + line("run", "TestOne") + line("pass", "TestOne"))
    told_before = [each.test.name for each in heard.results]
    heard.sink.events(line("pass"))
    heard.sink.close(Ending(0), [ONE])

    assert heard.began == ["TestOne"]
    assert told_before == ["TestOne"]
    assert [each.test for each in heard.results].count(ONE) == 1


def test_what_is_no_event_is_kept_as_one_that_prints_it(heard: Heard) -> None:
    """Every line of that file is an event, whatever came in between."""
    heard.sink.events(b"panic: no JSON at all\n" + passing("TestOne"))
    heard.sink.text(b"a warning of the tool\n")
    heard.sink.close(Ending(0), [ONE])

    printed_texts = [each["Output"] for each in heard.events if each["Action"] == "output"]
    assert "panic: no JSON at all\n" in printed_texts
    assert "a warning of the tool\n" in printed_texts


def test_no_secret_goes_into_any_file(heard: Heard) -> None:
    """Neither in an event, nor beside it, nor cut in two by the pipe."""
    stream = (
        line("run", "TestOne") + printed(f"key {SECRET}\n", "TestOne") + line("pass", "TestOne")
    )
    middle = stream.index(SECRET.encode()) + 5
    heard.sink.events(stream[:middle])
    heard.sink.events(stream[middle:] + line("pass"))
    heard.sink.text(f"also {SECRET}".encode())
    heard.sink.close(Ending(0), [ONE])
    heard.recording.close()

    kept = b"".join(path.read_bytes() for path in heard.directory.rglob("*") if path.is_file())
    assert SECRET.encode() not in kept


def test_a_last_line_without_its_end_counts(heard: Heard) -> None:
    """Whoever was killed wrote what it wrote."""
    heard.sink.events(passing("TestOne").rstrip(b"\n"))
    results = heard.sink.close(Ending(0), [ONE])

    assert [each.outcome for each in results] == [Outcome.PASSED]


def test_silence_is_no_pass(heard: Heard) -> None:
    """A process that ended well and said nothing has run nothing."""
    results = heard.sink.close(Ending(0), [ONE])

    assert {each.outcome for each in results} == {Outcome.ERRORED}
    assert ONE in {each.test for each in results}
