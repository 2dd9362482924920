"""A file of its own for what each test printed that did not pass.

The names of packages and tests are foreign text: a part of one never leaves the directory, is
never longer than a file's name may be, and two of them never share a file, unless one has
written out what the other has unseen.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream.log import read_log
from gonogo.evidence import Outcome
from gonogo.printable import spelt_out

DIRECTORY = "logs"
_PLAIN = " !#$&'()+,;=@[]^_`{}~"
_LONGEST_PART = 180


def log_file(test: NamedTest, attempt: int = 1) -> Path:
    """Return where the log of a test is, in the directory of a run."""
    package = [_safe(part) for part in test.package.split("/") if part]
    again = f".{attempt}" if attempt > 1 else ""
    name = f"{_safe(test.name)}{again}.log" if test.name else f"(package){again}.log"
    return Path(DIRECTORY, *(package or ["(none)"]), name)


def write_log_files(directory: Path, results: Iterable[Result]) -> None:
    """Write a file for each test that printed something and did not pass.

    Raises:
        OSError: one cannot be written.
    """
    for result in results:
        if result.outcome is Outcome.PASSED or not result.log:
            continue
        path = directory / log_file(result.test, result.attempt)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            for piece in read_log(directory, result.log):
                file.write(piece)


def _safe(part: str) -> str:
    # As reports name it, which say where this file is.
    part = spelt_out(part)
    quoted = quote(part, safe=_PLAIN, errors="replace")
    # A name of dots alone is a directory, and one that is too long is none that can be made.
    quoted = quoted.replace(".", "%2E") if not quoted.strip(".") else quoted
    if len(quoted) <= _LONGEST_PART:
        return quoted
    digest = hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{quoted[:_LONGEST_PART]}…{digest}"
