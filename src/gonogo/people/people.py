"""Who is who: teams, people and runners, with the keys that they sign with.

Values only. They are read from people.yaml (`people_file`) or from a signed act
(`values`), and both refuse what breaks a rule, so a `People` that was read has
unique names and no key that two share.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo.people.public_key import fingerprint, public_key
from gonogo.people.role import Role, Signer, Standing


@dataclass(frozen=True)
class Key:
    """A public key, and when it may sign."""

    fingerprint: str
    public: str
    """`TYPE BASE64`, without a comment."""
    valid_from: datetime | None = None
    """The first moment at which it may sign; None: always was."""
    valid_until: datetime | None = None
    """The first moment at which it may not any more; None: until it is taken out."""

    @classmethod
    def of(
        cls, line: str, *, valid_from: datetime | None = None, valid_until: datetime | None = None
    ) -> "Key":
        """Return the key of a line of a `.pub` file.

        Raises:
            PublicKeyError: it is none.
        """
        return cls(fingerprint(line), public_key(line), valid_from, valid_until)

    def is_valid_at(self, moment: datetime) -> bool:
        """Say whether it may sign at a moment."""
        began = self.valid_from is None or self.valid_from <= moment
        return began and (self.valid_until is None or moment < self.valid_until)


@dataclass(frozen=True)
class Team:
    """A team, which people belong to and which owns features and findings."""

    name: str
    title: str


@dataclass(frozen=True)
class Person:
    """Somebody who signs acts."""

    name: str
    team: str
    roles: frozenset[Role]
    keys: tuple[Key, ...]

    @property
    def standing(self) -> frozenset[Signer]:
        """What the person's keys may sign as."""
        return self.roles | {Standing.PERSON}


@dataclass(frozen=True)
class Runner:
    """A machine that signs what it measured; it is no person and has no role."""

    name: str
    keys: tuple[Key, ...]

    @property
    def standing(self) -> frozenset[Signer]:
        """What the runner's keys may sign as."""
        return frozenset({Standing.RUNNER})


@dataclass(frozen=True)
class People:
    """Everybody who may sign; teams, people and runners are sorted by name."""

    teams: tuple[Team, ...] = ()
    people: tuple[Person, ...] = ()
    runners: tuple[Runner, ...] = ()

    @functools.cached_property
    def _holders(self) -> Mapping[str, tuple[Person | Runner, Key]]:
        everybody: tuple[Person | Runner, ...] = (*self.people, *self.runners)
        return {key.fingerprint: (holder, key) for holder in everybody for key in holder.keys}

    def holder(self, fingerprint: str) -> Person | Runner | None:
        """Return whose key has this fingerprint; None: nobody's."""
        found = self._holders.get(fingerprint)
        return None if found is None else found[0]

    def key(self, fingerprint: str) -> Key | None:
        """Return the key that has this fingerprint; None: nobody has it."""
        found = self._holders.get(fingerprint)
        return None if found is None else found[1]

    def standing(self, fingerprint: str) -> frozenset[Signer]:
        """Return what a key may sign as, whenever that be; nothing, if nobody has it."""
        holder = self.holder(fingerprint)
        return frozenset() if holder is None else holder.standing

    def person(self, name: str) -> Person | None:
        """Return the person of this name; None: there is none."""
        return next((each for each in self.people if each.name == name), None)
