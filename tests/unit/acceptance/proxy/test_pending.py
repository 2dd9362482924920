"""Calls and their answers, matched by id."""

from gonogo.acceptance.proxy.answers_in import Answer
from gonogo.acceptance.proxy.calls_in import Call
from gonogo.acceptance.proxy.pending import MOST_PENDING, Pending
from gonogo.acceptance.proxy.tally import Tally


def counts(tally: Tally) -> dict[str, tuple[int, int, int]]:
    return {name: (count.calls, count.answered, count.errors) for name, count in tally}


def test_answers_find_their_calls_in_any_order() -> None:
    """Nodes may answer a batch in another order."""
    pending = Pending(tally := Tally())
    pending.note_calls([Call("a", 1), Call("b", "x"), Call("c", 3)], "POST /")

    pending.note_answers([Answer("x", is_error=True), Answer(1, is_error=False)])

    assert counts(tally) == {"a": (1, 1, 0), "b": (1, 1, 1), "c": (1, 0, 0)}


def test_an_answer_counts_once() -> None:
    """Neither a second answer nor one to nothing makes more answers than calls."""
    pending = Pending(tally := Tally())
    pending.note_calls([Call("a", 1)], "POST /")

    pending.note_answers([Answer(1, is_error=False)] * 3 + [Answer(2, is_error=False)])

    assert counts(tally) == {"a": (1, 1, 0)}


def test_calls_with_one_id_are_answered_one_by_one() -> None:
    """A client may use an id again before it was answered."""
    pending = Pending(tally := Tally())
    pending.note_calls([Call("a", 1), Call("b", 1)], "POST /")

    pending.note_answers([Answer(1, is_error=False)])

    assert counts(tally) == {"a": (1, 1, 0), "b": (1, 0, 0)}


def test_one_answer_to_all_answers_each_call() -> None:
    """A node that refuses a batch answers all of it with one error."""
    pending = Pending(tally := Tally())
    pending.note_calls([Call("a", 1), Call(None, None), Call("b", 1)], "POST /")

    pending.note_answer_to_all(is_error=True)

    assert counts(tally) == {"a": (1, 1, 1), "POST /": (1, 1, 1), "b": (1, 1, 1)}


def test_calls_that_are_never_answered_do_not_make_it_grow() -> None:
    """The oldest are forgotten, and stay counted."""
    pending = Pending(tally := Tally())

    pending.note_calls((Call("a", number) for number in range(2 * MOST_PENDING)), "POST /")
    pending.note_answers([Answer(0, is_error=False)])

    assert len(pending.ids) == MOST_PENDING
    assert counts(tally) == {"a": (2 * MOST_PENDING, 0, 0)}
