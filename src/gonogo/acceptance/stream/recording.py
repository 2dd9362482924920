"""What a run of tests leaves behind while it runs: its events, its output, its results.

`events.jsonl` holds the events of all tasks as they came, one a line, for any tool that reads
`go test -json`. `output.log` holds what tests printed, and each result says where in it. Both
only grow, so that whatever ends us, all that was written can be read; a last line that is not
whole is none.

A disk that is full costs what is written, not what is known: results stay right, and the fault
says what is missing.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Self

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream.appending import Appending
from gonogo.acceptance.stream.log import FILE_NAME
from gonogo.acceptance.stream.log_files import write_log_files
from gonogo.acceptance.stream.redaction import Redactor
from gonogo.acceptance.stream.seams import Beginnings
from gonogo.acceptance.stream.task_sink import Files, Listeners, TaskSink
from gonogo.acceptance.task import Task
from gonogo.clock import Clock, SystemClock
from gonogo.errors import GonogoError

EVENTS_FILE_NAME = "events.jsonl"


class RecordingError(GonogoError):
    """The files of a run cannot be opened."""

    def __init__(self, directory: Path, error: OSError) -> None:
        super().__init__(
            f"cannot write in {directory}: {error.strerror}",
            hint="Choose a directory for the run that can be written to.",
        )
        self.directory = directory


class Recording:
    """The files that the tasks of one run write into."""

    def __init__(
        self,
        directory: Path,
        *,
        secrets: Collection[str],
        on_result: Callable[[Result], None] = lambda _result: None,
        on_began: Callable[[NamedTest, str], None] = lambda _test, _task: None,
        clock: Clock | None = None,
    ) -> None:
        """Open the files of a run.

        Args:
            directory: Where they are; made when it is not there. What is there is added to.
            secrets: What must never be seen; those shorter than eight characters are.
            on_result: Told of each test as it ends, and again where more is known of it when
                its process has ended.
            on_began: Told of each test as it begins, with its task's id.
            clock: Tells when a process ended.

        Raises:
            RecordingError: they cannot be opened.
        """
        self.directory = directory
        self._listeners = Listeners(on_began, on_result, self._write_log_files)
        self._clock = clock or SystemClock()
        self._other_faults: list[str] = []
        try:
            directory.mkdir(parents=True, exist_ok=True)
            redactor = Redactor(secrets)
            self._files = Files(
                events=Appending(directory / EVENTS_FILE_NAME),
                output=Appending(directory / FILE_NAME),
                redactor=redactor,
                beginnings=Beginnings(redactor.forms),
            )
            self._files.events.end_line()
        except OSError as error:
            raise RecordingError(directory, error) from error

    @property
    def faults(self) -> tuple[str, ...]:
        """Return what is not in the files although it was heard; empty: nothing."""
        files = (self._files.events.fault, self._files.output.fault)
        return (*(fault for fault in files if fault), *self._other_faults)

    def sink(self, task: Task) -> TaskSink:
        """Return where the output of a task goes."""
        return TaskSink(task, self._files, self._listeners, self._clock.now)

    def close(self) -> None:
        """Close the files."""
        self._files.events.close()
        self._files.output.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write_log_files(self, results: Sequence[Result]) -> None:
        try:
            write_log_files(self.directory, results)
        except OSError as error:
            self._other_faults.append(f"a log file could not be written: {error.strerror}")
