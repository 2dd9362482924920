"""The catalog: every module in its folder is a check, and there is no list."""

from pathlib import Path

import pytest

from gonogo.checks import catalog
from gonogo.checks.discovery import CATALOG, discover, find
from gonogo.checks.errors import UnknownCheckError

FOLDER = Path(catalog.__path__[0])


def test_every_module_of_the_folder_is_a_check() -> None:
    """Under its own name, and sorted."""
    modules = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")

    assert [*CATALOG] == modules
    assert [*discover()] == modules
    assert all(check.id == name for name, check in CATALOG.items())


@pytest.mark.parametrize(
    ("name", "near"),
    [("safe_head_advance", "safe_head_advances"), ("Balances", "balances"), ("", None)],
)
def test_a_check_that_there_is_not_is_an_error(name: str, near: str | None) -> None:
    """It names the nearest; a guess is never taken for what was meant."""
    with pytest.raises(UnknownCheckError) as unknown:
        find(name)

    if near is not None:
        assert near in f"{unknown.value.message} {unknown.value.hint}"


def test_a_check_is_found_by_its_name() -> None:
    """And it is that one."""
    assert find("balances").id == "balances"


def test_the_catalog_cannot_be_changed() -> None:
    """A check that replaces another would answer in its name."""
    with pytest.raises(TypeError):
        CATALOG["balances"] = find("node_answers")  # type: ignore[index]  # that is the point
