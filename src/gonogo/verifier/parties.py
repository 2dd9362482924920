"""Trust and people as values: who may be believed, and who may do what when.

What is read here was written by somebody who is not trusted yet, or by the one who
verifies; both are read equally strictly.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import shape as s
from .bodies import PERSON, ROLES, RUNNER
from .keys import PublicKey, UnusableKeyError, parse_line


class PartiesError(ValueError):
    """A value is none of trust or of people."""


@dataclass(frozen=True)
class Trust:
    """Whom a workspace's people rest on, and which policies are pinned."""

    value: Mapping[str, Any]
    """What it was read from; two trusts are the same if these are equal."""
    workspace: str
    roots: Mapping[str, PublicKey]
    """By fingerprint."""
    threshold: int
    is_solo: bool
    policies: Mapping[str, str]
    """By the transition, or by the transition, `@` and one network."""
    verifier_id: str

    def key_of(self, name: str) -> str | None:
        """Return the fingerprint of the key of the root of this name, if there is one."""
        line = self.value["roots"].get(name)
        return None if line is None else _key(line).fingerprint

    def agreed_policy(self, transition: str, network: str) -> str | None:
        """Return which policy decides a transition of a network: its own pin, or that of all."""
        for key in (f"{transition}@{network}", transition):
            if key in self.policies:
                return self.policies[key]
        return None


@dataclass(frozen=True)
class Holder:
    """Whose key it is, and from when until when it may sign."""

    name: str
    standing: frozenset[str]
    """Roles, and whether it is a person or a runner."""
    key: PublicKey
    valid_from: datetime | None
    valid_until: datetime | None

    def may_sign_at(self, moment: datetime) -> bool:
        """Say whether the key may sign at this time."""
        has_begun = self.valid_from is None or self.valid_from <= moment
        return has_begun and (self.valid_until is None or moment < self.valid_until)


_FOUNDER = frozenset({PERSON, "platforms", "release-coordinator"})


@dataclass(frozen=True)
class People:
    """Whose which key is, by fingerprint."""

    holders: Mapping[str, Holder]

    def are_founders_under(self, trust: Trust) -> bool:
        """Say whether there is nobody but roots and machines, so that one root may say it alone.

        A limited key, a machine's too, would take away what it signed; that takes all roots.
        """
        for key, holder in self.holders.items():
            if holder.valid_from is not None or holder.valid_until is not None:
                return False
            if RUNNER in holder.standing:
                continue
            if not holder.standing <= _FOUNDER or trust.key_of(holder.name) != key:
                return False
        return True


_keys = s.listed(s.keys({"key": s.text, "from": s.maybe(s.time), "until": s.maybe(s.time)}))
_TRUST = s.keys(
    {
        "workspace": s.workspace,
        "verifier_id": s.text,
        "is_solo": s.boolean,
        "threshold": s.whole,
        "roots": s.mapping(s.text, s.text),
        "policies": s.mapping(s.text, s.digest),
    }
)
_PEOPLE = s.keys(
    {
        "teams": s.mapping(s.text, s.keys({"title": s.text})),
        "people": s.mapping(
            s.text, s.keys({"team": s.text, "roles": s.sorted_set(s.one_of(*ROLES)), "keys": _keys})
        ),
        "runners": s.mapping(s.text, s.keys({"keys": _keys})),
    }
)


def read_trust(value: object) -> Trust:
    """Return the trust of a value.

    Raises:
        PartiesError: it is none, or one that nobody could act under.
    """
    if not isinstance(value, dict) or not _TRUST(value):
        raise PartiesError("it does not hold exactly the keys of a trust file, all of them")
    roots = [_key(line) for line in value["roots"].values()]
    # By keys and not by names: one person under two names would reach the threshold alone.
    by_fingerprint = {root.fingerprint: root for root in roots}
    threshold, is_solo = value["threshold"], value["is_solo"]
    if len(by_fingerprint) != len(roots):
        raise PartiesError("two roots share a key")
    # A threshold of one among several roots would let each of them rewrite the trust alone.
    least = 1 if is_solo else 2
    if not least <= threshold <= len(roots) or (is_solo and len(roots) != 1):
        raise PartiesError("its threshold does not fit the number of its roots")
    return Trust(
        value=value,
        workspace=value["workspace"],
        roots=by_fingerprint,
        threshold=threshold,
        is_solo=is_solo,
        policies=value["policies"],
        verifier_id=value["verifier_id"],
    )


def read_people(value: object) -> People:
    """Return the people of a value.

    Raises:
        PartiesError: it is none, or leaves open whose a key is.
    """
    if not isinstance(value, dict) or not _PEOPLE(value):
        raise PartiesError("it does not hold exactly the keys of a people file")
    _refuse_same_names((*value["people"], *value["runners"]))
    holders: list[Holder] = []
    for name, row in value["people"].items():
        if row["team"] not in value["teams"]:
            raise PartiesError("somebody is in a team that there is not")
        holders += _holders(name, frozenset((*row["roles"], PERSON)), row["keys"])
    for name, row in value["runners"].items():
        holders += _holders(name, frozenset({RUNNER}), row["keys"])
    by_fingerprint = {holder.key.fingerprint: holder for holder in holders}
    if len(by_fingerprint) != len(holders):
        raise PartiesError("a key stands there twice")
    return People(by_fingerprint)


def _refuse_same_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise PartiesError("two have the same name")
        seen.add(name.casefold())


def _holders(name: str, standing: frozenset[str], rows: list[dict[str, Any]]) -> list[Holder]:
    lines = [row["key"] for row in rows]
    # One order alone, so that one meaning has one value, and one digest.
    if not lines or lines != sorted(lines):
        raise PartiesError("somebody's keys are missing, or not in their order")
    holders = []
    for row in rows:
        begin, end = (None if row[at] is None else s.read_time(row[at]) for at in ("from", "until"))
        if begin is not None and end is not None and begin >= end:
            raise PartiesError("a key ends before it begins")
        holders.append(Holder(name, standing, _key(row["key"]), begin, end))
    return holders


# The same keys stand in each trust and people act of a record, and to read one takes longer than
# all else that is done with it. Bounded, since a stranger may have written the lines.
@functools.lru_cache(maxsize=4096)
def _key(line: str) -> PublicKey:
    try:
        key = parse_line(line)
    except UnusableKeyError as error:
        raise PartiesError(f"a public key cannot be used: {error}") from error
    return key
