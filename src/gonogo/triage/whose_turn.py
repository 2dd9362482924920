"""Who may do what comes next about a finding, by name: as people were signed."""

from gonogo.people import Role
from gonogo.project import Signed
from gonogo.record import Act

MAY_RATE = frozenset({Role.PLATFORMS, Role.RELEASE_COORDINATOR})
MAY_ENDORSE = frozenset({Role.PLATFORMS})


def who_may_rate(signed: Signed) -> str:
    """Return who may say how grave a finding is."""
    names, words = _holders(signed, MAY_RATE), "platforms or release-coordinator"
    return f"{words} ({', '.join(names)})" if names else f"{words} (nobody has the role)"


def others(signed: Signed, act: Act) -> str:
    """Return who may agree to an act of somebody else's."""
    signer = signed.counted.name(act)
    holders = _holders(signed, MAY_ENDORSE)
    names = [name for name in holders if signed.counted.is_solo or name != signer]
    return f"platforms ({', '.join(names)})" if names else f"platforms, and nobody but {signer} is"


def _holders(signed: Signed, roles: frozenset[Role]) -> list[str]:
    return sorted(
        {
            person.name
            for people in signed.counted.people
            for person in people.people
            if person.roles & roles
        }
    )
