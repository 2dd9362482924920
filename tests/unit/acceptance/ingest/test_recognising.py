"""The border between a report, however broken, and a file that is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.acceptance.ingest import NoReportError, recognise, require_report

JUNIT = b'<testsuite><testcase classname="a" name="b"/></testsuite>'
CTRF = b'{"results": {"tests": [], "summary": {}}}'
EVENT = b'{"Time":"x","Action":"start","Package":"m"}\n'


def _file(place: Path, content: bytes, name: str = "results") -> Path:
    path = place / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<?xml version='1.0'?><!-- by us --><testsuites>", "junit"),
        (b"\xef\xbb\xbf\n <testsuite>", "junit"),
        (JUNIT.decode().encode("utf-16"), "junit"),
        (b"<!DOCTYPE testsuites []><testsuites/>", "junit"),
        (b'<testsuite name="s"> & garbage', "junit"),
        (CTRF, "ctrf"),
        (b'{"reportFormat": "CTRF"}', "ctrf"),
        (b'{\n  "results": {"tests": [{"Action": 1}]}}', "ctrf"),
        (b'{"results": {"tests": [{"name": "\\"Action\\""}]}}', "ctrf"),
        (b'{"results": {"tool": {"name": "je', "ctrf"),
        (EVENT, "go-json"),
        (EVENT[:40], "go-json"),
        (b'{"Action": "pa', "go-json"),
        (b"go: downloading example.org/m v1\n" + EVENT, "go-json"),
        (b'{"level": "info"}\n' + EVENT, "go-json"),
    ],
)
def test_what_begins_as_a_report_is_one(tmp_path: Path, content: bytes, name: str) -> None:
    """Whatever is broken in it later: that is for the reader to say."""
    assert recognise(_file(tmp_path, content)).format_name == name


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (b"", "1:1", "is empty"),
        (b" \n\t", "1:1", "is empty"),
        (b"\xef\xbb\xbf", "1:1", "is empty"),
        (b"\n\n  PASS\nok  \tm\t0.1s\n", "3:3", "begins like text"),
        (b"\0" * 100, "1:1", "begins like text"),
        (b"<!DOCTYPE html>\n<html>", "1:", "begins with <html>"),
        (b"<?xml version='1.0'?>\n<coverage><testsuite/></coverage>", "2:1", "with <coverage>"),
        (b"<?xml version='1.0'?>\n", "2:1", "XML without any element"),
        (b"<testsu", "1:1", "XML without any element"),
        (b'{"results": {"bindings": []}}', "1:1", "JSON without"),
        (b'{"results": []}', "1:1", "JSON without"),
        (b'{"testResults": {"tests": []}}', "1:1", "JSON without"),
        (b'{"level": "info", "Action": "start"}\n', "1:1", "JSON without"),
        (b"[" * 100_000, "1:1", "begins like text"),
        (b'{"a":' * 100_000, "1:1", "JSON without"),
    ],
)
def test_what_begins_as_something_else_is_none(
    tmp_path: Path, content: bytes, where: str, why: str
) -> None:
    """An empty file, a page, a log or another tool's report: refused, with the place of it."""
    path = _file(tmp_path, content)

    with pytest.raises(NoReportError) as refused:
        require_report(path)

    assert f"{path}:{where}" in str(refused.value)
    assert why in str(refused.value)
    assert refused.value.hint is not None


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """What a document type declares is not looked at, only what it is the type of."""
    bomb = b"".join(
        b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 50) for number in range(1, 12)
    )
    text = b'<!DOCTYPE testsuite [<!ENTITY e0 "x">' + bomb + b']><testsuite name="&e11;"/>'

    assert recognise(_file(tmp_path, text)).format_name == "junit"


@pytest.mark.parametrize(
    ("content", "name", "refused_as"),
    [
        (JUNIT, "a.xml", ""),
        (JUNIT, "a.XML", ""),
        (JUNIT, "a.txt", ""),
        (CTRF, "a.json", ""),
        (EVENT, "a.json", ""),
        (EVENT, "a.jsonl", ""),
        (EVENT, "a.log", ""),
        (JUNIT, "a.json", "called .json, and begins like junit"),
        (CTRF, "a.xml", "called .xml, and begins like ctrf"),
        (CTRF, "a.jsonl", "called .jsonl, and begins like ctrf"),
    ],
)
def test_a_name_that_says_another_format_is_refused(
    tmp_path: Path, content: bytes, name: str, refused_as: str
) -> None:
    """It is likely to be the wrong file; a name that says no format says nothing."""
    path = _file(tmp_path, content, name)
    if not refused_as:
        require_report(path)
        return

    with pytest.raises(NoReportError, match=refused_as):
        require_report(path)


def test_a_format_that_is_said_is_held_to(tmp_path: Path) -> None:
    """It outdoes a name, and must be that of the file."""
    path = _file(tmp_path, JUNIT, "a.json")
    require_report(path, "junit")

    with pytest.raises(NoReportError, match="said to be ctrf, and begins like junit"):
        require_report(path, "ctrf")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A pipe can be read but once, and nothing could be looked at before."""
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path, tmp_path / "pipe", tmp_path / "nowhere"):
        with pytest.raises(NoReportError, match="no ordinary file"):
            require_report(path)


@pytest.mark.slow
def test_a_long_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    """A report of two hundred megabytes takes no more memory than a short one to be known."""
    path = _file(tmp_path, CTRF[:-3])
    with path.open("ab") as file:
        file.truncate(200 << 20)
    script = (
        "import sys; from pathlib import Path\n"
        "from gonogo.acceptance.ingest import recognise\n"
        "assert recognise(Path(sys.argv[1])).format_name == 'ctrf'\n"
        # Of its own memory: what `getrusage` tells begins with that of whoever started it.
        "status = Path('/proc/self/status').read_text()\n"
        "print(next(line.split()[1] for line in status.splitlines() if 'VmHWM' in line))\n"
    )

    said = subprocess.run(  # noqa: S603 - Ourselves.
        [sys.executable, "-c", script, path], check=True, capture_output=True, text=True
    )

    assert int(said.stdout) >> 10 < 150
