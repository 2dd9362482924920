"""Which decisions stand: nobody replaced them, and nobody took them back."""

from collections.abc import Iterable

from gonogo.record import Act, DeterminationBody, RevocationBody

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
