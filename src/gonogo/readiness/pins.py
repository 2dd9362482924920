"""Which policies the roots agreed on, as far as a decision of then could know.

A decision says itself under which policy it was made. That is worth something only
where the roots pinned that very policy for that very step: one member of Platforms can
sign a decision under any other. Not every `trust` act in a record was ever in force, so
one that was only seen by later ones counts here only with as many roots of today behind
it as they ask of each other.
"""

from collections.abc import Iterator

from gonogo.people import Trust
from gonogo.record import Counted, EndorsementBody, TrustBody


class Pins:
    """What is pinned, and what was."""

    def __init__(self, counted: Counted) -> None:
        """Take the acts that count."""
        self._counted = counted
        self._agreed = dict(_agreed(counted))

    def is_pinned(self, digest: str, transition: str, network: str, decision: str) -> bool:
        """Say whether a policy was pinned for a step, by the trust in force or one seen before.

        Args:
            digest: The policy's.
            transition: The step that the decision is about.
            network: The network that it is about, which may have a pin of its own.
            decision: The act; only what its signer saw was pinned for it.
        """
        if self._counted.trust.pinned(transition, network) == digest:
            return True
        pinning = {
            name
            for name, said in self._agreed.items()
            if said.pinned(transition, network) == digest
        }
        return bool(pinning) and not pinning.isdisjoint(self._counted.ancestors([decision]))


def _agreed(counted: Counted) -> Iterator[tuple[str, Trust]]:
    """Yield the trusts that were in force on the way, or that enough roots of today signed."""
    trust = counted.trust
    for act in counted.acts:
        if isinstance(act.body, TrustBody):
            said = (trust.root(key) for key in (act.signer, *_endorsing(counted, act.id)))
            roots = {root.name for root in said if root is not None}
            if act.id in counted.trust_line or len(roots) >= trust.threshold:
                yield act.id, act.body.trust()


def _endorsing(counted: Counted, act_id: str) -> Iterator[str]:
    for act in counted.acts:
        if isinstance(act.body, EndorsementBody) and act.body.act == act_id:
            yield act.signer
