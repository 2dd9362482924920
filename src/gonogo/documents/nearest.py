"""The known word that somebody probably meant."""

import difflib
from collections.abc import Iterable

_LEAST_SIMILARITY = 0.6
_LONGEST_WORD = 100


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`; None when none is like it at all.

    Case and the difference between `-` and `_` do not count, since those are the
    commonest slips. Equally near candidates are decided by the alphabet.
    """
    # The comparison takes the square of the length, and such a word is no slip of anything.
    if len(word) > _LONGEST_WORD:
        return None
    wanted = _shape(word)
    found, similarity = None, _LEAST_SIMILARITY
    for candidate in sorted(candidates):
        ratio = difflib.SequenceMatcher(None, wanted, _shape(candidate)).ratio()
        if ratio > similarity:
            found, similarity = candidate, ratio
    return found


def _shape(word: str) -> str:
    return word.casefold().replace("-", "_")
