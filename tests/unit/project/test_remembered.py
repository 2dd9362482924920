"""Where a clone keeps what it judges others by, and what whoever pushes cannot reach."""

import shutil
import subprocess
from pathlib import Path

import pytest

from gonogo.project import (
    Project,
    PushedFolderError,
    SilentGitError,
    find_project,
    memorise,
    recall,
)

GIT = ["git", "-c", "user.name=ada", "-c", "user.email=ada@example.org"]


def git(directory: Path, *words: str) -> None:
    """Run git as nobody in particular."""
    subprocess.run([*GIT, *words], cwd=directory, check=True, capture_output=True)  # noqa: S603


@pytest.fixture
def workspace(tmp_path: Path) -> Project:
    """A workspace that is kept in git."""
    root = tmp_path / "ours"
    (root / ".gonogo").mkdir(parents=True)
    (root / "gonogo.yaml").write_text("workspace: ours\n")
    (root / ".gitignore").write_text(".gonogo/\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "begin")
    return Project(root)


def pushed_over(workspace: Project, tmp_path: Path) -> None:
    """Pull a commit that brings files of the names that this clone has."""
    (workspace.local / "trust.json").write_text("ours")
    theirs = tmp_path / "theirs"
    git(tmp_path, "clone", "-q", str(workspace.root), str(theirs))
    (theirs / ".gonogo").mkdir()
    (theirs / ".gonogo" / "trust.json").write_text("theirs")
    git(theirs, "add", "-f", ".gonogo/trust.json")
    git(theirs, "commit", "-qm", "mend a word")
    git(workspace.root, "pull", "-q", str(theirs), "main")


def test_git_replaces_ignored_files(workspace: Project, tmp_path: Path) -> None:
    """That is why nothing which others are judged by may lie there."""
    pushed_over(workspace, tmp_path)

    assert (workspace.local / "trust.json").read_text() == "theirs"


def test_what_is_remembered_is_out_of_reach(workspace: Project, tmp_path: Path) -> None:
    """A commit of any name changes the work tree alone."""
    memorise(workspace.root, "trust.json", b"seen first")

    pushed_over(workspace, tmp_path)

    assert recall(workspace.root, "trust.json") == b"seen first"


def test_a_pushed_folder_is_refused(workspace: Project, tmp_path: Path) -> None:
    """Keys, networks and runs in it may be anybody's."""
    assert find_project(workspace.root) == workspace
    pushed_over(workspace, tmp_path)

    with pytest.raises(PushedFolderError, match="each machine's alone"):
        find_project(workspace.root)


@pytest.mark.parametrize("name", [".GONOGO", "below/.gonogo"])
def test_other_folders_are_none_of_ours(workspace: Project, name: str) -> None:
    """What only looks like it holds nothing that is read."""
    (workspace.root / name).mkdir(parents=True, exist_ok=True)
    (workspace.root / name / "note").write_text("x")
    git(workspace.root, "add", "-f", f"{name}/note")

    assert find_project(workspace.root) == workspace


def test_git_that_does_not_answer_is_no_permission(workspace: Project) -> None:
    """Of a damaged repository nobody can say what came by it."""
    (workspace.root / ".git" / "index").write_bytes(b"no index")

    with pytest.raises(SilentGitError, match="does not say"):
        find_project(workspace.root)


def test_what_was_remembered_before_git_is_kept(tmp_path: Path) -> None:
    """A folder may become a repository at any time."""
    root = tmp_path / "w"
    root.mkdir()
    memorise(root, "seen.json", b"[]")

    git(root, "init", "-q")

    assert recall(root, "seen.json") == b"[]"
    assert (root / ".gonogo" / "seen.json").exists()


def test_workspaces_of_one_repository_remember_apart(tmp_path: Path) -> None:
    """Also in a linked work tree, whose .git is a file."""
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "inner").mkdir()
    git(tmp_path / "one", "init", "-q")
    git(tmp_path / "one", "commit", "-q", "--allow-empty", "-m", "begin")
    git(tmp_path / "one", "worktree", "add", "-q", str(tmp_path / "two"))
    (tmp_path / "two" / "inner").mkdir()
    places = [tmp_path / "one", tmp_path / "one" / "inner", tmp_path / "two" / "inner"]

    for place in places:
        memorise(place, "trust.json", str(place).encode())

    assert [recall(place, "trust.json") for place in places] == [
        str(place).encode() for place in places
    ]
    assert not list(tmp_path.rglob(".gonogo"))


def test_nothing_remembered_is_told_apart(tmp_path: Path) -> None:
    """A new clone remembers nothing, which is no error of its own."""
    with pytest.raises(FileNotFoundError):
        recall(tmp_path, "trust.json")


def test_a_folder_that_is_read_only_is_read(workspace: Project) -> None:
    """What cannot be written is not remembered, and nothing else breaks."""
    shutil.rmtree(workspace.root / ".git")
    workspace.local.rmdir()
    workspace.local.write_text("a file in its place")

    memorise(workspace.root, "trust.json", b"x")

    with pytest.raises(OSError, match="trust"):
        recall(workspace.root, "trust.json")
