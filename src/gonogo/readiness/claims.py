"""What a policy file may call itself: shipped policies can be extended, never weakened.

Whoever reads `READINESS_ALPHANET` on a decision believes that everything was
asked which the shipped policy of that level asks. So a file may take a shipped
name or level only if it asks for all of that, and perhaps for more.

The level of the rehearsal is the exception: it is worth a rehearsal and no other
policy accepts it, so whoever tries something out may use it.
"""

from collections.abc import Iterable, Iterator

from gonogo.readiness.founded import REHEARSAL_LEVEL
from gonogo.readiness.known_check import KnownChecks
from gonogo.readiness.policy import Policy
from gonogo.readiness.tightening import weakenings

_RESERVED = "READINESS_"
_SHOWN = 3

Mistake = tuple[tuple[str | int, ...], str]
"""A path in the file and what is wrong there."""


def claims_anything(policy: Policy, shipped_names: Iterable[str]) -> bool:
    """Say whether a policy takes a name or a level that is not everybody's."""
    is_level_reserved = policy.level.startswith(_RESERVED) and policy.level != REHEARSAL_LEVEL
    return is_level_reserved or policy.name in shipped_names


def false_claims(
    policy: Policy, shipped: Iterable[Policy], checks: KnownChecks | None = None
) -> Iterator[Mistake]:
    """Tell which name or level a policy takes without asking for what it stands for."""
    levels = {REHEARSAL_LEVEL}
    for original in shipped:
        levels.add(original.level)
        if policy.name == original.name:
            less = [str(each) for each in weakenings(policy, original, checks)]
            if less:
                yield (
                    ("name",),
                    f"is that of a shipped policy, which asks for more: {_listed(less)}",
                )
        if policy.level == original.level != REHEARSAL_LEVEL:
            found = weakenings(policy, original, checks, apart_from={"name", "title"})
            less = [str(each) for each in found]
            if less:
                yield (
                    ("level",),
                    f"is that of {original.name}, which asks for more: {_listed(less)}",
                )
    if policy.level.startswith(_RESERVED) and policy.level not in levels:
        yield ("level",), f"{_RESERVED}… is for shipped policies ({', '.join(sorted(levels))})"


def _listed(less: list[str]) -> str:
    shown = "; ".join(less[:_SHOWN])
    return shown if len(less) <= _SHOWN else f"{shown}; and {len(less) - _SHOWN} more"
