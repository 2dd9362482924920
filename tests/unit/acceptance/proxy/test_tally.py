"""Counting by method, in bounded memory."""

import pytest

from gonogo.acceptance.proxy.tally import LONGEST_METHOD_CHARACTERS, MOST_METHODS, OTHER, Tally


def test_calls_and_answers_are_counted_by_method() -> None:
    """An error is an answer too."""
    tally = Tally()

    tally.note_call("eth_chainId").note_answer(is_error=False)
    tally.note_call("eth_chainId").note_answer(is_error=True)
    tally.note_call("eth_chainId")

    ((method, count),) = list(tally)
    assert (method, count.calls, count.answered, count.errors) == ("eth_chainId", 3, 2, 1)


def test_made_up_methods_do_not_make_it_grow() -> None:
    """Beyond a number they are counted together, and none is lost."""
    tally = Tally()

    for number in range(10 * MOST_METHODS):
        tally.note_call(f"made_up{number}")

    counts = dict(tally)
    assert len(counts) == MOST_METHODS + 1
    assert sum(count.calls for count in counts.values()) == 10 * MOST_METHODS
    assert counts[OTHER].calls == 9 * MOST_METHODS


def test_a_name_without_end_is_not_kept() -> None:
    """A method's name is written into reports."""
    tally = Tally()

    tally.note_call("x" * (LONGEST_METHOD_CHARACTERS + 1))

    assert [method for method, _ in tally] == [OTHER]


@pytest.mark.parametrize("calls", [0, 1])
def test_a_door_knows_whether_it_was_used(calls: int) -> None:
    """Those that were not need not be remembered."""
    tally = Tally()

    for _ in range(calls):
        tally.note_call("eth_chainId")

    assert tally.is_used is bool(calls)


def test_a_secret_in_a_name_is_not_kept() -> None:
    """A test that asks a faucet writes its key into a path."""
    tally = Tally(["abcdefgh12345678", "abcdefgh"])

    for name in ("GET /faucet/abcdefgh12345678", "GET /faucet/abcdefgh"):
        tally.note_call(name)
        tally.note_call(name)

    assert [(name, count.calls) for name, count in tally] == [("GET /faucet/…", 4)]
