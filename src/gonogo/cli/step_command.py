"""The commands that make a step, publish and promote: the same options and the same rules.

They differ in which step they make and in how it is called, and in nothing else: what
one of them refuses the other refuses too. Help must cost nothing, so what carries the
step out is imported when one is made.
"""

import click

from gonogo.cli.options import all_of
from gonogo.cli.step_wish import DONE, StepWish

_HELP = """{summary}

The decision that stands is verified as anybody would verify its bundle, and what
happened since is judged: a failure since then refuses. What is refused is told whole,
with what to do. Done twice, only what is missing is done, such as a hook that failed.

A hook finds GONOGO_BUNDLE, GONOGO_NETWORK, GONOGO_TRANSITION, GONOGO_DETERMINATION,
GONOGO_ACT, GONOGO_LEVEL and others in its environment. It may be run more than once
for one step; GONOGO_ACT is then the same.

\b
Examples:
  gonogo {move} eris
  gonogo {move} eris --accept conditional --hook "./announce.sh --live"
  gonogo {move} eris --break-glass --reason "users are cut off" --until 4h

Exit codes: 0 {done}, 1 refused, or the hook failed, 3 refused because something is
not known, 4 conditional and not accepted.
"""


_step_options = all_of(
    click.argument("network"),
    click.option(
        "--accept",
        type=click.Choice(["conditional"]),
        help="Go on although the decision rests on plans or waivers.",
    ),
    click.option("--hook", metavar="CMD", help="A command to run after it; no shell reads it."),
    click.option(
        "--hook-limit",
        "hook_limit_seconds",
        type=click.FloatRange(min=0, min_open=True),
        default=600.0,
        show_default=True,
        help="How many seconds the hook may take.",
    ),
    click.option("--break-glass", "is_forced", is_flag=True, help="Go on against the gate."),
    click.option("--reason", help="Why the gate is opened by force."),
    click.option("--until", metavar="4h|TIME", help="How long it may stay open."),
    click.option(
        "--yes",
        "is_agreed",
        is_flag=True,
        help="Sign without asking; needed where nobody can be asked.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout."),
)


def step_command(move: str, summary: str) -> click.Command:
    """Return the command that makes one kind of step."""

    @click.command(move, help=_HELP.format(summary=summary, move=move, done=DONE[move]))
    @_step_options
    def command(  # noqa: PLR0913 - One parameter for each option.
        *,
        network: str,
        accept: str | None,
        hook: str | None,
        hook_limit_seconds: float,
        is_forced: bool,
        reason: str | None,
        until: str | None,
        is_agreed: bool,
        as_json: bool,
    ) -> int:
        from gonogo.cli.stepping import make_step  # noqa: PLC0415 - Help costs nothing.

        return make_step(
            StepWish(
                network=network,
                move=move,
                accepts_conditional=accept is not None,
                hook=hook,
                hook_limit_seconds=hook_limit_seconds,
                is_forced=is_forced,
                reason=reason,
                until=until,
                is_agreed=is_agreed,
                as_json=as_json,
            )
        )

    return command
