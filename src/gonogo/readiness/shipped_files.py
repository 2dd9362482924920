"""The policy files of the package: policies by their names, and base files with shared rows."""

from importlib import resources
from importlib.resources.abc import Traversable

# The separator of a policy's name is no letter of a file's name everywhere.
_FILE_SEPARATOR = "-"
_SUFFIX = ".yaml"


def policy_names() -> tuple[str, ...]:
    """Return the names of the policies, sorted."""
    return tuple(sorted(stem.replace(_FILE_SEPARATOR, ":", 1) for stem in _stems(_folder())))


def policy_text(name: str) -> str:
    """Return the file of a policy."""
    return (_folder() / f"{name.replace(':', _FILE_SEPARATOR)}{_SUFFIX}").read_text("utf-8")


def base_names() -> tuple[str, ...]:
    """Return the names of the base files, sorted."""
    return tuple(sorted(_stems(_folder() / "base")))


def base_text(name: str) -> str:
    """Return a base file: rows that policies share, and no policy itself."""
    return (_folder() / "base" / f"{name}{_SUFFIX}").read_text("utf-8")


def _stems(folder: Traversable) -> list[str]:
    names = (entry.name for entry in folder.iterdir())
    return [name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)]


def _folder() -> Traversable:
    return resources.files("gonogo.readiness") / "policies"
