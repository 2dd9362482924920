"""What one root may say alone when it begins: that the roots are people, and which machines run.

Whoever holds the key of one root can begin a record of their own, and so must not be
able to name in it a second person whose key they made.
"""

from gonogo.people.people import Key, People
from gonogo.people.role import Role
from gonogo.people.trust import Trust

FOUNDER_ROLES = frozenset({Role.PLATFORMS, Role.RELEASE_COORDINATOR})
"""What a root may be from the beginning, where it is not alone."""


def are_founders(people: People, trust: Trust) -> bool:
    """Say whether nobody is among these people but roots of a trust, each by its own key."""
    roots = {root.name: root.fingerprint for root in trust.roots}
    return all(
        person.roles <= FOUNDER_ROLES
        and all(key.fingerprint == roots.get(person.name) for key in person.keys)
        and not any(map(_is_limited, person.keys))
        for person in people.people
    ) and not any(_is_limited(key) for runner in people.runners for key in runner.keys)


def _is_limited(key: Key) -> bool:
    """Say whether a key has an end or a beginning, by which what it signed counts for nothing."""
    return key.valid_from is not None or key.valid_until is not None
