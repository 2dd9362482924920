"""What a policy file may call itself: shipped policies can be extended, never weakened.

Whoever reads `READINESS_ALPHANET` on a decision believes that everything was
asked which the shipped policy of that level asks. So a file may take a shipped
name or level only if it asks for all of that, and perhaps for more.

The level of the rehearsal is the exception: it is worth a rehearsal and no other
policy accepts it, so whoever tries something out may use it.
"""

from collections.abc import Iterable, Iterator

from gonogo.readiness.duration import in_words
from gonogo.readiness.parameters import difference
from gonogo.readiness.policy import Policy, Requirement

REHEARSAL_LEVEL = "READINESS_REHEARSAL"
_RESERVED = "READINESS_"
_SHOWN = 3

Mistake = tuple[tuple[str | int, ...], str]
"""A path in the file and what is wrong there."""


def claims_anything(policy: Policy, shipped_names: Iterable[str]) -> bool:
    """Say whether a policy takes a name or a level that is not everybody's."""
    is_level_reserved = policy.level.startswith(_RESERVED) and policy.level != REHEARSAL_LEVEL
    return is_level_reserved or policy.name in shipped_names


def false_claims(policy: Policy, shipped: Iterable[Policy]) -> Iterator[Mistake]:
    """Tell which name or level a policy takes without asking for what it stands for."""
    levels = {REHEARSAL_LEVEL}
    for original in shipped:
        levels.add(original.level)
        less = list(weakenings(policy, original))
        if less and policy.name == original.name:
            yield ("name",), f"is that of a shipped policy, which asks for more: {_listed(less)}"
        if less and policy.level == original.level != REHEARSAL_LEVEL:
            yield ("level",), f"is that of {original.name}, which asks for more: {_listed(less)}"
    if policy.level.startswith(_RESERVED) and policy.level not in levels:
        yield ("level",), f"{_RESERVED}… is for shipped policies ({', '.join(sorted(levels))})"


def weakenings(policy: Policy, original: Policy) -> Iterator[str]:
    """Tell in what a policy asks for less than another one."""
    if policy.resolves_by_pass and not original.resolves_by_pass:
        yield "passes alone resolve no failure"
    if policy.interval_seconds > original.interval_seconds:
        yield f"it reads every {in_words(original.interval_seconds)}"
    own = {requirement.id: requirement for requirement in policy.requirements}
    for asked in original.requirements:
        found = own.get(asked.id)
        if found is None:
            yield f"requirement {asked.id} is missing"
        else:
            yield from (f"{asked.id} {less}" for less in _less(found, asked))


def _less(found: Requirement, asked: Requirement) -> Iterator[str]:
    if found.check != asked.check:
        # A check where a person was asked is less too: it answers another question.
        yield f"is answered by {asked.check or 'a person'}"
    if found.component not in (None, asked.component):
        yield f"applies {_where(asked.component)}"
    if differing := difference(found.parameters, asked.parameters):
        # Which of two numbers is the stricter one is the check's to know, not ours.
        yield f"has {differing}"
    if found.window_seconds < asked.window_seconds:
        yield f"observes for {in_words(asked.window_seconds)}"
    if found.freshness_seconds > asked.freshness_seconds:
        yield f"lets a pass be at most {in_words(asked.freshness_seconds)} old"
    if found.passes_to_resolve < asked.passes_to_resolve:
        yield f"takes {asked.passes_to_resolve} later passes"
    if asked.is_invariant and not found.is_invariant:
        yield "is an invariant"


def _where(component: str | None) -> str:
    return "everywhere" if component is None else f"where there is a {component}"


def _listed(less: list[str]) -> str:
    shown = "; ".join(less[:_SHOWN])
    return shown if len(less) <= _SHOWN else f"{shown}; and {len(less) - _SHOWN} more"
