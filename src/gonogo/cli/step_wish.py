"""What somebody asked for who wants a step made, and what the steps are called once made.

Apart from what carries it out: the options of a command are told in its help, which must
import nothing heavy.
"""

from dataclasses import dataclass

DONE = {"publish": "published", "promote": "promoted"}


@dataclass(frozen=True)
class StepWish:
    """What was asked for on the command line."""

    network: str
    move: str
    accepts_conditional: bool
    hook: str | None
    hook_limit_seconds: float
    is_forced: bool
    reason: str | None
    until: str | None
    is_agreed: bool
    as_json: bool
