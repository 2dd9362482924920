"""What a clone remembers, kept where nobody who may push can write.

Git replaces ignored files without a word when a commit brings files of their names. So
what this clone judges others by lies inside of git's own directory, into which no
commit reaches; only a workspace that is in no repository keeps it in `.gonogo/`. And
where git was told to keep `.gonogo/` all the same, nothing in there is to be believed:
keys, networks and runs may be those of whoever pushed.
"""

import hashlib
import os
import subprocess
from pathlib import Path

from gonogo.errors import GonogoError
from gonogo.project.workspace import DIRECTORY_NAME

_FOLDER_NAME = "gonogo"
_POINTER = "gitdir:"


class PushedFolderError(GonogoError):
    """Git keeps files of the folder that is this machine's alone."""

    def __init__(self, root: Path, files: tuple[str, ...]) -> None:
        super().__init__(
            f"git keeps {files[0]} in {root}, and {DIRECTORY_NAME}/ is each machine's alone:"
            " whoever pushed it may have replaced what was yours",
            hint=f"Ask who did it: git log -- {DIRECTORY_NAME}. Then take it out of git (git rm -r"
            f" --cached {DIRECTORY_NAME}), remove what is not yours, and add your networks again.",
        )
        self.root = root
        self.files = files


class SilentGitError(GonogoError):
    """Git does not say which files it keeps."""

    def __init__(self, root: Path, said: str) -> None:
        super().__init__(
            f"git does not say whether it keeps {DIRECTORY_NAME}/ in {root}: {said}",
            hint="See that git works here: git status.",
        )
        self.root = root
        self.said = said


def where_remembered(root: Path, name: str) -> Path:
    """Return the file with what this clone remembers under a name, if there is one."""
    found = _memory(root) / name
    # From before the folder became a repository; `require_own_folder` asks git about it.
    return found if found.exists() else root / DIRECTORY_NAME / name


def recall(root: Path, name: str) -> bytes:
    """Return what this clone remembers under a name.

    Raises:
        OSError: it remembers nothing, or that cannot be read.
    """
    return where_remembered(root, name).read_bytes()


def memorise(root: Path, name: str, content: bytes) -> None:
    """Remember something under a name, or nothing where this folder cannot be written to."""
    folder = _memory(root)
    written = folder / f".{name}.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written.write_bytes(content)
        written.replace(folder / name)
    except OSError:
        # A workspace that cannot be written to is still one that can be read.
        return


def require_own_folder(root: Path) -> None:
    """See that nothing in a workspace's `.gonogo/` came by git.

    Raises:
        PushedFolderError: git keeps something in it.
        SilentGitError: git is there, and does not say.
    """
    if git_directory(root) is None:
        return
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    # Whoever owns the folder (in a container somebody else does), its list may be read.
    words = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", DIRECTORY_NAME]
    try:
        ended = subprocess.run(  # noqa: S603 - Words of ours alone.
            words, cwd=root, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        # Without git nobody pulled here, either.
        return
    except OSError as error:
        raise SilentGitError(root, str(error)) from error
    if ended.returncode != 0:
        raise SilentGitError(root, os.fsdecode(ended.stderr).strip())
    files = tuple(os.fsdecode(each) for each in ended.stdout.split(b"\0") if each)
    if files:
        raise PushedFolderError(root, files)


def git_directory(root: Path) -> Path | None:
    """Return git's own directory of the work tree around a folder; None: there is none."""
    for directory in (root, *root.parents):
        found = directory / ".git"
        if found.is_dir():
            return found
        if found.is_file():
            return _pointed_at(found)
    return None


def _memory(root: Path) -> Path:
    git = git_directory(root)
    if git is None:
        return root / DIRECTORY_NAME
    # Several workspaces may share a repository, at places that their clones agree on.
    top = next(each for each in (root, *root.parents) if (each / ".git").exists())
    place = root.relative_to(top).as_posix()
    return git / _FOLDER_NAME / hashlib.sha256(place.encode()).hexdigest()[:16]


def _pointed_at(pointer: Path) -> Path | None:
    """Return what the file says that stands for git's directory in a linked work tree."""
    text = pointer.read_text(encoding="utf-8", errors="surrogateescape").strip()
    if not text.startswith(_POINTER):
        return None
    return pointer.parent / text.removeprefix(_POINTER).strip()
