"""What an `init` is going to write, kept in the folder until all of it is written.

Whoever finds a plan goes on where it stopped. A file appears whole or not at all, and
never over another.
"""

import contextlib
import os
from pathlib import Path

import msgspec

from gonogo.errors import GonogoError
from gonogo.project import DIRECTORY_NAME, Project

PLAN_NAME = "init.json"


class FoundingError(GonogoError):
    """A workspace cannot be made here, or not like this; nothing was overwritten."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)
        self.what = what


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an `init` is going to write, kept until all of it is."""

    workspace: str
    asked: dict[str, str]
    """What was asked for, so that another wish is not taken for the same."""
    files: dict[str, str]


def pending_plan(directory: Path) -> Plan | None:
    """Return the plan of an `init` that was cut off in a folder; None: there is none.

    Raises:
        FoundingError: there is one that cannot be read.
    """
    path = directory / DIRECTORY_NAME / PLAN_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Plan)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise FoundingError(
            f"{path} cannot be read", hint=f"Take it away and begin anew: rm {path}"
        ) from error


def keep_plan(project: Project, plan: Plan) -> None:
    """Keep a plan until all of it is carried out; one that is kept already stays."""
    project.local.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (project.local / PLAN_NAME).exists():
        write_new(project.local / PLAN_NAME, msgspec.json.encode(plan).decode())


def write_new(path: Path, text: str) -> bool:
    """Write a file whole, never over another; say whether it was not there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with written.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(written, path)
    except FileExistsError:
        if path.read_text(encoding="utf-8", errors="replace") == text or path.name == "README.md":
            return False
        raise FoundingError(
            f"{path} is there already and says something else",
            hint="Move it away, then run gonogo init again: it goes on where it stopped.",
        ) from None
    except OSError as error:
        what = (error.strerror or "it failed").lower()
        raise FoundingError(
            f"{path} cannot be written: {what}", hint="Make room, or go where you may write."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            written.unlink()
    return True
