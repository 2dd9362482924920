"""The base of every expected error."""

from gonogo.errors import GonogoError


def test_an_error_says_what_is_wrong_and_what_to_do() -> None:
    """The message and the hint are kept apart, so that each can be shown as it should."""
    error = GonogoError("no network is named 'bnech'", hint="Did you mean 'bench'?")

    assert str(error) == "no network is named 'bnech'"
    assert error.hint == "Did you mean 'bench'?"
