"""Laws of the stream: how it is cut changes nothing, and less of it never says more."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result  # noqa: TC001 - Read where it is not checked.
from gonogo.acceptance.stream import Recording, read_log
from gonogo.acceptance.task import Cut, Ending
from gonogo.evidence import Outcome
from tests.unit.acceptance.stream.streams import (
    CLEAN,
    FAILED,
    RECORDED,
    TASK,
    line,
    passing,
    printed,
    recorded,
)

NAMES = st.sampled_from(["TestA", "TestB", "TestA/x", "TestA/y", "TestC"])
SECRET = "s3cret-of-the-funder"  # noqa: S105 - It is to be looked for.
ENDINGS = st.sampled_from(
    [
        CLEAN,
        FAILED,
        Ending(None, "SIGKILL"),
        Ending(1, cut=Cut.TIMEOUT),
        Ending(1, cut=Cut.CANCELLED),
        Ending(None, fault="it cannot be run"),
    ]
)
EVENTS = st.one_of(
    st.builds(line, st.sampled_from(["run", "pause", "cont", "pass", "fail", "skip"]), NAMES),
    st.builds(line, st.sampled_from(["start", "pass", "fail", "skip"])),
    st.builds(printed, st.sampled_from(["a\n", "panic: x\n", f"{SECRET}\n", SECRET]), NAMES),
    st.sampled_from([b"text\n", b'{"Action":"boom"}\n', b'{"Act\n', b"\n", b"\xff\n", b"{}\n"]),
)
STREAMS = st.lists(EVENTS, max_size=30).map(b"".join)
# Each example writes files, on a machine that may be busy with others.
FEW = settings(max_examples=40, deadline=None)
SELECTED = tuple(NamedTest(TASK.package, name) for name in ("TestA", "TestB", ""))


class Taken:
    """What came of a stream."""

    def __init__(self, stream: Sequence[bytes], ending: Ending) -> None:
        with TemporaryDirectory() as directory:
            self.told: list[Result] = []
            with Recording(
                Path(directory), secrets=[SECRET], on_result=self.told.append
            ) as recording:
                sink = recording.sink(TASK)
                for piece in stream:
                    sink.events(piece)
                results = sink.close(ending, SELECTED)
            self.results = {
                str(each.test): (each.outcome, each.kind, each.message) for each in results
            }
            self.logs = {
                str(each.test): b"".join(read_log(Path(directory), each.log)) for each in results
            }
            self.events = (Path(directory) / "events.jsonl").read_bytes()

    @property
    def passed(self) -> set[str]:
        """Return the tests that passed."""
        return {test for test, (outcome, *_) in self.results.items() if outcome is Outcome.PASSED}


def pieces(stream: bytes, cuts: Sequence[int]) -> list[bytes]:
    """Return a stream in pieces."""
    places = sorted({0, len(stream), *(cut % (len(stream) + 1) for cut in cuts)})
    return [stream[start:end] for start, end in itertools.pairwise(places)]


@FEW
@given(STREAMS, st.lists(st.integers(0, 5000)), ENDINGS)
def test_pieces(stream: bytes, cuts: list[int], ending: Ending) -> None:
    """However a stream is cut into pieces, results, logs and events are the same."""
    whole = Taken([stream], ending)

    cut = Taken(pieces(stream, cuts), ending)

    assert (cut.results, cut.logs) == (whole.results, whole.logs)
    assert cut.events == whole.events


@FEW
@given(STREAMS, ENDINGS)
def test_pass_needs_a_pass(stream: bytes, ending: Ending) -> None:
    """No test passed that the stream does not say passed, and that did not begin."""
    for test in Taken([stream], ending).passed:
        name = test.rpartition(":")[2]
        assert line("pass", name) in stream
        assert line("run", name) in stream


@FEW
@given(STREAMS, ENDINGS)
def test_failure_is_never_lost(stream: bytes, ending: Ending) -> None:
    """A test that the stream calls failed has failed, and so has the one that it runs in."""
    stream = line("run", "TestA") + stream
    results = Taken([stream], ending).results

    for name in ("TestA", "TestB", "TestC", "TestA/x"):
        if line("fail", name) in stream:
            assert results[f"{TASK.package}:{name}"][0] is Outcome.FAILED
            above = results.get(f"{TASK.package}:{name.partition('/')[0]}")
            assert above is None or above[0] is Outcome.FAILED


@FEW
@given(STREAMS, ENDINGS)
def test_everything_selected_is_answered(stream: bytes, ending: Ending) -> None:
    """Each test that was selected has a result, whatever was heard; so has an empty package."""
    results = Taken([stream], ending).results

    assert {f"{TASK.package}:TestA", f"{TASK.package}:TestB"} <= results.keys()


@FEW
@given(STREAMS, ENDINGS)
def test_events_are_events(stream: bytes, ending: Ending) -> None:
    """Every line of the events is one, and no secret is in any of them."""
    taken = Taken([stream], ending)

    assert all(json.loads(each)["Action"] for each in taken.events.splitlines())
    assert SECRET.encode() not in taken.events
    assert not any(SECRET.encode() in log for log in taken.logs.values())


@FEW
@given(STREAMS, ENDINGS)
def test_told_as_it_happens(stream: bytes, ending: Ending) -> None:
    """What was told last of a test is what its result says."""
    taken = Taken([stream], ending)

    last = {str(each.test): (each.outcome, each.kind, each.message) for each in taken.told}
    assert last == taken.results


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.jsonl")), ids=lambda path: path.stem)
@settings(FEW, max_examples=10)
@given(cut=st.integers(0, 20_000), ending=ENDINGS)
def test_less_never_passes_more(path: Path, cut: int, ending: Ending) -> None:
    """A stream of Go that is cut off anywhere has no test pass that does not pass in the whole."""
    stream = recorded(path.stem)

    begun = Taken([stream[: cut % len(stream)]], ending)

    assert begun.passed <= Taken([stream], ending).passed


@FEW
@given(st.integers(0, 700))
def test_whole_line_without_its_end(cut: int) -> None:
    """What was cut off in the middle of a line is told, and nothing is made of it."""
    stream = passing("TestA", "TestB")
    begun = stream[: cut % len(stream)]

    taken = Taken([begun], Ending(None, "SIGKILL"))

    heard = [each for each in begun.splitlines() if _is_event(each)]
    assert len(taken.passed) == sum(
        b'"pass", "Package"' in each and b"Test" in each for each in heard
    )
    assert taken.results[TASK.package][0] is Outcome.ERRORED


def _is_event(text: bytes) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
