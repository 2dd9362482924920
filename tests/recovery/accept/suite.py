"""A suite whose tests tell that they ran, and wait where a test of ours wants to catch them.

A file in its directory is all that they need: `hold-PACKAGE` keeps the tests of a package from
going on, `at-PACKAGE` says that they are there, and `ran.txt` has a line for each time that
one ran.
"""

import shutil
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.accepting import SUITES
from tests.contract.acceptance.go_stand import GO_PROGRAM
from tests.recovery.assess.simulation import Ended, Simulation

PACKAGES = ("first", "second", "third")
TOOL = '''
    """Run the tests of a package: call the network, wait while told to, and write JUnit."""

    import json
    import os
    import sys
    import time
    import urllib.request
    from pathlib import Path

    package, report = sys.argv[1:]
    with open("ran.txt", "a") as file:
        file.write(f"{package}\\n")
    chain = json.load(open(os.environ["DEVNET_ENV_URL"]))["l2"][0]
    door = chain["nodes"][0]["services"]["el"]["endpoints"]["rpc"]
    call = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}
    url = f"{door['scheme']}://{door['host']}:{door['port']}"
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(url, json.dumps(call).encode(), headers))
    Path(f"at-{package}").touch()
    while Path(f"hold-{package}").exists():
        time.sleep(0.02)
    why = f"<failure>{chain['wallets']['user-key-0']['private_key']}</failure>"
    fails = Path(f"fail-{package}").exists()
    Path(report).write_text(
        f'<testsuite name="{package}" tests="1"><testcase classname="{package}" name="holds">'
        f"{why if fails else ''}</testcase></testsuite>"
    )
'''
GATES = """
    gates:
      - id: three
        runner: command
        command: [python, -I, tool.py, "{package}", "{report}"]
        report: report.xml
        tests: [{package: first}, {package: second}, {package: third}]
      - id: built
        runner: go
        tests: [{package: ./talks}]
      - id: waits
        runner: pytest
        tests: [{package: test_waits.py}]
"""
# The real one, but that it can be caught while it builds.
GO = """
    #!/bin/sh
    case $1 in
    test|build) touch at-build; while [ -e hold-build ]; do sleep 0.05; done ;;
    esac
    exec {go} "$@"
"""
WAITS = """
    import time
    from pathlib import Path


    def test_fails():
        assert not Path("fail-waits").exists(), "the fee is 3 and should be 4"


    def test_waits():
        Path("at-waits").touch()
        while Path("hold-waits").exists():
            time.sleep(0.02)
"""


@dataclass(frozen=True)
class Suite:
    """The suite, and the command pointed at it."""

    simulation: Simulation
    directory: Path
    temporary: Path
    """Where the command has its temporary files."""

    @classmethod
    def make(cls, simulation: Simulation, temporary: Path) -> "Suite":
        """Write its files beside the workspace."""
        directory = simulation.directory / "suite"
        directory.mkdir()
        files = {"tool.py": TOOL, "gates.yaml": GATES, "test_waits.py": WAITS, "pytest.ini": ""}
        files |= {"go.mod": "module example.org/suite\n\ngo 1.21\n", "go": GO.format(go=GO_PROGRAM)}
        for name, text in files.items():
            (directory / name).write_text(textwrap.dedent(text).lstrip())
        (directory / "go").chmod(0o755)
        shutil.copytree(SUITES / "go" / "talks", directory / "talks")
        return cls(simulation, directory, temporary)

    def mark(self, name: str) -> None:
        """Make a file that its tests look for."""
        (self.directory / name).touch()

    def unmark(self, name: str) -> None:
        """Take it away again."""
        (self.directory / name).unlink()

    def is_at(self, package: str) -> bool:
        """Say whether the tests of a package have begun."""
        return (self.directory / f"at-{package}").exists()

    @property
    def ran(self) -> list[str]:
        """The packages whose tests were begun, in order, each as often as they were."""
        told = self.directory / "ran.txt"
        return told.read_text().split() if told.exists() else []

    @property
    def journal(self) -> str:
        """What the latest run wrote down of its tasks."""
        found = sorted(self.simulation.workspace.glob("tests/*/journal.jsonl"))
        return found[-1].read_text() if found else ""

    @property
    def secret_files(self) -> list[Path]:
        """The files that are left for the owner of a run alone."""
        return [path for path in self.temporary.rglob("gonogo-secrets-*/*") if path.is_file()]

    async def begin(self, gate: str = "three") -> None:
        """Start an attempt at a gate, one process at a time."""
        await self.simulation.start(
            *("accept", "simulated", "--testdir", "suite", "--serial"),
            *("--validators", "suite/gates.yaml", "--gate", gate, "--go-binary", "suite/go"),
        )

    async def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds that the command brings about, as long as it runs."""
        process = self.simulation.processes[-1]
        await self.simulation.until(lambda: holds() or process.returncode is not None, what)
        if not holds():
            ended = await self.simulation.end(process)
            raise AssertionError(f"{what}: {ended.out}{ended.err}")

    async def kill(self) -> None:
        """Kill the command that was started last."""
        process = self.simulation.processes[-1]
        process.kill()
        await process.communicate()

    async def resume(self, *words: str) -> Ended:
        """Go on with the latest run."""
        return await self.simulation.run("resume", "latest", *words)

    def processes(self) -> list[str]:
        """Return the commands of processes that still stand in its directory."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").readlink() == self.directory:
                    found.append((process / "cmdline").read_text())
            except OSError:
                continue  # It has ended meanwhile, or is somebody else's.
        return found
