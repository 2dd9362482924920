"""Suites of pytest, written for one test each, and what runs them."""

import os
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance import Package, Surroundings, Task
from gonogo.acceptance.runners.pytest import PytestRunner
from tests.integration.acceptance.heard import Heard


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
        runner = PytestRunner(python=sys.executable)
        heard.ending = await runner.run(task, self.surroundings(**variables), heard)
        assert list(self.workplace.iterdir()) == []
        return heard

    async def discover(self, *patterns: str) -> Mapping[str, tuple[Package, ...]]:
        """Return the packages of patterns."""
        return await PytestRunner(python=sys.executable).discover(patterns, self.surroundings())


def plain_environment() -> Mapping[str, str]:
    """Return few variables, and none of the pytest that runs us."""
    return {"PATH": os.environ["PATH"], "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
