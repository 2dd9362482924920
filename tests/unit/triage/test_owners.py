"""Whom a finding can be given to: people and teams as they were signed."""

from pathlib import Path

import pytest

from gonogo.triage.outlook import UnknownNameError
from gonogo.triage.owners import owner_named, team_named
from tests.unit.steps.founders import ADA
from tests.unit.triage.desks import office


def test_a_person_owns_and_only_a_team_is_a_team(tmp_path: Path) -> None:
    """A name that nobody has is told with the nearest."""
    signed = office(tmp_path).desk(ADA).signed

    assert [owner_named(signed, name) for name in ("carol", "proofs")] == ["carol", "proofs"]
    assert [team_named(signed, name) for name in ("proofs", None)] == ["proofs", None]
    for named, name in ((team_named, "carol"), (owner_named, "lab"), (owner_named, "Carol")):
        with pytest.raises(UnknownNameError, match=f"there is no .*{name}"):
            named(signed, name)
