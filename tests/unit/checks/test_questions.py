"""The questions of every tick: what is asked of whom, and what is kept."""

import msgspec
import pytest

from gonogo.checks import questions
from gonogo.checks.questions import (
    BATCHER_NONCE,
    BATCHER_PENDING_NONCE,
    GAME_COUNT,
    SYNC_STATUS,
    Heads,
    Heights,
    Question,
)
from gonogo.networks import Chain
from gonogo.rpc.answers import decode_hook, encode_hook
from tests.unit.checks.building import heads

BATCHER, FACTORY = "0x" + "ba" * 20, "0x" + "fa" * 20
BARE = Chain("c-901", 901)
NAMED = Chain(
    "c-901",
    901,
    roles=(("batcher", BATCHER),),
    contracts=(("DisputeGameFactoryProxy", FACTORY),),
)
EVERY = [one for one in vars(questions).values() if isinstance(one, Question)]


def test_no_two_questions_share_a_name() -> None:
    """Their readings would be kept as one."""
    assert len({one.name for one in EVERY}) == len(EVERY) > 5


@pytest.mark.parametrize(
    ("question", "params"),
    [
        (BATCHER_NONCE, (BATCHER, "latest")),
        (BATCHER_PENDING_NONCE, (BATCHER, "pending")),
    ],
)
def test_a_nonce_is_that_of_the_role(question: Question, params: tuple[object, ...]) -> None:
    """Without an address there is nothing to ask."""
    assert question.params(NAMED) == params
    assert question.params(BARE) is None


def test_games_are_counted_at_the_factory() -> None:
    """By the selector of `gameCount()`."""
    asked = GAME_COUNT.params(NAMED)

    assert asked == ({"to": FACTORY, "data": "0x4d1975b4"}, "latest")
    assert GAME_COUNT.params(BARE) is None


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.name)
def test_what_needs_no_address_can_always_be_asked(question: Question) -> None:
    """Only those that are about a role or a contract may have nothing to ask."""
    needs_address = question in (BATCHER_NONCE, BATCHER_PENDING_NONCE, GAME_COUNT)

    assert (question.params(BARE) is None) is needs_address


def test_heights_are_read_from_what_is_kept_of_heads() -> None:
    """Judging reads fewer fields than are kept, and the same numbers."""
    kept = msgspec.json.encode(
        msgspec.convert(heads(9, 5, 2), Heads, dec_hook=decode_hook), enc_hook=encode_hook
    )

    found = msgspec.json.decode(kept, type=Heights, dec_hook=decode_hook)

    numbers = (found.unsafe_l2.number, found.safe_l2.number, found.finalized_l2.number)
    assert numbers == (9, 5, 2)
    assert SYNC_STATUS.answer is Heads
