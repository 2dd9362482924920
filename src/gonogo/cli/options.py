"""Options that several commands have, so that a word means the same wherever it is typed."""

from collections.abc import Callable
from typing import TypeVar

import click

MOVES = ("deploy", "publish", "promote")
"""What a decision can be about, in the order of the process."""

F = TypeVar("F", bound=Callable[..., object])


def step_option(said: str, *, default: str | None = None) -> Callable[[F], F]:
    """Return the option that says which step is meant, `--for`.

    Args:
        said: What it decides, for the help.
        default: The step that is meant where none is named; None: the command works it out.
    """
    return click.option(
        "--for",
        "move",
        type=click.Choice(MOVES),
        default=default,
        show_default=default is not None,
        help=said,
    )


def all_of(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return what gives a command several arguments and options, in the order of its help."""

    def given(command: F) -> F:
        # As decorators: the one that stands lowest is applied first.
        for option in reversed(options):
            command = option(command)
        return command

    return given


sending_options = all_of(
    click.option(
        "--allow-sending/--no-sending",
        "is_sending_allowed",
        default=None,
        help="Whether checks may send transactions; by itself only to this machine.",
    ),
    click.option(
        "--i-mean", metavar="NAME", help="The network's name, to send on one that is remote."
    ),
)
"""Whether what is observed may also be sent to."""

about_options = all_of(
    click.option("--chain", help="On which chain; on every one, if not given."),
    click.option("--deployment", metavar="DIGEST", help="An earlier deployment than the last one."),
    click.option(
        "--for",
        "is_planned",
        type=click.Choice(["deploy"]),
        callback=lambda _context, _parameter, value: value is not None,
        help="About what is planned, before it is deployed.",
    ),
    click.option(
        "--policy", metavar="NAME|FILE", help="Whose requirement; its stage's, otherwise."
    ),
)
"""What a signature about a requirement is about."""
