"""The one stream that all runners speak, and what is made of it: results, logs, events.

Everything that a suite says comes through here, in pieces cut anywhere and as much as it likes.
What is kept in memory does not grow with it. Nothing passed that was not heard to begin and to
pass; what was cut off, garbled or never said is no answer.

`Assembler` and `conclude_stream` are pure and need no files, for whoever has a stream from
elsewhere; `Recording` is for a run of our own.
"""

from gonogo.acceptance.stream.appending import Appending
from gonogo.acceptance.stream.assembler import Assembler
from gonogo.acceptance.stream.concluding import conclude_stream
from gonogo.acceptance.stream.log import Log, read_log
from gonogo.acceptance.stream.log_files import log_file
from gonogo.acceptance.stream.recording import EVENTS_FILE_NAME, Recording, RecordingError
from gonogo.acceptance.stream.redaction import Redaction, Redactor
from gonogo.acceptance.stream.secret_forms import SHORTEST_SECRET
from gonogo.acceptance.stream.task_sink import TaskSink

__all__ = [
    "EVENTS_FILE_NAME",
    "SHORTEST_SECRET",
    "Appending",
    "Assembler",
    "Log",
    "Recording",
    "RecordingError",
    "Redaction",
    "Redactor",
    "TaskSink",
    "conclude_stream",
    "log_file",
    "read_log",
]
