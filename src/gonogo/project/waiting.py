"""What one root signed and others must agree to first: changes of the trust and of who is who."""

from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.people import ActKind
from gonogo.record import Act, Counted, EndorsementBody, PeopleBody, RefusalCode

OF_ROOTS = frozenset({ActKind.TRUST, ActKind.PEOPLE})
"""What takes effect only once as many roots as the threshold agreed."""


@dataclass(frozen=True)
class Waiting:
    """An act that changes nothing until more roots agreed to it."""

    act: Act
    missing: int
    """How many more it takes."""
    roots: tuple[str, ...]
    """Who has not agreed yet, by name."""

    @property
    def command(self) -> str:
        """What each of them types."""
        return f"gonogo endorse {self.act.id}"

    @property
    def sentence(self) -> str:
        """What it waits for."""
        return f"takes effect once {self.missing} more of the roots ({', '.join(self.roots)}) agree"


def waiting_acts(counted: Counted) -> tuple[Waiting, ...]:
    """Return what waits for roots, the newest first; nothing that something newer replaced."""
    codes = {each.act for each in counted.refusals if each.code is RefusalCode.THRESHOLD}
    waiting = [act for act in counted.history.order if act.id in codes]
    in_force = [act for act in counted.acts if act.kind in OF_ROOTS]
    replaced = {
        kind: counted.ancestors([act.id for act in in_force if act.kind is kind])
        for kind in OF_ROOTS
    }
    return tuple(
        _waiting(counted, act) for act in reversed(waiting) if act.id not in replaced[act.kind]
    )


def waiting_for_key(counted: Counted, fingerprint: str) -> Waiting | None:
    """Return what waits and would let a key sign that nobody has yet; None: nothing."""
    for each in waiting_acts(counted):
        body = each.act.body
        if isinstance(body, PeopleBody) and body.people().holder(fingerprint) is not None:
            return each
    return None


def endorsements_of(counted: Counted, act: Act) -> Iterator[Act]:
    """Find the endorsements of an act that count, whether it counts itself or not."""
    for other in counted.acts:
        if isinstance(other.body, EndorsementBody) and other.body.act == act.id:
            yield other


def _waiting(counted: Counted, act: Act) -> Waiting:
    trust = counted.trust
    roots = [trust.root(each.signer) for each in (act, *endorsements_of(counted, act))]
    agreed = {root.name for root in roots if root is not None}
    others = tuple(root.name for root in trust.roots if root.name not in agreed)
    return Waiting(act, max(0, trust.threshold - len(agreed)), others)
