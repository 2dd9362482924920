"""Write everything that a run leaves for readers into its directory.

A file is written beside its place and put there when it is whole, so that no reader ever sees
half of one. One that cannot be written costs no other, and no result: it is told as a fault.
They are for their owner alone, as the output is that they quote.
"""

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from gonogo.report.suites.clean import Cleaning
from gonogo.report.suites.ctrf import ctrf_pieces
from gonogo.report.suites.junit import junit_pieces
from gonogo.report.suites.logs import Logs
from gonogo.report.suites.page import page_pieces
from gonogo.report.suites.suite_report import SuiteReport
from gonogo.report.suites.summary_json import calls_pieces, summary_pieces
from gonogo.report.suites.summary_text import summary_lines

PAGE = "report.html"
ENVIRONMENT = "environment.txt"
FILES = ("summary.json", "junit.xml", "ctrf.json", "calls.json", "summary.txt", PAGE)
"""What is written at the end, in this order."""

_Pieces = Iterable[bytes | str]


def write_suite_files(
    directory: Path, report: SuiteReport, *, secrets: Collection[str]
) -> tuple[str, ...]:
    """Write all files of a run, and return which could not be written, and why.

    Args:
        directory: The directory of the run.
        report: What is told.
        secrets: What must not be seen in any of them.
    """
    cleaning = Cleaning(secrets)
    report = cleaning.value(report)
    with Logs(directory, cleaning.bytes) as logs:
        made: dict[str, Callable[[], _Pieces]] = {
            "summary.json": lambda: summary_pieces(report),
            "junit.xml": lambda: junit_pieces(report, logs.excerpt),
            "ctrf.json": lambda: ctrf_pieces(report),
            "calls.json": lambda: calls_pieces(report),
            "summary.txt": lambda: (f"{line}\n" for line in summary_lines(report)),
            PAGE: lambda: page_pieces(report, logs.excerpt),
        }
        return tuple(_faults(directory, made))


def suite_bytes(
    directory: Path, report: SuiteReport, ending: str, *, secrets: Collection[str]
) -> bytes:
    """Return the page of a run, or with the ending `.json` its summary, as they are written."""
    cleaning = Cleaning(secrets)
    report = cleaning.value(report)
    with Logs(directory, cleaning.bytes) as logs:
        is_json = ending == ".json"
        pieces = summary_pieces(report) if is_json else page_pieces(report, logs.excerpt)
        return b"".join(map(_encoded, pieces))


def write_environment(
    directory: Path, environment: str, *, secrets: Collection[str]
) -> tuple[str, ...]:
    """Write how to run it again, before it runs; return why that could not be written."""
    text = Cleaning(secrets).text(environment)
    return tuple(_faults(directory, {ENVIRONMENT: lambda: (text,)}))


def _faults(directory: Path, made: dict[str, Callable[[], _Pieces]]) -> Iterator[str]:
    for name, pieces in made.items():
        try:
            _write(directory / name, pieces())
        except OSError as error:
            yield f"{name} could not be written: {error.strerror}"
        except Exception as error:  # noqa: BLE001
            # The boundary of a file: results are recorded elsewhere, and must not be lost because
            # of how they are shown.
            yield f"{name} could not be made: {type(error).__name__}: {error}"


def _write(path: Path, pieces: _Pieces) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        with open(beside, "wb", buffering=1 << 18, opener=_privately) as file:
            file.writelines(map(_encoded, pieces))
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _encoded(piece: bytes | str) -> bytes:
    return piece.encode("utf-8", "replace") if isinstance(piece, str) else piece
