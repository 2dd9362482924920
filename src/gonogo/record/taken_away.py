"""Acts that were permitted when they were signed, and are refused by what was taken away since.

Nobody may lose a failure, a finding or a revocation by taking its signer, or a role of
theirs, out of people.yaml: such an act counts for nothing and holds every verdict. A key
that is given an `until` loses nothing that a root saw before.
"""

from collections.abc import Iterator, Mapping

from gonogo.record.act import Act
from gonogo.record.history import History
from gonogo.record.refusal import Refusal, RefusalCode
from gonogo.record.roots import Roots
from gonogo.record.standing import Standings

_LOST = frozenset({RefusalCode.UNKNOWN_SIGNER, RefusalCode.ROLE})


def taken_away(
    history: History, roots: Roots, standings: Standings, refused: Mapping[str, list[Refusal]]
) -> Iterator[Refusal]:
    """Find the refused acts that their signers were permitted by all that they saw.

    Args:
        history: Everything that was found.
        roots: Who says who is who.
        standings: What was said.
        refused: The rules that each act breaks, by act.
    """
    # Rules are in their order: what another one refuses first counted for nothing then, too.
    lost = [history.acts[each] for each, broken in refused.items() if broken[0].code in _LOST]
    asked = [act for act in lost if not roots.is_theirs(act) and standings.was_known(act.signer)]
    if not asked:
        return
    seen = _Seen(history, roots, standings.said_acts)
    for act in asked:
        if standings.permits(act, seen.in_force_then(act)):
            what = "its signer might sign it then, and people.yaml has taken the key or role away"
            yield Refusal(RefusalCode.TAKEN_AWAY, act.id, what)


class _Seen:
    """Who was who for whoever signed an act: by what was agreed among its ancestors."""

    def __init__(self, history: History, roots: Roots, said: frozenset[str]) -> None:
        self._roots = roots
        self._acts = [history.acts[each] for each in sorted(said)]
        agreements = [each for act in self._acts for each in roots.agreements(act.id)]
        self._bits = {each: 1 << place for place, each in enumerate([*sorted(said), *agreements])}
        self._saw: dict[str, int] = {}
        for act in history.order:
            saw = 0
            for head in history.heads(act):
                saw |= self._saw[head.id] | self._bits.get(head.id, 0)
            self._saw[act.id] = saw

    def in_force_then(self, act: Act) -> frozenset[str]:
        """Return the last `people` acts that counted by what this act's signer saw."""
        seen = {each for each, bit in self._bits.items() if self._saw[act.id] & bit}
        counted = [
            each.id
            for each in self._acts
            if each.id in seen and self._roots.may_say_who_is_who(each, seen)
        ]
        return frozenset(
            each
            for each in counted
            if not any(self._saw[other] & self._bits[each] for other in counted)
        )
