"""What tasks are called: a number, and what a person knows their package by."""

import re
from collections.abc import Sequence

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def task_id(number: int, package: str, names: Sequence[str], root: str) -> str:
    """Return the id of a task, fit for a file's name: `003-base-deposit`.

    Args:
        number: Its position in the run; makes it unique, whatever follows.
        package: Its package, as its runner says it.
        names: The tests that it runs; empty: all.
        root: What all packages begin with, which tells nothing.
    """
    words = [package.removeprefix(root), *(names if len(names) == 1 else ())]
    slug = _SEPARATORS.sub("-", " ".join(words).lower()).strip("-")[:_LONGEST].rstrip("-")
    return f"{number:03d}-{slug}" if slug else f"{number:03d}"


def shared_root(packages: Sequence[str]) -> str:
    """Return the segments that all packages begin with, leaving something of each."""
    split = [package.split("/") for package in packages]
    root: list[str] = []
    for segments in zip(*(each[:-1] for each in split), strict=False):
        if len(set(segments)) > 1:
            break
        root.append(segments[0])
    return "".join(f"{segment}/" for segment in root)
