"""The plan of an attempt, kept beside what it leaves."""

from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest, Selected
from gonogo.acceptance.attempting import ChangedPlanError, KeptPlan, read_plan
from gonogo.acceptance.attempting.kept_plan import KeptGate, keep_plan

PLAN = KeptPlan(
    (KeptGate("base", "go", (Selected(NamedTest("pkg", "TestA"), timeout_seconds=60.0),)),),
    (("001-pkg", "pkg"),),
)
OTHER = KeptPlan((KeptGate("base", "go", ()),), (("001-pkg", "pkg"),))


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Also by another process, that cannot plan any more."""
    keep_plan(tmp_path, PLAN)

    assert read_plan(tmp_path) == PLAN


def test_the_same_plan_may_be_gone_on_with_and_no_other(tmp_path: Path) -> None:
    """Tests that were added or removed meanwhile make it another attempt."""
    keep_plan(tmp_path, PLAN)
    keep_plan(tmp_path, PLAN)

    with pytest.raises(ChangedPlanError):
        keep_plan(tmp_path, OTHER)


def test_no_plan_was_begun_where_there_is_none(tmp_path: Path) -> None:
    """A directory that was never used, or whose plan is no plan."""
    assert read_plan(tmp_path) is None
    (tmp_path / "plan.json").write_text("{")
    assert read_plan(tmp_path) is None
