"""What was left out of a command about findings is asked for, where somebody is there."""

import pytest

from gonogo.cli.finding_asking import asked, read
from tests.unit.cli.asking import ran, refused


def test_what_was_left_out_is_not_read_from_a_pipe() -> None:
    """It would be whatever stands there."""
    assert refused(lambda: asked(None, "--impact", "What would it have meant?"))


def test_an_answer_that_was_given_is_not_asked_again() -> None:
    """Not even an empty one."""
    assert ran(lambda: asked("it stalls", "--impact", "?")).output == "'it stalls'\n"
    assert ran(lambda: asked("", "--impact", "?")).output == "''\n"


@pytest.mark.parametrize(
    ("given", "typed", "text"),
    [
        ("-", "from a file", "from a file"),
        ("-", b"\xff\xfe", "\ufffd\ufffd"),
        ("-", "", ""),
        ("as it stands", "unread", "as it stands"),
        (None, "unread", ""),
    ],
)
def test_a_description_is_read_where_that_was_said(
    given: str | None, typed: str | bytes, text: str
) -> None:
    """Whatever bytes it is of."""
    assert ran(lambda: read(given), typed=typed).output == f"{text!r}\n"
