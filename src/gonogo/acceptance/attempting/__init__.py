"""An attempt at gates: from their names to what they leave, with or without a network.

Its names are imported when they are first used, since the HTTP library comes along.
"""

from typing import TYPE_CHECKING

from gonogo.lazily import lazily

if TYPE_CHECKING:
    from gonogo.acceptance.attempting.grouping import (
        SHIPPED_RUNNER,
        Group,
        UnknownSuiteError,
        gate_names,
        groups_of,
    )
    from gonogo.acceptance.attempting.kept_plan import ChangedPlanError, KeptPlan, read_plan
    from gonogo.acceptance.attempting.planning import Planned, plan_gates
    from gonogo.acceptance.attempting.suite_run import Left, SuiteRun, Venue, left_in

_LATER = {
    "SHIPPED_RUNNER": "grouping",
    "ChangedPlanError": "kept_plan",
    "Group": "grouping",
    "KeptPlan": "kept_plan",
    "Left": "suite_run",
    "Planned": "planning",
    "SuiteRun": "suite_run",
    "UnknownSuiteError": "grouping",
    "Venue": "suite_run",
    "gate_names": "grouping",
    "groups_of": "grouping",
    "left_in": "suite_run",
    "plan_gates": "planning",
    "read_plan": "kept_plan",
}

__getattr__ = lazily(__name__, _LATER)

__all__ = [
    "SHIPPED_RUNNER",
    "ChangedPlanError",
    "Group",
    "KeptPlan",
    "Left",
    "Planned",
    "SuiteRun",
    "UnknownSuiteError",
    "Venue",
    "gate_names",
    "groups_of",
    "left_in",
    "plan_gates",
    "read_plan",
]
