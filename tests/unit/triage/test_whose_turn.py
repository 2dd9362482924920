"""Who may do what comes next about a finding, by name."""

from gonogo.project import read_signed
from gonogo.triage.whose_turn import others, who_may_rate
from tests.unit.steps.founders import ADA
from tests.unit.triage.acting import rate
from tests.unit.triage.desks import Office


def test_whoever_may_rate_is_named(team: Office) -> None:
    """By the people that were signed, and not by roles alone."""
    signed = read_signed(team.project, team.clock)

    assert who_may_rate(signed) == "platforms or release-coordinator (ada, bob, rita)"


def test_nobody_agrees_with_themselves(team: Office) -> None:
    """The others of platforms may."""
    act = rate(team, ADA, 2)

    assert others(read_signed(team.project, team.clock), act) == "platforms (bob)"
