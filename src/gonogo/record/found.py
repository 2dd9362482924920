"""What was found in a record: acts whose signatures are right, and what is wrong with the rest.

A union of what was found in two clones is what one would find in their union.
"""

import contextlib
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.people import Person, PublicKeyError, Runner
from gonogo.record.act import Act, Signature, file_name, open_act
from gonogo.record.bodies import PeopleBody, TrustBody
from gonogo.record.checking import check_signatures
from gonogo.record.errors import DamagedActError
from gonogo.record.public_key import PublicKey


class FaultCode(enum.Enum):
    """What is wrong with a file of the record."""

    DAMAGED = "damaged"  #: It is no act, so nobody knows what it said: every verdict is held.
    UNREADABLE = "unreadable"  #: It could not be read, so the same holds for now.
    STRANGER = "stranger"  #: Its name is none of an act. It is told, and not read.


@dataclass(frozen=True)
class Fault:
    """A file that is not an act as it should be."""

    name: str
    """The file, as seen from the directory of acts."""
    explanation: str
    remedy: str
    code: FaultCode = FaultCode.DAMAGED


@dataclass(frozen=True)
class Found:
    """What is in a record, before it is asked what counts."""

    acts: tuple[Act, ...] = ()
    """Sorted by id. Nobody's signature among them is wrong."""
    faults: tuple[Fault, ...] = ()
    """Sorted by file."""
    unverified: frozenset[str] = frozenset()
    """The acts whose key nobody here has, so that nobody can say who signed them."""

    def union(self, other: "Found") -> "Found":
        """Return what is found in either; in any order it is the same.

        A key that only one of them had may verify what the other could not.
        """
        acts = _by_id((*self.acts, *other.acts))
        unknown = self.unverified | other.unverified
        # What is damaged in one clone may be whole in the other: it is told all the same.
        return _verified(acts, {*self.faults, *other.faults}, unknown)


def gather(files: Iterable[tuple[str, bytes] | Fault]) -> Found:
    """Return what is found in these files.

    Args:
        files: Pairs of a name, as seen from the directory of acts, and what is in the
            file; or what is wrong with a file that cannot be looked into.
    """
    opened, told = [], set()
    for each in files:
        if isinstance(each, Fault):
            told.add(each)
            continue
        name, content = each
        try:
            act = open_act(content, name)
        except DamagedActError as error:
            told.add(damaged(name, error.what))
            continue
        if name == file_name(act.id):
            opened.append(act)
        else:
            told.add(damaged(name, f"it holds the act {act.id}, which is not its name"))
    acts = _by_id(opened)
    return _verified(acts, told, frozenset(acts))


def damaged(name: str, what: str) -> Fault:
    """Return the fault of a file that is no act."""
    remedy = "Take it back from a clone, or from git: git checkout -- record/"
    return Fault(name, what, remedy)


def _verified(acts: dict[str, Act], faults: set[Fault], unknown: frozenset[str]) -> Found:
    """Look at the signatures that nobody looked at yet."""
    asked = [acts[each] for each in sorted(unknown)]
    answers = dict(zip(sorted(unknown), check_signatures(asked, _keys(acts)), strict=True))
    wrong = {each for each, answer in answers.items() if answer is Signature.WRONG}
    faults |= {
        damaged(file_name(each), f"{acts[each].signer} did not sign what it says") for each in wrong
    }
    return Found(
        tuple(acts[each] for each in sorted(acts.keys() - wrong)),
        tuple(sorted(faults, key=lambda fault: (fault.name, fault.explanation))),
        frozenset(each for each, answer in answers.items() if answer is Signature.UNKNOWN),
    )


def _by_id(acts: Iterable[Act]) -> dict[str, Act]:
    """Return each act once; of two signatures of one act the smaller, whoever comes first."""
    found: dict[str, Act] = {}
    for act in acts:
        there = found.get(act.id)
        if there is None or act.signature < there.signature:
            found[act.id] = act
    return found


def _keys(acts: dict[str, Act]) -> dict[str, PublicKey]:
    """Return every key that the record names, by fingerprint.

    It does not matter whether the act that names it counts: a fingerprint is the
    digest of its key, so it can only be this one.
    """
    lines: set[str] = set()
    for act in acts.values():
        if isinstance(act.body, PeopleBody):
            people = act.body.people()
            holders: tuple[Person | Runner, ...] = (*people.people, *people.runners)
            lines.update(key.public for holder in holders for key in holder.keys)
        elif isinstance(act.body, TrustBody):
            lines.update(root.public for root in act.body.trust().roots)
    keys = {}
    for line in sorted(lines):
        # A key of the right form may still be no point on its curve; it verifies nothing.
        with contextlib.suppress(PublicKeyError):
            key = PublicKey.of_line(line)
            keys[key.fingerprint] = key
    return keys
