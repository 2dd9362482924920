"""What lies in a package's directory, as a digest: whether its tests are those of the beginning.

A run that was cut off keeps what came of the packages that had ended. If somebody changed a
test meanwhile, that came of another test. Only files beside the tests are looked at: what they
import from elsewhere may change unseen, and so may whatever is no source: suites write beside
themselves what they count and compare.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from gonogo.acceptance.task import Package

_SOURCES = frozenset({".go", ".mod", ".sum", ".py", ".sol", ".ts", ".js", ".rs", ".sh"})
_MOST_FILES = 2000


def contents_of(packages: Iterable[Package]) -> dict[str, str]:
    """Return the digest of the files in each package's directory, by the package's name."""
    by_directory: dict[Path, str] = {}
    found = {}
    for package in packages:
        if package.directory not in by_directory:
            by_directory[package.directory] = _digest(package.directory)
        found[package.name] = by_directory[package.directory]
    return found


def _digest(directory: Path) -> str:
    said = hashlib.sha256()
    try:
        sources = sorted(path for path in directory.iterdir() if path.suffix in _SOURCES)
        for path in sources[:_MOST_FILES]:
            content = path.read_bytes()
            said.update(f"{path.name}\0{len(content)}\0".encode(errors="surrogateescape"))
            said.update(content)
    except OSError as error:
        said.update(f"unreadable: {error.strerror}".encode())
    return f"sha256:{said.hexdigest()}"
