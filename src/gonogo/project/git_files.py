"""What git must know of a workspace: what stays out of it, and what it may not rewrite.

`.gonogo/` holds private keys and is this machine's alone. An act is signed byte for
byte, and git may change the ends of lines on its way into a folder (it does so by
default where it was installed on Windows); the whole record would be damaged then.
Entries that stand there already stay as they are.
"""

import os
from pathlib import Path

from gonogo.errors import GonogoError
from gonogo.project.workspace import DIRECTORY_NAME

_IGNORED = f"{DIRECTORY_NAME}/"
_AS_WRITTEN = ("record/** -text", "promotions/** -text", "publications/** -text")


class GitFileError(GonogoError):
    """A file that tells git what to do cannot be written."""

    def __init__(self, path: Path, lines: tuple[str, ...]) -> None:
        super().__init__(f"{path} cannot be written", hint=f"Write into it: {' and '.join(lines)}")
        self.path = path


def tell_git(directory: Path) -> None:
    """Keep the machine's own folder out of git, and signed files as they were signed.

    Raises:
        GitFileError: one of the two files cannot be read or written.
    """
    ignore, attributes = directory / ".gitignore", directory / ".gitattributes"
    if not _is_ignored(_text(ignore, (_IGNORED,))):
        _add(ignore, (_IGNORED,))
    standing = {line.strip() for line in _text(attributes, _AS_WRITTEN).splitlines()}
    if missing := tuple(line for line in _AS_WRITTEN if line not in standing):
        _add(attributes, missing)


def _is_ignored(text: str) -> bool:
    forms = {f"{slash}{name}" for slash in ("", "/") for name in (_IGNORED, DIRECTORY_NAME)}
    return not forms.isdisjoint(line.strip() for line in text.splitlines())


def _text(path: Path, wanted: tuple[str, ...]) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise GitFileError(path, wanted) from error


def _add(path: Path, lines: tuple[str, ...]) -> None:
    before = _text(path, lines)
    gap = "" if before == "" or before.endswith("\n") else "\n"
    # Replaced whole, so that a crash leaves the file of before and never half of one.
    written = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        written.write_text(before + gap + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        written.replace(path)
    except OSError as error:
        raise GitFileError(path, lines) from error
