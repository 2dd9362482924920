"""Where a workspace is found."""

from pathlib import Path

import pytest

from gonogo.project import NoDirectoryError, workspace_directory


def test_nearest_upwards_wins(tmp_path: Path) -> None:
    """The workspace of the project above is used, whatever the environment names."""
    (tmp_path / ".gonogo").mkdir()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)

    found = workspace_directory(below, {"GONOGO_WORKSPACE": "/elsewhere"})

    assert found == tmp_path / ".gonogo"


def test_a_fresh_clone_has_its_workspace_beside_its_settings(tmp_path: Path) -> None:
    """From any folder of a clone the workspace is the clone's, though git did not bring it."""
    (tmp_path / "gonogo.yaml").touch()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)

    assert workspace_directory(below, {"GONOGO_WORKSPACE": "/elsewhere"}) == tmp_path / ".gonogo"


def test_variable_names_it_where_none_is_above(tmp_path: Path) -> None:
    """Without a workspace above, GONOGO_WORKSPACE says where it is."""
    found = workspace_directory(tmp_path, {"GONOGO_WORKSPACE": str(tmp_path / "w")})

    assert found == tmp_path / "w"


def test_else_here(tmp_path: Path) -> None:
    """Without anything, it is where we stand, and is not made by asking."""
    found = workspace_directory(tmp_path, {})

    assert found == tmp_path / ".gonogo"
    assert not found.exists()


@pytest.mark.parametrize("is_named", [True, False])
@pytest.mark.parametrize("is_link", [True, False])
def test_what_is_no_directory_is_no_workspace(
    tmp_path: Path, *, is_named: bool, is_link: bool
) -> None:
    """A file, or a link to a disk that is not there, is never an empty workspace."""
    place = tmp_path / ("elsewhere" if is_named else ".gonogo")
    if is_link:
        place.symlink_to(tmp_path / "not" / "mounted")
    else:
        place.write_text("a file")

    with pytest.raises(NoDirectoryError, match=place.name):
        workspace_directory(tmp_path, {"GONOGO_WORKSPACE": str(place)} if is_named else {})
