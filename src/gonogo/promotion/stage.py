"""The stages that features climb, and which transition takes them where.

A bench has no stage above it: what is promoted there is a rehearsal, recorded as
one and counted nowhere. Above a testnet the process ends; mainnet is decided by
governance.
"""

import enum
from dataclasses import dataclass

from gonogo.networks import Stage
from gonogo.readiness import REHEARSAL

_LADDER = (Stage.LOCALNET, Stage.ALPHANET, Stage.BETANET, Stage.TESTNET)


class Move(enum.Enum):
    """What a transition asks leave for."""

    DEPLOY = "deploy"  #: A network of the stage may be deployed.
    PUBLISH = "publish"  #: A network of the stage may be made live and public.
    PROMOTE = "promote"  #: The features of a network of the stage may go one stage up.


@dataclass(frozen=True)
class Transition:
    """A step of the process at one stage."""

    move: Move
    stage: Stage

    def __str__(self) -> str:
        """Return it as policies and acts name it, such as `promote:alphanet`."""
        return f"{self.move.value}:{self.stage.value}"


def parse_transition(text: str) -> Transition | None:
    """Return the transition of this name; None: it is none of the process, as `rehearsal` is."""
    found = (Transition(move, stage) for move in Move for stage in _LADDER)
    return next((transition for transition in found if str(transition) == text), None)


def next_stage(stage: Stage) -> Stage | None:
    """Return where features of a stage go; None: nowhere in this process."""
    if stage not in _LADDER[:-1]:
        return None
    return _LADDER[_LADDER.index(stage) + 1]


def transition_from(move: Move, stage: Stage) -> str:
    """Return the name of the only transition that a network of a stage can make by this move."""
    return REHEARSAL if stage is Stage.BENCH else str(Transition(move, stage))


def break_glass_level(transition: str) -> str:
    """Return what a step by force is worth; no policy accepts it."""
    found = parse_transition(transition)
    return f"READINESS_{found.stage.value if found else REHEARSAL}_BREAKGLASS".upper()
