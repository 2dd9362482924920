"""Addresses as files: who may read them, and what becomes of damaged ones."""

from pathlib import Path

import pytest

from gonogo.project import WorkspaceError
from gonogo.store import AddressFiles
from gonogo.workflows import Endpoints

GIVEN = Endpoints("https://l1.example/v2/key", (), ())


def test_only_their_owner_may_read_them(tmp_path: Path) -> None:
    """From the moment that they are written, and nothing is left beside them."""
    AddressFiles(tmp_path).keep("run-a", GIVEN)

    (file,) = (tmp_path / "runs" / "run-a").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"l1_rpc": 1}'])
def test_damaged_addresses_are_none(tmp_path: Path, content: bytes) -> None:
    """Whoever resumes is told that they are gone, and not by a traceback."""
    AddressFiles(tmp_path).keep("run-a", GIVEN)
    (tmp_path / "runs" / "run-a" / "addresses.json").write_bytes(content)

    assert AddressFiles(tmp_path).find("run-a") is None


def test_addresses_that_cannot_be_kept_are_an_error(tmp_path: Path) -> None:
    """A run that could not be resumed is not started."""
    (tmp_path / "runs").write_text("a file where the folder should be")

    with pytest.raises(WorkspaceError, match="addresses of run run-a"):
        AddressFiles(tmp_path).keep("run-a", GIVEN)
