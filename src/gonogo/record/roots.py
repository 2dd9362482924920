"""What roots may sign: who is who, the trust itself, and endorsements of both.

A root of the last trust may. One that was taken away may not any more, but what it
said before that still says who had which role then: such acts count as history, and
permit nothing by themselves. One root begins, and names nobody but roots; whatever
else there is takes as many as the threshold, so that nobody alone invents the second
person of a decision.
"""

from collections.abc import Collection, Iterator, Sequence

from gonogo.people import ActKind, Trust, are_founders
from gonogo.record.act import Act
from gonogo.record.bodies import EndorsementBody, PeopleBody, TrustBody
from gonogo.record.history import History
from gonogo.record.refusal import Refusal, RefusalCode
from gonogo.record.trust_line import TrustLine, agreed, endorsements, is_agreed

OF_ROOTS = frozenset({ActKind.TRUST, ActKind.PEOPLE})
"""What roots sign and endorse, and nobody else."""


class Roots:
    """The roots of the trust in force, and of those before."""

    def __init__(self, history: History, acts: Sequence[Act], line: TrustLine) -> None:
        """Take the acts that may be looked at, of whatever kind, each after its heads."""
        self._said = {act.id: act.body.trust() for act in acts if isinstance(act.body, TrustBody)}
        self._line = line
        self._history = history
        self._endorsed = endorsements(acts)
        self._before_line = history.ancestors(line.line)
        # Every act of the record, whether it counts: nobody gets to begin by being refused.
        self._alike = {
            kind: history.lasts([act.id for act in history.order if act.kind is kind])
            for kind in OF_ROOTS
        }
        self._counting = line.line | frozenset(self._earlier(acts))
        self._lasts = history.lasts(self._counting)

    def _earlier(self, acts: Sequence[Act]) -> Iterator[str]:
        """Find the trust acts of before that count as history.

        An ancestor alone is what whoever can write files makes of any file, so a root of
        the line must stand behind it; and one root alone must not rewrite what was agreed,
        nor begin another history beside the one there is.
        """
        roots = {root.fingerprint for each in self._line.line for root in self._said[each].roots}
        counting = set(self._line.line)
        for act in acts:
            if act.id not in self._said.keys() & self._before_line - self._line.line:
                continue
            speakers = {act.signer, *(each.signer for each in self._endorsed.get(act.id, ()))}
            lasts = self._history.lasts(counting).before(act.id)
            is_beginning = act.id in self._line.beginning
            if speakers & roots and (is_beginning or self._is_agreed_by_all(act, lasts)):
                counting.add(act.id)
                yield act.id

    def _is_first(self, act: Act) -> bool:
        """Say whether an act rests on no other of its kind."""
        return not self._alike[act.kind].before(act.id)

    def _is_agreed(self, act: Act, trust: Trust, among: Collection[str] | None = None) -> bool:
        """Say whether enough roots agreed to an act, by all endorsements or by these alone."""
        said = self._endorsed.get(act.id, ())
        chosen = said if among is None else [each for each in said if each.id in among]
        return is_agreed(act, chosen, trust, by=1 if self._begins(act, trust) else trust.threshold)

    def _begins(self, act: Act, trust: Trust) -> bool:
        """Say whether one root may say this alone: who begins, and is nobody but the roots."""
        if not isinstance(act.body, PeopleBody) or not self._is_first(act):
            return False
        return are_founders(act.body.people(), trust)

    def _is_agreed_by_all(
        self, act: Act, trusts: frozenset[str], among: Collection[str] | None = None
    ) -> bool:
        asked = (self._is_agreed(act, self._said[each], among) for each in trusts)
        return bool(trusts) and all(asked)

    def is_root(self, fingerprint: str) -> bool:
        """Say whether a key is one of a root of the trust in force."""
        return self._line.trust.root(fingerprint) is not None

    def was_root_before(self, signer: str, act_id: str) -> bool:
        """Say whether a key was one of a root in the trust that an act saw last.

        Only trust counts that was, or led to what is, in force.
        """
        return any(self._said[each].root(signer) for each in self._lasts.before(act_id))

    def may_say_who_is_who(self, act: Act, among: Collection[str] | None = None) -> bool:
        """Say whether a `people` act counts, or would if only these acts endorsed it."""
        is_history = act.id in self._before_line
        return self._is_agreed(act, self._line.trust, among) or (
            is_history and self._is_agreed_by_all(act, self._lasts.before(act.id), among)
        )

    def agreements(self, act_id: str) -> tuple[str, ...]:
        """Return the endorsements of an act, whoever signed them."""
        return tuple(each.id for each in self._endorsed.get(act_id, ()))

    def is_theirs(self, act: Act) -> bool:
        """Say whether an act is one that only roots sign."""
        if isinstance(act.body, EndorsementBody):
            endorsed = self._history.acts.get(act.body.act)
            return endorsed is not None and endorsed.kind in OF_ROOTS
        return act.kind in OF_ROOTS

    def refusals(self, act: Act) -> list[Refusal]:
        """Return the rules that an act of roots breaks."""
        if isinstance(act.body, EndorsementBody):
            may = self.is_root(act.signer) or self.was_root_before(act.signer, act.body.act)
            return [] if may else [_no_root(act)]
        if act.id in self._counting or (
            act.kind is ActKind.PEOPLE and self.may_say_who_is_who(act)
        ):
            return []
        if act.id in self._line.conflict:
            what = "other roots agreed to another trust at the same time"
            return [Refusal(RefusalCode.TRUST_CONFLICT, act.id, what)]
        return [self._too_few(act) if self.is_root(act.signer) else _no_root(act)]

    def _too_few(self, act: Act) -> Refusal:
        trust = self._line.trust
        names = sorted(agreed(act, self._endorsed.get(act.id, ()), trust))
        what = f"{len(names)} of {trust.threshold} roots agreed to it so far: {', '.join(names)}"
        return Refusal(RefusalCode.THRESHOLD, act.id, what)


def _no_root(act: Act) -> Refusal:
    what = f"{act.signer} is no root of the trust, and only a root may sign this"
    return Refusal(RefusalCode.UNKNOWN_SIGNER, act.id, what)
