"""The story of a shipped policy, told for tests of what it is made of."""

from pathlib import Path

from gonogo.readiness import Policy, shipped_policy
from gonogo.selftest.cast import full_cast
from gonogo.selftest.drafts import Change, unchanged
from gonogo.selftest.plan import plan_of
from gonogo.selftest.scene import Disk, Scene
from gonogo.selftest.story import Earlier, tell
from tests.simulator.signed_record import example_people, example_trust
from tests.unit.selftest.stands import NOW

POLICY = shipped_policy("promote:betanet")


def earlier(policy: Policy = POLICY) -> Earlier:
    """Return what is signed before anybody decides under a policy."""
    cast = full_cast(example_people(), example_trust(), policy, NOW)
    return Earlier(policy, plan_of(policy, NOW), cast)


def told(directory: Path, change: Change = unchanged, policy: Policy = POLICY) -> Scene:
    """Tell the story of a policy in a directory, with a change."""
    parts = earlier(policy)
    return tell(policy, parts.plan, parts.cast, Disk(directory), change)
