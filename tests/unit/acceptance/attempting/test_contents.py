"""Whether the tests of a package are those that were begun with."""

from pathlib import Path

from gonogo.acceptance import Package
from gonogo.acceptance.attempting.contents import contents_of


def digest_of(directory: Path) -> str:
    return contents_of([Package("pkg", directory, ("TestA",))])["pkg"]


def test_a_changed_file_changes_the_digest(tmp_path: Path) -> None:
    """Whatever else stays as it was."""
    file = tmp_path / "a_test.go"
    file.write_text("one")
    before = digest_of(tmp_path)
    file.write_text("two")

    assert digest_of(tmp_path) != before


def test_a_new_file_and_a_new_name_change_it(tmp_path: Path) -> None:
    """A test may have been added, or moved."""
    (tmp_path / "a_test.go").write_text("one")
    before = digest_of(tmp_path)
    (tmp_path / "a_test.go").rename(tmp_path / "b_test.go")
    renamed = digest_of(tmp_path)
    (tmp_path / "c_test.go").write_text("")

    assert len({before, renamed, digest_of(tmp_path)}) == 3


def test_the_same_files_have_the_same_digest(tmp_path: Path) -> None:
    """So a run that was cut off can be gone on with."""
    (tmp_path / "a_test.go").write_text("one")

    assert digest_of(tmp_path) == digest_of(tmp_path)


def test_what_a_suite_writes_beside_itself_changes_nothing(tmp_path: Path) -> None:
    """It counts and compares in files, and is gone on with all the same."""
    (tmp_path / "a_test.go").write_text("one")
    before = digest_of(tmp_path)
    (tmp_path / "counted.txt").write_text("3")

    assert digest_of(tmp_path) == before


def test_a_directory_that_is_gone_is_another_one(tmp_path: Path) -> None:
    """Nothing in it can be the same."""
    before = digest_of(tmp_path)

    assert digest_of(tmp_path / "gone") != before
