"""Projects of Foundry, and what is heard while their tests run."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance import Package, Surroundings, Task
from gonogo.acceptance.runners.forge import ForgeRunner
from tests.integration.acceptance.heard import Heard
from tests.npm.foundry import Foundry

SETTINGS = """[profile.default]
src = "src"
test = "test"
libs = []
offline = true
gas_limit = 30000000
[invariant]
runs = 4
depth = 20
"""
CHEATS = """// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
interface Cheats {
    function skip(bool) external;
    function skip(bool, string calldata) external;
    function assume(bool) external;
    function sleep(uint256) external;
    function createSelectFork(string calldata) external returns (uint256);
    function ffi(string[] calldata) external returns (bytes memory);
}
abstract contract Test {
    Cheats constant vm = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));
    event log(string);
}
"""


@dataclass(frozen=True)
class ForgeSuite:
    """A project of Foundry, and a forge to run its tests."""

    directory: Path
    workplace: Path
    foundry: Foundry

    def write(self, files: Mapping[str, str]) -> "ForgeSuite":
        """Write files by their path; one of Solidity finds `Test` and `vm` without importing."""
        for name, text in {"foundry.toml": SETTINGS, **files}.items():
            path = self.directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(CHEATS + text if name.endswith(".sol") else text, "utf-8")
        return self

    def surroundings(self, **variables: str) -> Surroundings:
        """Return what its processes have around them."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.workplace.parent),
            "FOUNDRY_SOLC": str(self.foundry.solc),
        }
        return Surroundings(self.directory, self.workplace, {**environment, **variables})

    def runner(self) -> ForgeRunner:
        """Return a new runner."""
        return ForgeRunner(forge_binary=str(self.foundry.forge))

    async def run(
        self,
        package: str,
        names: tuple[str, ...] = (),
        *,
        leaves_out: tuple[str, ...] = (),
        timeout_seconds: float = 60.0,
        **variables: str,
    ) -> Heard:
        """Prepare and run tests of a contract, and return what was heard."""
        task = Task("1", package, names, leaves_out, timeout_seconds)
        return await self.run_in(self.surroundings(**variables), task)

    async def run_in(self, around: Surroundings, task: Task) -> Heard:
        """Prepare and run a task."""
        runner, heard = self.runner(), Heard()
        reasons = await runner.prepare([task], around, {task.id: heard})
        if not reasons:
            heard.ending = await runner.run(task, around, heard)
        return heard

    async def discover(self, *patterns: str) -> Mapping[str, tuple[Package, ...]]:
        """Return the packages of patterns."""
        return await self.runner().discover(patterns, self.surroundings())
