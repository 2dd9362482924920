"""Suites of pytest, written for one test each, and what is heard while they run."""

import json
import os
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.acceptance import Ending, Package, Surroundings, Task
from gonogo.acceptance.runners.pytest import PytestRunner

ENDS = frozenset(("pass", "fail", "skip"))


@dataclass
class Heard:
    """A sink that keeps everything."""

    said: bytes = b""
    printed: bytes = b""
    ending: Ending = field(default_factory=lambda: Ending(None))

    def events(self, chunk: bytes) -> None:
        """Keep events."""
        self.said += chunk

    def text(self, chunk: bytes) -> None:
        """Keep what pytest itself prints."""
        self.printed += chunk

    @property
    def lines(self) -> list[dict[str, object]]:
        """Return all events."""
        return [json.loads(line) for line in self.said.splitlines()]

    @property
    def ends(self) -> dict[object, object]:
        """Return how each test ended: None stands for one that began and did not."""
        found: dict[object, object] = {}
        for line in self.lines:
            if line["Action"] == "run":
                found.setdefault(line["Test"], None)
            elif line["Action"] in ENDS and "Test" in line:
                found[line["Test"]] = line["Action"]
        return found

    def end_of(self, test: str = "") -> dict[str, object]:
        """Return the one event that ends a test; without one, that ends the package."""
        (found,) = (
            line
            for line in self.lines
            if line["Action"] in ENDS and "Package" in line and line.get("Test", "") == test
        )
        return found

    def why(self, test: str = "") -> tuple[str, str]:
        """Return the kind and message of an end."""
        said = self.end_of(test)["Gonogo"]
        assert isinstance(said, dict)
        return said["kind"], said["message"]

    def output_of(self, test: str = "") -> str:
        """Return what a test printed."""
        return "".join(
            str(line["Output"])
            for line in self.lines
            if line["Action"] == "output" and line.get("Test", "") == test
        )


@dataclass(frozen=True)
class Suite:
    """Files of a user, and a pytest to run them."""

    directory: Path
    workplace: Path
    environment: Mapping[str, str]

    def write(self, files: Mapping[str, str]) -> "Suite":
        """Write files by their path."""
        for name, text in {"pytest.ini": "[pytest]\n", **files}.items():
            path = self.directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), "utf-8")
        return self

    def surroundings(self, **variables: str) -> Surroundings:
        """Return what its processes have around them."""
        return Surroundings(self.directory, self.workplace, {**self.environment, **variables})

    async def run(
        self,
        package: str = "test_x.py",
        names: tuple[str, ...] = (),
        *,
        leaves_out: tuple[str, ...] = (),
        timeout_seconds: float = 60.0,
        **variables: str,
    ) -> Heard:
        """Run tests of a file, and return what was heard."""
        heard = Heard()
        task = Task("1", package, names, leaves_out, timeout_seconds)
        runner = PytestRunner(sys.executable)
        heard.ending = await runner.run(task, self.surroundings(**variables), heard)
        assert list(self.workplace.iterdir()) == []
        return heard

    async def discover(self, *patterns: str) -> Mapping[str, tuple[Package, ...]]:
        """Return the packages of patterns."""
        return await PytestRunner(sys.executable).discover(patterns, self.surroundings())


def plain_environment() -> Mapping[str, str]:
    """Return few variables, and none of the pytest that runs us."""
    return {"PATH": os.environ["PATH"], "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
