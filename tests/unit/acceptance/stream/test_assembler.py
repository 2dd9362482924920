"""A stream, followed event by event."""

import math

from gonogo.acceptance.stream.assembler import Assembler
from gonogo.acceptance.stream.event import Event, Garbage
from gonogo.acceptance.stream.story import Story
from tests.unit.acceptance.stream.streams import (
    PACKAGE,
    TASK,
    MemoryLog,
    assembled,
    line,
    printed,
    recorded,
)


def test_output_is_kept_by_test() -> None:
    """What tests print side by side is kept apart, and byte for byte."""
    stream = printed("a1\n", "TestA") + printed("b1\n", "TestB") + printed("a2\n", "TestA")

    assembler = assembled(stream + printed("whole\n") + b"go: said\n")

    said = {name: b"".join(story.log.read()) for (_, name), story in assembler.stories.items()}
    assert said == {"TestA": b"a1\na2\n", "TestB": b"b1\n", "": b"whole\ngo: said\n"}


def test_who_is_told() -> None:
    """Whoever listens is told of each test as it begins and as it ends, of no package."""
    told: list[tuple[str, str]] = []

    def began(story: Story) -> None:
        told.append(("began", story.test.name))

    def ended(story: Story) -> None:
        told.append((story.end, story.test.name))

    assembler = Assembler(TASK, MemoryLog, on_began=began, on_ended=ended)
    for action, test in [("start", ""), ("run", "TestA"), ("fail", "TestA"), ("fail", "")]:
        assembler.take([Event(action, package=PACKAGE, test=test)])  # type: ignore[arg-type]

    assert told == [("began", "TestA"), ("fail", "TestA")]


def test_pause() -> None:
    """A test that waits for others is known to."""
    stream = line("run", "TestA") + line("pause", "TestA")

    assert assembled(stream).story(PACKAGE, "TestA").is_paused
    assert not assembled(stream + line("cont", "TestA")).story(PACKAGE, "TestA").is_paused


def test_builds() -> None:
    """What did not build is known, with what was said of it."""
    (said,) = assembled(recorded("does_not_build")).builds.values()

    assert "undefined: undefined" in said


def test_times() -> None:
    """The first time a test began counts, and a time without a zone is none."""
    stream = line("run", "TestA") + line("run", "TestA", Time="2027-01-01T00:00:00Z")
    stream += line("run", "TestB", Time="2026-11-23T05:00:00") + line("run", "TestC", Time="soon")

    assembler = assembled(stream)

    began = [story.started_at for story in assembler.stories.values()]
    assert [at and at.year for at in began] == [2026, None, None]


def test_event_without_a_package() -> None:
    """An event that names no package is of the package of its task."""
    assert assembled(line("run", "TestA", package="")).story(PACKAGE, "TestA").began


def test_actions_that_mean_nothing_here() -> None:
    """Benchmarks, attributes and artifacts are known and change nothing."""
    stream = b"".join(line(action, "TestA") for action in ("bench", "attr", "artifacts"))

    story = assembled(stream).story(PACKAGE, "TestA")

    assert (story.began, story.end, story.outcome) == (False, "", None)


def test_doubt() -> None:
    """Of much garbage a few lines are kept, and all are counted."""
    assembler = Assembler(TASK, MemoryLog)

    for number in range(10):
        assembler.doubt(Garbage(b"", f"why {number}"))

    assert (assembler.garbage, assembler.garbage_count) == (["why 0", "why 1", "why 2"], 10)


def test_negative_times() -> None:
    """No test took less than no time."""
    stream = line("run", "TestA") + line("pass", "TestA", Elapsed=-3)

    assert assembled(stream).story(PACKAGE, "TestA").seconds == 0.0


def test_times_that_a_test_made_up_have_a_sum() -> None:
    """Two ends that claim to have taken nearly for ever do not make the record unreadable."""
    assembler = Assembler(TASK, MemoryLog)
    for action in ("run", "pass", "pass"):
        assembler.take([Event(action, package=PACKAGE, test="TestA", elapsed=1e308)])

    assert math.isfinite(assembler.story(PACKAGE, "TestA").seconds)
