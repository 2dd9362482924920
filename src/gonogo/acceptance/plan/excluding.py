"""What is left out of every gate, and that it was.

A package that an excluded gate names takes along the packages below it, by whole segments
of its path; a test is left out by its package and name. Packages are compared as the runner
calls them, so that it does not matter whether the one file says `./tests/base` and another
the import path. What is left out is told: nothing leaves a gate without a word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance.gate import Entry, Gate
from gonogo.acceptance.plan.wanting import WILDCARD, Found, is_below
from gonogo.acceptance.task import Package
from gonogo.documents import nearest

_LOCAL = re.compile(r"\.{0,2}/|\.{1,2}$")


@dataclass(frozen=True)
class _Rule:
    """An entry of an excluded gate."""

    gate: str
    entry: Entry
    names: tuple[str, ...]
    """What runners may call its package."""
    directory: Path | None
    """Where its package is, if it is named by that."""

    def covers(self, package: Package) -> bool:
        """Whether a package is its package, or below it."""
        if self.directory is not None and is_below(package.directory, self.directory):
            return True
        return any(_is_at_or_below(package.name, name) for name in self.names)


class Excluding:
    """The tests and packages that excluded gates take out."""

    def __init__(self, gates: Sequence[Gate], found: Found, directory: Path) -> None:
        self._rules = [_rule(gate, entry, found, directory) for gate, entry in _entries(gates)]
        self._found = found
        # Asked for each test anew, and every answer follows links on the disk.
        self._packages: dict[str, str] = {}
        self._tests: dict[str, dict[str, str]] = {}

    def of_package(self, package: Package) -> str:
        """Return the excluded gate that takes out a whole package; empty: none does."""
        if package.name not in self._packages:
            wholes = (rule for rule in self._rules if not rule.entry.name)
            found = (rule.gate for rule in wholes if rule.covers(package))
            self._packages[package.name] = next(found, "")
        return self._packages[package.name]

    def of_tests(self, package: Package) -> dict[str, str]:
        """Return the tests of a package that are taken out, each with the gate that does it."""
        if package.name not in self._tests:
            self._tests[package.name] = {
                rule.entry.name: rule.gate
                for rule in self._rules
                if rule.entry.name and self._names(rule, package)
            }
        return self._tests[package.name]

    def notes(self, file: str) -> Iterator[str]:
        """Yield what is excluded and does not exist, so that nothing is left out by it."""
        for rule in self._rules:
            missing = self._missing(rule)
            if missing:
                where = f"{file}:{rule.entry.place}: " if file else ""
                yield f"{where}{missing}; nothing is left out by it"

    def _missing(self, rule: _Rule) -> str:
        name, pattern = rule.entry.name, rule.entry.package
        packages = self._found.get(pattern, ())
        everything = (package for some in self._found.values() for package in some)
        if not packages and not any(rule.covers(package) for package in everything):
            return f"gate {rule.gate!r} excludes {pattern!r}, and there is no such package"
        known = {test for package in packages for test in package.tests or ()}
        if not name or not known or name in known:
            return ""
        near = nearest(name, known)
        guess = f" (did you mean {near!r}?)" if near else ""
        return f"gate {rule.gate!r} excludes {name!r}, which {pattern} has not{guess}"

    def _names(self, rule: _Rule, package: Package) -> bool:
        """Whether the entry of a test names exactly this package."""
        if package in self._found.get(rule.entry.package, ()):
            return True
        return package.name == rule.entry.package


def _entries(gates: Sequence[Gate]) -> Iterator[tuple[Gate, Entry]]:
    for gate in gates:
        for entries in (gate.entries, *(suite.entries for suite in gate.suites)):
            for entry in entries:
                yield gate, entry


def _rule(gate: Gate, entry: Entry, found: Found, directory: Path) -> _Rule:
    pattern = entry.package
    packages = found.get(pattern, ())
    root = pattern.partition(WILDCARD)[0].rstrip("/") if WILDCARD in pattern else pattern
    is_local = _LOCAL.match(pattern) is not None
    names = {package.name for package in packages}
    if root:
        names.add(root)
    return _Rule(
        gate.id, entry, tuple(sorted(names)), directory / (root or ".") if is_local else None
    )


def _is_at_or_below(name: str, other: str) -> bool:
    # Foundry writes a contract behind the path of its file.
    return name == other or name.startswith((f"{other}/", f"{other}:"))
