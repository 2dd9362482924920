"""Options that several commands have."""

import click
import pytest
from click.testing import CliRunner

from gonogo.cli.options import MOVES, about_options, all_of, sending_options, step_option


def _called(option: object, *words: str) -> dict[str, object]:
    told: dict[str, object] = {}

    def command(**options: object) -> None:
        told.update(options)

    made = click.command()(option(command))  # type: ignore[operator]
    ended = CliRunner().invoke(made, words)
    assert ended.exit_code in (0, 2), ended.output
    return told


@pytest.mark.parametrize(
    ("words", "allowed"), [((), None), (("--allow-sending",), True), (("--no-sending",), False)]
)
def test_sending_may_be_allowed_forbidden_or_unsaid(
    words: tuple[str, ...], *, allowed: bool | None
) -> None:
    """Unsaid is a third thing: what may be sent then depends on the network."""
    assert _called(sending_options, *words)["is_sending_allowed"] is allowed


@pytest.mark.parametrize("move", MOVES)
def test_a_step_is_one_of_those_there_are(move: str) -> None:
    """Anything else is refused, and a default holds where nothing is said."""
    option = step_option("Which step.", default="deploy")

    assert _called(option, "--for", move) == {"move": move}
    assert _called(option) == {"move": "deploy"}
    assert _called(option, "--for", "elsewhere") == {}


def test_what_is_planned_is_said_and_not_assumed() -> None:
    """A signature about the present and one about a plan are not the same."""
    assert _called(about_options)["is_planned"] is False
    assert _called(about_options, "--for", "deploy")["is_planned"] is True


def test_options_stand_in_the_help_in_the_order_in_which_they_were_given() -> None:
    """As they read in the code, though decorators are applied from the last."""
    both = all_of(click.option("--first"), click.option("--second"))
    made = click.command()(both(lambda **_options: None))
    help_text = CliRunner().invoke(made, ["--help"]).output

    assert help_text.index("--first") < help_text.index("--second")
