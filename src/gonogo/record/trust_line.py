"""Which trust is in force: from the trust file of whoever judges, forward, step by step.

Nothing in a record is believed because the record says so. The file must be found in
the record, and from there each `trust` act must be signed by enough roots of the one
before. So a record that somebody made up has no line that begins with your file.
"""

import enum
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gonogo.people import ActKind, Trust, trust_value
from gonogo.record.act import Act
from gonogo.record.bodies import EndorsementBody, TrustBody
from gonogo.record.history import History


class TrustGap(enum.Enum):
    """Why the trust in force is not known."""

    ELSEWHERE = "trust"  #: No act of the record says what the trust file says.
    CONFLICT = "trust_conflict"  #: The roots agreed to two that do not follow each other.


@dataclass(frozen=True)
class TrustLine:
    """The trust in force, and the acts by which it came to be."""

    trust: Trust
    line: frozenset[str]
    """The acts that say what the trust file says, and those that followed."""
    conflict: frozenset[str] = frozenset()
    """Acts that would follow each by itself, or of which several were the beginning."""
    beginning: frozenset[str] = frozenset()
    """The act that a line began with which the trust file says the middle of; else nothing."""

    @property
    def gap(self) -> TrustGap | None:
        """Why this is not all that must be known; None: it is."""
        if not self.line:
            return TrustGap.ELSEWHERE
        return TrustGap.CONFLICT if self.conflict else None


def follow(
    history: History, acts: Sequence[Act], trust: Trust, *, unverified: AbstractSet[str]
) -> TrustLine:
    """Return the trust that is in force, given that of whoever judges.

    Args:
        history: Every act of the record.
        acts: The acts that may be looked at, of whatever kind.
        trust: What the trust file says.
        unverified: Those among them of which nobody can say who signed them. They may
            repeat what the trust file says, but nobody agrees by them to anything.
    """
    said = {act.id: act.body.trust() for act in acts if isinstance(act.body, TrustBody)}
    asked = {each: history.acts[each] for each in said}
    ancestors = {each: history.ancestors([each]) for each in said}
    signed = [act for act in acts if act.id not in unverified]
    endorsed = endorsements(signed)
    may_follow = said.keys() & {act.id for act in signed}
    firsts = history.lasts([act.id for act in history.order if act.kind is ActKind.TRUST])
    # A copy of the file's content proves nothing: a root of it must stand behind the act. With
    # something before it, one root alone would have written a past of their own.
    begins = places = frozenset(
        each
        for each, other in said.items()
        if trust_value(other) == trust_value(trust)
        and len(agreed(asked[each], endorsed.get(each, ()), trust))
        >= (trust.threshold if firsts.before(each) else 1)
    )
    line, current = set(places), trust
    while True:
        followers = {
            each
            for each in may_follow
            if ancestors[each] & places
            and said[each].workspace == current.workspace
            and is_agreed(asked[each], endorsed.get(each, ()), current, by=current.threshold)
        }
        first = [
            each for each in followers if all(each in ancestors[o] for o in followers - {each})
        ]
        if not first:
            break
        places, current = frozenset(first), said[first[0]]
        line |= places
    roots = [said[each] for each in line]
    beginning = frozenset(
        each
        for each in frozenset[str]().union(*(ancestors[one] for one in begins)) - begins
        if each in said and not firsts.before(each)
        if any(agreed(asked[each], endorsed.get(each, ()), trust) for trust in roots)
    )
    # One root alone may have written any of several, and what was said under each would count.
    if len(beginning) + any(not firsts.before(each) for each in begins) > 1:
        return TrustLine(current, frozenset(line), beginning | followers)
    return TrustLine(current, frozenset(line), frozenset(followers), beginning)


def endorsements(acts: Iterable[Act]) -> Mapping[str, list[Act]]:
    """Return the endorsements among these acts, by what they endorse."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        if isinstance(act.body, EndorsementBody):
            found.setdefault(act.body.act, []).append(act)
    return found


def is_agreed(act: Act, endorsed: Iterable[Act], trust: Trust, *, by: int) -> bool:
    """Say whether a root of a trust signed an act, and so many agreed to it."""
    is_by_root = trust.root(act.signer) is not None
    return is_by_root and len(agreed(act, endorsed, trust)) >= by


def agreed(act: Act, endorsed: Iterable[Act], trust: Trust) -> frozenset[str]:
    """Return the names of the roots who signed or endorsed an act."""
    roots = [trust.root(each.signer) for each in (act, *endorsed)]
    return frozenset(root.name for root in roots if root is not None)
