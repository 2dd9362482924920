"""Which Python runs a user's tests: their own, with what they installed for them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_ENVIRONMENTS = (".venv", "venv")


def find_python(directory: Path, environment: Mapping[str, str]) -> str:
    """Return the interpreter of the environment that belongs to a test directory.

    That is the nearest one upwards, inside the same repository; else the one that the user has
    activated; else the one that runs us.
    """
    for folder in (directory, *directory.parents):
        for name in _ENVIRONMENTS:
            if _runs(folder / name / "bin" / "python"):
                return str(folder / name / "bin" / "python")
        if (folder / ".git").exists():
            break
    if activated := environment.get("VIRTUAL_ENV"):
        python = Path(activated) / "bin" / "python"
        if _runs(python):
            return str(python)
    return sys.executable


def _runs(python: Path) -> bool:
    return python.is_file() and os.access(python, os.X_OK)
