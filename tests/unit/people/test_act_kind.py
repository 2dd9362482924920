"""The kinds of acts are the words of the record's format."""

import re
from pathlib import Path

import pytest

from gonogo.people import ActKind

FORMAT = (Path(__file__).parents[3] / "docs" / "record-format.md").read_text("utf-8")


@pytest.mark.parametrize("kind", ActKind)
def test_every_kind_is_in_the_format(kind: ActKind) -> None:
    """Or nobody else could read what was signed here."""
    assert f"`{kind.value}`" in FORMAT


def test_words_are_fit_for_names_of_files() -> None:
    """They stand in those, and sort there."""
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.value) for kind in ActKind)
