"""The word that was meant."""

import pytest

from gonogo.documents import nearest


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("timout", ["timeout", "tests"], "timeout"),
        ("componets", ["components", "chains"], "components"),
        ("CHAIN-ID", ["chain_id", "name"], "chain_id"),
        ("xyz", ["components"], None),
        ("", ["components"], None),
        ("anything", [], None),
    ],
)
def test_nearest(word: str, candidates: list[str], expected: str | None) -> None:
    """The most similar candidate is named, and none when all are strange."""
    assert nearest(word, candidates) == expected


def test_order_of_candidates_does_not_matter() -> None:
    """Equally near candidates are decided by the alphabet."""
    assert nearest("ab", ["abd", "abc"]) == nearest("ab", ["abc", "abd"]) == "abc"
