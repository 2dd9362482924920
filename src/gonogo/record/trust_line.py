"""Which trust is in force: from the trust file of whoever judges, forward, step by step.

Nothing in a record is believed because the record says so. The file must be found in
the record, and from there each `trust` act must be signed by enough roots of the one
before. So a record that somebody made up has no line that begins with your file.
"""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gonogo.people import Root, Trust, trust_value
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
    """Acts that would follow each by itself."""

    @property
    def gap(self) -> TrustGap | None:
        """Why this is not all that must be known; None: it is."""
        if not self.line:
            return TrustGap.ELSEWHERE
        return TrustGap.CONFLICT if self.conflict else None


def follow(history: History, acts: Sequence[Act], trust: Trust) -> TrustLine:
    """Return the trust that is in force, given that of whoever judges.

    Args:
        history: Every act of the record.
        acts: The acts that may be looked at, of whatever kind.
        trust: What the trust file says.
    """
    said = {act.id: act.body.trust() for act in acts if isinstance(act.body, TrustBody)}
    asked = {each: history.acts[each] for each in said}
    ancestors = {each: history.ancestors([each]) for each in said}
    endorsed = endorsements(acts)
    file = trust_value(trust)
    places = frozenset(each for each, other in said.items() if trust_value(other) == file)
    line, current = set(places), trust
    while True:
        followers = {
            each
            for each, other in said.items()
            if ancestors[each] & places
            and other.workspace == current.workspace
            and _is_agreed(asked[each], endorsed.get(each, ()), current)
        }
        first = [
            each for each in followers if all(each in ancestors[o] for o in followers - {each})
        ]
        if not first:
            return TrustLine(current, frozenset(line), frozenset(followers))
        places, current = frozenset(first), said[first[0]]
        line |= places


def endorsements(acts: Iterable[Act]) -> Mapping[str, list[Act]]:
    """Return the endorsements among these acts, by what they endorse."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        if isinstance(act.body, EndorsementBody):
            found.setdefault(act.body.act, []).append(act)
    return found


def _is_agreed(act: Act, endorsed: Iterable[Act], trust: Trust) -> bool:
    if trust.root(act.signer) is None:
        return False
    roots = [trust.root(each.signer) for each in (act, *endorsed)]
    return len({root.name for root in roots if isinstance(root, Root)}) >= trust.threshold
