"""What is asked: the name under which evidence and requirements meet."""

from typing import NamedTuple


class Question(NamedTuple):
    """What is asked of one chain."""

    asked: str
    """A check, or `manual:` and a requirement."""
    chain: str
    is_by_hand: bool = False
    """Whether people answer it: a check that a runner calls so is another question."""
