"""Explain the decision of now, as `assess --now` makes it."""

import asyncio

from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.networks import Network
from gonogo.readiness import Decision, Policy
from gonogo.steps.explanation import Explaining
from gonogo.steps.ports import Workplace
from gonogo.workflows import judge_now


class UnknownRequirementError(GonogoError):
    """A policy asks nothing of this name."""

    def __init__(self, name: str, policy: Policy) -> None:
        known = [each.id for each in policy.requirements]
        near = nearest(name, known)
        guess = f"Did you mean {near!r}? " if near else ""
        super().__init__(
            f"{policy.name} has no requirement {name!r}", hint=f"{guess}It has: {', '.join(known)}."
        )
        self.name = name


def explained(
    workplace: Workplace, network: Network, policy: Policy, move: str, *, only: str | None
) -> tuple[Decision, Explaining]:
    """Return the decision of now, and what explains it.

    Raises:
        UnknownRequirementError: there is none like the one that is asked for.
    """
    if only is not None and only not in {each.id for each in policy.requirements}:
        raise UnknownRequirementError(only, policy)
    means = workplace.means(lambda _: None)
    decision, record = asyncio.run(judge_now(network, policy, means))
    return decision, Explaining(decision, record, policy, move)
