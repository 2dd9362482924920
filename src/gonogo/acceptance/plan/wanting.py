"""What a gate wants of the packages that were found, and what it wants that is not there.

op-acceptor handed names and packages to `go test` unseen, and that says success for a test
that does not exist and for a package without any. Here each entry is held against what a
runner found before anything runs. Only where nobody can know the tests beforehand is a name
believed; if nothing is heard of it, it has never run.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance.gate import Entry, Gate
from gonogo.acceptance.task import Package
from gonogo.documents import Problem, nearest

Found = Mapping[str, tuple[Package, ...]]
"""The packages that a runner found, by the pattern that names them."""

WILDCARD = "..."
_LIKE_A_PATTERN = frozenset("|*^$?")


@dataclass(frozen=True)
class Want:
    """A test of a package, or all of its tests, for the entry that asks for it."""

    package: Package
    name: str
    """Empty: all tests of the package."""
    entry: Entry
    suite: str
    timeout_seconds: float
    breadth: int
    """How many packages its entry names by a `/...`; 0: it writes out the package."""

    @property
    def key(self) -> tuple[str, str]:
        """Return what it wants, whoever wants it."""
        return (self.package.name, self.name)


class Wanting:
    """Holds gates against what was found; collects what is wrong with them."""

    def __init__(self, found: Found, directory: Path, default_timeout_seconds: float) -> None:
        self.found = found
        self.directory = directory
        self.default_timeout_seconds = default_timeout_seconds
        self.problems: list[Problem] = []

    def of(self, gate: Gate) -> tuple[Want, ...]:
        """Return what a gate wants, each once: by its nearest and most exact entry."""
        wants: dict[tuple[str, str], Want] = {}
        for want in self._all(gate):
            known = wants.get(want.key)
            if known is None or want.breadth < known.breadth:
                wants[want.key] = want
        return tuple(wants.values())

    def _all(self, gate: Gate) -> Iterator[Want]:
        lists = [("", gate.entries), *((suite.id, suite.entries) for suite in gate.suites)]
        for suite, entries in lists:
            for entry in entries:
                timeout = entry.timeout_seconds
                seconds = self.default_timeout_seconds if timeout is None else timeout
                breadth = len(self.found.get(entry.package, ())) if _is_pattern(entry) else 0
                for package in self._packages(entry):
                    yield Want(package, entry.name, entry, suite, seconds, breadth)

    def _packages(self, entry: Entry) -> list[Package]:
        found = self.found.get(entry.package, ())
        if not found:
            none = f"there is no package in {entry.package!r}"
            self._refuse(entry, none if _is_pattern(entry) else self._no_package(entry.package))
            return []
        inside = [package for package in found if self._is_inside(package)]
        if len(inside) < len(found):
            message = f"is not in the test directory {self.directory}"
            self._refuse(entry, f"{entry.package} {message}; name one that all tests are in")
        if entry.name:
            return self._having(entry, inside)
        full = [package for package in inside if not _has_none(package)]
        if inside and not full:
            self._refuse(entry, f"{entry.package} has no tests")
        return full

    def _having(self, entry: Entry, packages: list[Package]) -> list[Package]:
        """Return the packages that have the test that an entry names."""
        unknown = [package for package in packages if _is_unknown(package)]
        if unknown and len(packages) > 1:
            message = "names several packages, of which only running them tells the tests"
            self._refuse(entry, f"{entry.package} {message}; name one for {entry.name!r}")
            return []
        having = [
            package
            for package in packages
            if _is_unknown(package) or entry.name in (package.tests or ())
        ]
        if packages and not having:
            self._refuse(entry, _no_test(entry, packages))
        return having

    def _is_inside(self, package: Package) -> bool:
        return is_below(package.directory, self.directory)

    def _no_package(self, pattern: str) -> str:
        packages = (package for some in self.found.values() for package in some)
        known = {name for each in packages if not _has_none(each) for name in self._names(each)}
        near = nearest(pattern, known)
        return f"there is no package {pattern!r}" + (f" (did you mean {near!r}?)" if near else "")

    def _names(self, package: Package) -> Iterator[str]:
        """Yield how a package may be written: as its runner calls it, and by its directory."""
        yield package.name
        if package.directory.is_relative_to(self.directory):
            yield f"./{package.directory.relative_to(self.directory).as_posix()}"

    def _refuse(self, entry: Entry, message: str) -> None:
        self.problems.append(Problem(entry.place, "", message))


def is_below(directory: Path, other: Path) -> bool:
    """Whether a directory is in the other, as it is written or as links lead to it."""
    return any(
        Path(follow(directory)).is_relative_to(follow(other))
        for follow in (os.path.abspath, os.path.realpath)
    )


def _is_pattern(entry: Entry) -> bool:
    return WILDCARD in entry.package


def _is_unknown(package: Package) -> bool:
    # What cannot be built has tests that nobody has seen, whatever was counted.
    return package.tests is None or bool(package.fault)


def _has_none(package: Package) -> bool:
    return not _is_unknown(package) and not package.tests


def _no_test(entry: Entry, packages: list[Package]) -> str:
    if all(_has_none(package) for package in packages):
        return f"{entry.package} has no tests, so no {entry.name!r}"
    near = nearest(entry.name, {name for package in packages for name in package.tests or ()})
    if near is not None:
        return f"{entry.package} has no test {entry.name!r} (did you mean {near!r}?)"
    if _LIKE_A_PATTERN & set(entry.name):
        return f"{entry.package} has no test {entry.name!r}; a name is a whole name, no pattern"
    return f"{entry.package} has no test {entry.name!r}"
