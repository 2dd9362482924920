"""Where the output of one task goes: into the files of its run, and into its results.

1. What comes is made into whole lines, and secrets are taken out of them.
2. They are decoded at once, or one by one where one of them is bad.
3. They are written to the events as they came. What is no event is written as one that prints it,
   so that every line of that file is one.
4. The assembler follows them, and keeps what tests print in the log.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream.appending import Appending
from gonogo.acceptance.stream.assembler import Assembler
from gonogo.acceptance.stream.concluding import conclude_stream, result_of
from gonogo.acceptance.stream.event import (
    Event,
    Garbage,
    decode_block,
    decode_line,
    encode_output,
    with_output,
)
from gonogo.acceptance.stream.lines import Lines, Overlong
from gonogo.acceptance.stream.log import Log
from gonogo.acceptance.stream.redaction import Redaction, Redactor
from gonogo.acceptance.stream.seams import Beginnings, Seams, has_cuts
from gonogo.acceptance.stream.story import Story
from gonogo.acceptance.task import Ending, Task


@dataclass(frozen=True)
class Files:
    """The files of a run, and what is never written into them."""

    events: Appending
    output: Appending
    redactor: Redactor
    beginnings: Beginnings


@dataclass(frozen=True)
class Listeners:
    """Who is told of what becomes of tests."""

    on_began: Callable[[NamedTest, str], None]
    """Told of each test and subtest as it begins, with its task's id."""
    on_result: Callable[[Result], None]
    """Told as it ends, and again where more is known when its process has ended."""
    on_closed: Callable[[Sequence[Result]], None]
    """Told of all results of a task."""


class TaskSink:
    """Takes the output of one task, and tells what became of its tests."""

    def __init__(
        self, task: Task, files: Files, listeners: Listeners, now: Callable[[], datetime]
    ) -> None:
        self._task = task
        self._events = files.events
        self._redactor = redactor = files.redactor
        self._listeners = listeners
        self._now = now
        self._told: dict[NamedTest, Result] = {}
        self._lines = Lines()
        self._overlong = Redaction(redactor)
        self._overlong_bytes = 0
        self._text_lines = Lines()
        self._text_overlong = Redaction(redactor)
        self._seams = Seams(files.beginnings)
        self._assembler = Assembler(
            task,
            lambda: Log(files.output),
            on_began=lambda story: listeners.on_began(story.test, task.id),
            on_ended=self._ended,
        )

    def events(self, chunk: bytes) -> None:
        """Take some bytes of lines as `go test -json` writes them, cut anywhere."""
        for block in self._lines.take(chunk):
            if isinstance(block, Overlong):
                self._take_overlong(block)
            else:
                self._take_block(self._redactor.redact(block))

    def text(self, chunk: bytes) -> None:
        """Take some bytes that are no events: what a tool said beside its tests."""
        for block in self._text_lines.take(chunk):
            if isinstance(block, Overlong):
                self._print(self._text_overlong.take(block.piece))
            else:
                self._print(self._text_overlong.rest())
                self._print(self._redactor.redact(block))

    def close(self, ending: Ending, selected: Sequence[NamedTest]) -> tuple[Result, ...]:
        """Take note of how the task ended, and return what became of its tests.

        Args:
            ending: How its process ended.
            selected: The tests, and packages as a whole, of which an answer is expected.
        """
        self._take_rest()
        results = conclude_stream(self._assembler, ending, selected, self._now())
        for result in results:
            self._tell(result)
        self._listeners.on_closed(results)
        return results

    def _take_block(self, block: bytes) -> None:
        events = decode_block(block)
        if events is None:
            self._take_line_by_line(block)
            return
        self._take_events(block, events)

    def _take_events(self, block: bytes, events: list[Event]) -> None:
        if self._redactor.longest and (self._seams.is_open or has_cuts(events)):
            block = self._mended(block, events)
        self._events.append(block)
        self._assembler.take(events)

    def _take_line_by_line(self, block: bytes) -> None:
        events: list[Event] = []
        lines: list[bytes] = []

        def take_good_ones() -> None:
            self._take_events(b"".join(lines), events)
            lines.clear()
            events.clear()

        for line in block.splitlines(keepends=True):
            decoded = decode_line(line)
            if isinstance(decoded, Event):
                events.append(decoded)
                lines.append(_as_text(line))
                continue
            take_good_ones()
            if isinstance(decoded, Garbage):
                self._assembler.doubt(decoded)
            if line.strip():
                self._print(line)
        take_good_ones()

    def _mended(self, block: bytes, events: Sequence[Event]) -> bytes:
        """Take out of some events what secrets were cut in two by them."""
        changed = self._seams.mend(events)
        if not changed:
            return block
        lines = [line for line in block.splitlines(keepends=True) if line.strip()]
        for index in changed:
            lines[index] = with_output(lines[index], events[index].output)
        return b"".join(lines)

    def _take_overlong(self, piece: Overlong) -> None:
        self._overlong_bytes += len(piece.piece)
        self._print(self._overlong.take(piece.piece))
        if piece.is_last:
            self._print(self._overlong.rest())
            why = f"a line of {self._overlong_bytes} bytes is no event"
            self._assembler.doubt(Garbage(b"", why))
            self._overlong_bytes = 0

    def _take_rest(self) -> None:
        """Take what nobody ended with the end of a line."""
        if self._overlong_bytes:
            self._take_overlong(Overlong(b"", is_last=True))
        rest = self._lines.rest()
        if rest.strip():
            self._take_block(self._redactor.redact(rest + b"\n"))
        self._print(self._text_overlong.rest())
        self._print(self._redactor.redact(self._text_lines.rest()))

    def _print(self, text: bytes) -> None:
        """Keep what is no event, as an event that prints it and in the log of the package."""
        if text:
            self._events.append(encode_output(self._task.package, text))
            self._assembler.text(text)

    def _ended(self, story: Story) -> None:
        self._tell(result_of(story, self._task))

    def _tell(self, result: Result) -> None:
        """Tell of a result, unless it was told just so."""
        if self._told.get(result.test) != result:
            self._told[result.test] = result
            self._listeners.on_result(result)


def _as_text(line: bytes) -> bytes:
    """Return a line that is valid UTF-8 and ends with the end of a line."""
    text = line.decode("utf-8", "replace").encode()
    return text if text.endswith(b"\n") else text + b"\n"
