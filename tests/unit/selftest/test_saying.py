"""What a gate said, for what it is worth."""

import pytest

from gonogo.selftest.saying import State, said


@pytest.mark.parametrize(
    ("is_let", "is_expected", "state"),
    [
        (True, False, State.LET_THROUGH),
        (True, True, State.LET_THROUGH),
        (False, True, State.REFUSED),
        (False, False, State.NOT_TRIED),
    ],
)
def test_what_it_is_worth(*, is_let: bool, is_expected: bool, state: State) -> None:
    """Letting through outweighs all, and a refusal counts only for the reason expected."""
    assert said("judge", is_let=is_let, is_expected=is_expected, words="w").state is state


def test_another_reason_is_told() -> None:
    """Whoever looks for the hole sees which rule stood in front of it."""
    words = said("judge", is_let=False, is_expected=False, words="too old").words

    assert words == "refused, but not for the reason expected (too old)"
