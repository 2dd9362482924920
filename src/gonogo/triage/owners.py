"""The people and teams that a finding can be given to: those of people.yaml, as it was signed."""

from gonogo.project import Signed
from gonogo.triage.outlook import UnknownNameError


def team_named(signed: Signed, name: str | None) -> str | None:
    """Return the name of a team of people.yaml, as it was signed."""
    teams = {team.name for people in signed.counted.people for team in people.teams}
    if name is None or name in teams:
        return name
    raise UnknownNameError("team", name, teams)


def owner_named(signed: Signed, name: str) -> str:
    """Return the name of a person or a team, as it was signed."""
    known = {team.name for people in signed.counted.people for team in people.teams}
    known |= {person.name for people in signed.counted.people for person in people.people}
    if name in known:
        return name
    raise UnknownNameError("person or team", name, known)
