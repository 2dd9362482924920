"""What roots may sign: who is who, the trust itself, and endorsements of trust.

A root of the last trust may. One that was taken away may not any more, but what it
said before that still says who had which role then: such acts count as history, and
permit nothing by themselves.
"""

from collections.abc import Sequence

from gonogo.record.act import Act
from gonogo.record.bodies import EndorsementBody, TrustBody
from gonogo.record.history import History
from gonogo.record.refusal import Refusal, RefusalCode
from gonogo.record.trust_line import TrustLine, endorsements


class Roots:
    """The roots of the trust in force, and of those before."""

    def __init__(self, history: History, acts: Sequence[Act], line: TrustLine) -> None:
        """Take the acts that may be looked at, of whatever kind."""
        self._said = {act.id: act.body.trust() for act in acts if isinstance(act.body, TrustBody)}
        self._line = line
        self._before_line = history.ancestors(line.line)
        self._counting = line.line | self._vouched_for(acts)
        self._lasts = history.lasts(self._counting)

    def _vouched_for(self, acts: Sequence[Act]) -> frozenset[str]:
        """Return the trust acts of before that a root of the line signed or endorsed.

        An ancestor alone is what whoever can write files makes of any file.
        """
        roots = {root.fingerprint for each in self._line.line for root in self._said[each].roots}
        speakers = {each: {act.signer for act in said} for each, said in endorsements(acts).items()}
        return frozenset(
            act.id
            for act in acts
            if act.id in self._said.keys() & self._before_line
            and not roots.isdisjoint({act.signer} | speakers.get(act.id, set()))
        )

    def is_root(self, fingerprint: str) -> bool:
        """Say whether a key is one of a root of the trust in force."""
        return self._line.trust.root(fingerprint) is not None

    def was_root_before(self, signer: str, act_id: str) -> bool:
        """Say whether a key was one of a root in the trust that an act saw last.

        Only trust counts that was, or led to what is, in force.
        """
        return any(self._said[each].root(signer) for each in self._lasts.before(act_id))

    def may_say_who_is_who(self, act: Act) -> bool:
        """Say whether a `people` act counts."""
        is_history = act.id in self._before_line and self.was_root_before(act.signer, act.id)
        return self.is_root(act.signer) or is_history

    def is_about_trust(self, act: Act) -> bool:
        """Say whether an act endorses a `trust` act."""
        return isinstance(act.body, EndorsementBody) and act.body.act in self._said

    def refusals(self, act: Act) -> list[Refusal]:
        """Return the rules that an act of roots breaks."""
        if isinstance(act.body, TrustBody):
            return self._of_trust(act)
        if isinstance(act.body, EndorsementBody):
            endorsed = act.body.act
            may = self.is_root(act.signer) or self.was_root_before(act.signer, endorsed)
        else:
            may = self.may_say_who_is_who(act)
        return [] if may else [_no_root(act)]

    def _of_trust(self, act: Act) -> list[Refusal]:
        if act.id in self._counting:
            return []
        if act.id in self._line.conflict:
            what = "other roots agreed to another trust at the same time"
            return [Refusal(RefusalCode.TRUST_CONFLICT, act.id, what)]
        if self.is_root(act.signer):
            what = f"fewer than {self._line.trust.threshold} roots agreed to it"
            return [Refusal(RefusalCode.THRESHOLD, act.id, what)]
        return [_no_root(act)]


def _no_root(act: Act) -> Refusal:
    what = f"{act.signer} is no root of the trust, and only a root may sign this"
    return Refusal(RefusalCode.UNKNOWN_SIGNER, act.id, what)
