"""Which package of a report an entry such as `./fees` of a validators file means.

A report says import paths; a file says where a package is from the test directory. Where the
package's own tests are there, the nearest go.mod tells its import path, as it does for whoever
runs them. Elsewhere the report is searched for the one package that ends with the same whole
parts. Of two nobody knows, and a guess could take the tests of one for those of the other.
"""

import os
import posixpath
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from gonogo.acceptance.gate import Entry
from gonogo.acceptance.named_test import NamedTest
from gonogo.documents import DocumentError, Problem

_MODULE = re.compile(r'^module[ \t]+"?(?P<path>[^\s"]+)', re.MULTILINE)
_UP = ".."


class AmbiguousPackageError(DocumentError):
    """An entry may mean several packages of a report."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        super().__init__(
            file,
            problems,
            hint="Write its whole import path, or say in gonogo.yaml where the tests are: "
            "acceptance: {testdir: ./tests}.",
        )


def wanted_of_report(
    entries: Iterable[Entry], packages: Collection[str], *, directory: Path, file: str
) -> tuple[NamedTest, ...]:
    """Return what entries ask for, in the words of a report.

    Args:
        entries: None of them a pattern.
        packages: Those of the report.
        directory: The test directory, as far as it is here.
        file: The validators file, as messages call it.

    Raises:
        AmbiguousPackageError: an entry may mean several packages; lists all such entries.
    """
    tests: dict[NamedTest, None] = {}
    problems = []
    for entry in entries:
        meant = _meant(entry.package, packages, directory)
        if len(meant) > 1:
            names = " or ".join(meant)
            words = f"{entry.package} may be {names}, which are both in the report"
            problems.append(Problem(entry.place, "", words))
        tests[NamedTest(meant[0], entry.name)] = None
    if problems:
        raise AmbiguousPackageError(file, problems)
    return tuple(tests)


def is_relative(package: str) -> bool:
    """Say whether a package is written as a place, and not as what its tool calls it."""
    return package.split("/", maxsplit=1)[0] in {".", _UP}


def _meant(package: str, packages: Collection[str], directory: Path) -> list[str]:
    """Return the packages that are meant; never none: what is not there is missed by its name."""
    if not is_relative(package):
        return [package]
    plain = posixpath.normpath(package)
    for name in (package, plain):
        if name in packages:
            return [name]
    path = _import_path(directory / package)
    if path:
        return [path]
    parts = [part for part in plain.split("/") if part not in {".", _UP}]
    ending = [
        name for name in sorted(packages) if parts and name.split("/")[-len(parts) :] == parts
    ]
    return ending or [package]


def _import_path(directory: Path) -> str:
    """Return the import path of a directory with Go tests; empty: it is none, or nobody knows."""
    place = Path(os.path.abspath(directory))  # noqa: PTH100 - Links stay links, as for `go`.
    if not any(place.glob("*_test.go")):
        return ""
    for above in (place, *place.parents):
        try:
            text = (above / "go.mod").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found = _MODULE.search(text)
        below = place.relative_to(above)
        return "" if found is None else posixpath.join(found["path"], *below.parts)
    return ""
