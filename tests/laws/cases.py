"""A policy and a record to hold a law against, and the strategy that draws them."""

import functools
import os
import random
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from gonogo.readiness import Decision, Policy, Record, Verdict, judge
from gonogo.readiness.verdict import gravity
from tests.laws.records import Choices, a_policy, a_record

EXAMPLES = int(os.environ.get("GONOGO_LAW_EXAMPLES", "50"))
"""How many records each law is held against; more of them find more."""

laws = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

_integers = functools.cache(st.integers)


def never_better(before: Verdict, after: Verdict) -> bool:
    return gravity(after) >= gravity(before)


@dataclass(frozen=True)
class Case:
    """A policy, a record, and a seed for the choices by which a law changes the record."""

    policy: Policy
    record: Record
    seed: int

    @property
    def choose(self) -> Choices:
        """The same choices each time it is asked."""
        return Choices(random.Random(self.seed).randint)

    @property
    def decision(self) -> Decision:
        """What the judge says, computed anew each time it is asked."""
        return judge(self.policy, self.record)

    def judged_with(self, **changes: object) -> Decision:
        """Return the decision on the record with these changes."""
        return judge(self.policy, replace(self.record, **changes))  # type: ignore[arg-type]  # its fields

    def never_improves(self, **changes: object) -> bool:
        """Say whether the record with these changes is judged no better."""
        return never_better(self.decision.verdict, self.judged_with(**changes).verdict)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    choose = Choices(lambda least, most: draw(_integers(least, most)))
    return Case(a_policy(choose), a_record(choose), draw(_integers(0, 2**16)))


def random_case(seed: int) -> Case:
    """Return a case without hypothesis: a hundred times as quick, and not shrunk."""
    choose = Choices(random.Random(seed).randint)
    return Case(a_policy(choose), a_record(choose), seed)
