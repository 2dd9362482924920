"""The plan of an `init`, and files that are never written over another."""

from pathlib import Path

import pytest

from gonogo.project import Project
from gonogo.steps.founding_plan import FoundingError, Plan, keep_plan, pending_plan, write_new

PLAN = Plan("ours", {"name": "ours"}, {"gonogo.yaml": "workspace: ours\n"})


def test_a_plan_is_kept_until_it_is_carried_out(tmp_path: Path) -> None:
    """Whoever finds it goes on with that one, and with no other."""
    keep_plan(Project(tmp_path), PLAN)
    keep_plan(Project(tmp_path), Plan("other", {}, {}))

    assert pending_plan(tmp_path) == PLAN


def test_no_plan(tmp_path: Path) -> None:
    """Nothing was begun here."""
    assert pending_plan(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{", b'{"workspace": "x"}'])
def test_a_plan_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    """Nobody guesses what it said; it is told how to begin anew."""
    keep_plan(Project(tmp_path), PLAN)
    (kept,) = (tmp_path / ".gonogo").iterdir()
    kept.write_bytes(content)
    with pytest.raises(FoundingError, match="cannot be read") as refused:
        pending_plan(tmp_path)

    assert f"rm {kept}" in str(refused.value.hint)


def test_a_file_is_written_once(tmp_path: Path) -> None:
    """Again with the same words is no mistake, and leaves nothing beside it."""
    path = tmp_path / "deep" / "people.yaml"

    assert write_new(path, "people: []\n")
    assert not write_new(path, "people: []\n")
    assert [each.name for each in path.parent.iterdir()] == ["people.yaml"]


def test_a_file_that_says_something_else_stays(tmp_path: Path) -> None:
    """Whose it is nobody knows, and it is not ours to lose."""
    path = tmp_path / "trust.yaml"
    path.write_text("theirs\n")
    with pytest.raises(FoundingError, match="is there already and says something else"):
        write_new(path, "ours\n")

    assert path.read_text() == "theirs\n"


def test_a_readme_of_theirs_is_as_good(tmp_path: Path) -> None:
    """It is for people, and nothing rests on what it says."""
    (tmp_path / "README.md").write_text("theirs\n")

    assert not write_new(tmp_path / "README.md", "ours\n")
