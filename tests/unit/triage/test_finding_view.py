"""A finding as people look at it: found by its name, with all that happened to it."""

from datetime import UTC, datetime

import pytest

from gonogo.findings import Severity
from gonogo.people import ActKind
from gonogo.triage.finding_names import UnknownFindingError
from tests.unit.steps.founders import ADA, BOB
from tests.unit.triage.acting import plan, rate, resolve
from tests.unit.triage.desks import (
    Office,
)


@pytest.mark.parametrize("name", ["", "ab", "sha256:", "zzzz", "0" * 64, "../../x", "\x1b[2J1234"])
def test_what_names_no_finding_is_told(team: Office, name: str) -> None:
    """Too short, unknown or garbage: nothing is signed, and nothing of it is echoed raw."""
    with pytest.raises(UnknownFindingError) as refused:
        rate(team, ADA, 3, name or "-")

    assert "\x1b" not in refused.value.message


def test_a_finding_is_found_by_the_beginning_of_its_id(team: Office) -> None:
    """With or without the prefix, in either case."""
    view = team.only_finding()

    for name in (view.digits, view.finding.id, view.digits.upper(), f"sha256:{view.digits[:4]}"):
        rate(team, ADA, 3, name)

    assert team.only_finding().severity is Severity.SEV3


def test_everything_that_happened_is_in_the_history(team: Office) -> None:
    """Who did what and when, endorsements among it."""
    rate(team, ADA, 1)
    lower = rate(team, ADA, 2)
    team.endorse(BOB, lower)
    planned = plan(team)
    resolve(team)

    view = team.only_finding()
    assert [act.kind for act in view.acts] == [
        ActKind.RATING,
        ActKind.RATING,
        ActKind.ENDORSEMENT,
        ActKind.PLAN,
        ActKind.RESOLUTION,
    ]
    assert view.acts[3].id == planned.id
    assert view.finding.opened_at > datetime(2026, 1, 1, tzinfo=UTC)
