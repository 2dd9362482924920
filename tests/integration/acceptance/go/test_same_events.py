"""The stream is the one that `go test -json` writes: whoever reads that can read ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from gonogo.acceptance import NamedTest
from tests.integration.acceptance.go.modules import Module

pytestmark = pytest.mark.timeout(300)

# Times, addresses, and what `go test` prints for people when a package is over.
_CHANGING = ("Time", "Elapsed")
_FOR_PEOPLE = ("ok  \t", "FAIL\t", "exit status", "signal: ", "Killed", "\n")


def _steps(stream: bytes) -> list[dict[str, Any]]:
    """Return what happened, in order, with the output of each test put together."""
    steps: list[dict[str, Any]] = []
    for line in stream.splitlines():
        event = json.loads(line)
        for key in _CHANGING:
            event.pop(key, None)
        if event["Action"] == "output":
            if event["Output"].startswith(_FOR_PEOPLE) or "goroutine" in event["Output"]:
                continue
            event["Output"] = event["Output"].partition(" (0.")[0].partition("0x")[0]
        steps.append(event)
    return steps


@pytest.mark.parametrize(
    "package",
    ["passes", "fails", "skips", "allskipped", "afterwards", "silent", "longline", "bytes"],
)
async def test_events_are_those_of_go_test(tmp_path: Path, package: str) -> None:
    """Every event of a package is there, in the same order, with the same fields."""
    module = Module.shipped(tmp_path)

    ours = (await module.run(NamedTest(f"example.org/suite/{package}"))).events

    assert _steps(ours) == _steps(module.bare(f"./{package}"))


@pytest.mark.parametrize("package", ["crashes", "dies", "broken/types", "notests"])
async def test_ends_are_those_of_go_test(tmp_path: Path, package: str) -> None:
    """Where output holds addresses or paths, each test and package still ends the same way."""
    module = Module.shipped(tmp_path)

    ours = (await module.run(NamedTest(f"example.org/suite/{package}"))).events

    assert _ends(ours) == _ends(module.bare(f"./{package}"))


def _ends(stream: bytes) -> list[tuple[str, str, str]]:
    events = [json.loads(line) for line in stream.splitlines()]
    return [
        (event["Action"], event.get("Package", ""), event.get("Test", ""))
        for event in events
        if event["Action"] in {"start", "run", "pass", "fail", "skip", "build-fail"}
    ]
