"""A file that only grows, and that a full disk makes a fault of and no traceback.

What was appended is with the system at once, so whatever kills us later, it can be read. After
the first write that failed nothing more is written: a file with a hole in it would be worse than
one that is known to end.
"""

import os
from pathlib import Path


class Appending:
    """A file that is appended to."""

    def __init__(self, path: Path) -> None:
        """Open it, behind whatever is in it.

        Raises:
            OSError: it cannot be opened.
        """
        self.path = path
        self.fault = ""
        """Why it does not hold all that it should; empty: it does."""
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.size = os.fstat(self._file).st_size

    def end_line(self) -> None:
        """End a last line that was cut off, so that what comes is no part of it."""
        if self.size:
            with self.path.open("rb") as file:
                file.seek(self.size - 1)
                is_ended = file.read(1) == b"\n"
            if not is_ended:
                self.append(b"\n")

    def append(self, data: bytes) -> int | None:
        """Append something; return where it begins, or None where it could not all be written."""
        if self.fault or self._file < 0:
            return None
        begin = self.size
        rest = memoryview(data)
        try:
            while rest:
                written = os.write(self._file, rest)
                self.size += written
                rest = rest[written:]
        except OSError as error:
            self.fault = f"{self.path.name} ends after {self.size} bytes: {error.strerror}"
            return None
        return begin

    def close(self) -> None:
        """Close it; what is appended later is dropped."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
