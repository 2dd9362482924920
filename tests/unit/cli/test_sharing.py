"""How to share what was signed is said in one sentence, to the end."""

from pathlib import Path

import pytest

from gonogo.cli.sharing import EVERYTHING, share

SOURCES = sorted(Path("src/gonogo/cli").rglob("*.py"))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (share(), "Share it: git add record && git commit && git push"),
        (share(EVERYTHING), "Share it: git add . && git commit && git push"),
        (share(EVERYTHING, message="A"), "Share it: git add . && git commit -m 'A' && git push"),
    ],
)
def test_the_sentence_ends_where_others_have_it(told: str, expected: str) -> None:
    """A commit that nobody pushed is in one clone alone."""
    assert told == expected


def test_no_command_has_words_of_its_own() -> None:
    """Else one of them is forgotten, as most were."""
    speaking = {path.name for path in SOURCES if "git commit" in path.read_text(encoding="utf-8")}

    assert speaking == {"sharing.py"}


def test_the_page_says_the_same() -> None:
    """Who reads the page types what who signs is told."""
    assert f"`{share().removeprefix('Share it: ')}`" in Path("docs/findings.md").read_text("utf-8")
