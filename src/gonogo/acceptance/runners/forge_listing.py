"""Which contracts with tests a pattern names.

A pattern is `path/File.t.sol:Contract`, a file, or a directory with all below it, said from the
test directory or from the root of the project; contracts are called as forge calls them, from
the root.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance.runners.forge_output import Listed
from gonogo.acceptance.task import Package

_CONTRACT = re.compile(r"(.*\.sol):([A-Za-z_$][\w$]*)")
_PROJECT_FILE = "foundry.toml"


def root_of(directory: Path) -> Path:
    """Return the project that a directory is in: where the nearest foundry.toml is."""
    above = directory.parents if directory.is_dir() else ()
    for folder in (directory, *above):
        if (folder / _PROJECT_FILE).is_file():
            return folder
    return directory


@dataclass(frozen=True)
class Place:
    """What a pattern names, before it is known what is there."""

    path: str
    """From the root of the project."""
    contract: str = ""
    """Empty: all of them."""

    def names(self, path: str, contract: str = "") -> bool:
        """Whether this is the place of a contract, or of a file."""
        if self.contract and contract and self.contract != contract:
            return False
        return self.path in (".", path) or path.startswith(f"{self.path}/")


def place_of(pattern: str, directory: Path) -> Place:
    """Return the place that a pattern names."""
    found = _CONTRACT.fullmatch(pattern)
    path, contract = (found[1], found[2]) if found else (pattern, "")
    if f"/{path}".endswith("/..."):
        path = path.removesuffix("...")
    root = root_of(directory)
    place = os.path.relpath(directory / path, root)
    if not (root / place).exists() and (root / path).exists():
        place = os.path.normpath(path)
    return Place(place.replace(os.sep, "/"), contract)


def packages_at(place: Place, listed: Listed, root: Path) -> tuple[Package, ...]:
    """Return the contracts at a place; where nothing could be built, its files with the fault."""
    if listed.fault:
        return tuple(_faulty(place, listed.fault, root))
    return tuple(
        Package(f"{path}:{contract}", (root / path).parent, tuple(sorted(set(tests))))
        for path, contracts in sorted(listed.files.items())
        for contract, tests in sorted(contracts.items())
        if place.names(path, contract)
    )


def _faulty(place: Place, fault: str, root: Path) -> Iterable[Package]:
    top = root / place.path
    files = [top] if top.is_file() else sorted(top.rglob("*.t.sol"))
    for file in files:
        path = file.relative_to(root).as_posix()
        name = f"{path}:{place.contract}" if place.contract else path
        yield Package(name, file.parent, None, fault)
