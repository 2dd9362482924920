"""What stands: decisions that nobody replaced or took back, and what was opened by force."""

from collections.abc import Iterable
from datetime import datetime

from gonogo.promotion import OpenBreakGlass, open_break_glasses
from gonogo.record import Act, BreakGlassBody, Counted, DeterminationBody, RevocationBody

SOLO = "SOLO: one person alone keeps this workspace, and every decision says so"

_WORST_FIRST = ("no-go", "hold", "conditional", "go")


def decisions_in_force(
    acts: Iterable[Act], network: str, transition: str | None = None
) -> tuple[Act, ...]:
    """Return the decisions about a step of a network that stand, the gravest first.

    There are several only where people decided apart, and then the gravest weighs. Time
    does not matter here: one that has expired still stands until another replaces it.

    Args:
        acts: Those that count.
        network: Its name.
        transition: The step; None: any.
    """
    listed = tuple(acts)
    decided = [(act, act.body) for act in listed if isinstance(act.body, DeterminationBody)]
    gone = {name for _, body in decided for name in body.supersedes}
    gone |= {act.body.determination for act in listed if isinstance(act.body, RevocationBody)}
    found = [
        (_WORST_FIRST.index(body.verdict), -act.at.timestamp(), act.id, act)
        for act, body in decided
        if body.network == network and transition in (None, body.transition) and act.id not in gone
    ]
    return tuple(act for *_, act in sorted(found, key=lambda each: each[:3]))


def warnings_of(counted: Counted, network: str, now: datetime) -> tuple[str, ...]:
    """Return what is shown wherever a network is shown: who decides alone, what was forced."""
    forced = (told for each, told in opened_by_force(counted, now) if each.network == network)
    return ((SOLO,) if counted.is_solo else ()) + tuple(forced)


def opened_by_force(counted: Counted, now: datetime) -> tuple[tuple[OpenBreakGlass, str], ...]:
    """Return what was opened by force and not closed on any network, each with its sentence."""
    if not counted.people:
        return ()
    bodies = (act.body for act in counted.acts)
    networks = {body.network for body in bodies if isinstance(body, BreakGlassBody)}
    return tuple(
        (each, each.sentence(now, counted.people[-1]))
        for network in sorted(networks)
        for each in open_break_glasses(counted.acts, network)
    )
