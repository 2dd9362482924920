"""Who may sign, before each act and now: the `people` acts that are in force.

An act must be permitted under what was known when it was signed and under what is
known now. So a role that came later permits nothing of before, and a role or a key
that was taken away permits nothing more.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo.people import (
    ActKind,
    People,
    Person,
    Runner,
    Signer,
    may_endorse,
    may_sign,
    to_the_minute,
)
from gonogo.record.act import Act
from gonogo.record.bodies import EndorsementBody
from gonogo.record.history import CLOCKS_DIFFER_BY, History, minimal
from gonogo.record.refusal import Refusal, RefusalCode


@dataclass(frozen=True)
class _Holding:
    """What a key is under one `people` act."""

    act: str
    holder: Person | Runner
    valid_from: datetime | None
    valid_until: datetime | None


class Standings:
    """Under which `people` acts an act must be permitted, and what they say."""

    def __init__(
        self, history: History, said: Mapping[str, People], *, judged_at: datetime
    ) -> None:
        """Take the `people` acts that count, by id, with what each says."""
        self._history = history
        self._said = said
        self._judged_at = judged_at
        self.said_acts = frozenset(said)
        """The `people` acts that count."""
        self._lasts = history.lasts(said)
        self.last_acts = self._lasts.of_all
        """The last `people` acts of the record."""
        self.last = tuple(said[each] for each in sorted(self._lasts.of_all))
        """What the last `people` acts of the record say."""
        self._holdings = functools.cache(self._holdings_of)
        self._witnessed = functools.cache(self._witnessed_of)

    def in_force(self, act_id: str) -> frozenset[str]:
        """Return the `people` acts that are in force for an act."""
        return self._lasts.before(act_id) | self._lasts.of_all

    def holder(self, fingerprint: str) -> Person | Runner | None:
        """Return who holds a key now; None: nobody, or it is not agreed who."""
        holders = [people.holder(fingerprint) for people in self.last]
        names = {None if holder is None else holder.name for holder in holders}
        return holders[0] if len(names) == 1 else None

    def may(self, act: Act) -> frozenset[Signer]:
        """Return what an act's key stands for under every `people` act in force for it."""
        holdings = self._holdings(self.in_force(act.id), act.signer)
        if not holdings:
            return frozenset()
        return frozenset.intersection(*(each.holder.standing for each in holdings))

    def was_known(self, fingerprint: str) -> bool:
        """Say whether a key is somebody's in any `people` act that counts."""
        return any(people.key(fingerprint) for people in self._said.values())

    def are_one_person(self, one: str, other: str) -> bool:
        """Say whether two keys are one person's, as any of the last `people` acts has it."""
        if one == other:
            return True
        holders = ((people.holder(one), people.holder(other)) for people in self.last)
        return any(first is not None and first == second for first, second in holders)

    def permits(self, act: Act, people_acts: frozenset[str]) -> bool:
        """Say whether an act is permitted under some `people` acts, if there are any."""
        holdings = self._holdings(people_acts, act.signer)
        return bool(holdings) and not any(
            self._role(act, each) or self._validity(act, each) for each in holdings or ()
        )

    def refusals(self, act: Act) -> list[Refusal]:
        """Return the rules about signers that an act breaks."""
        is_torn = act.id in self._history.torn
        # Before a gap somebody may have been known; the gap itself holds every verdict.
        if not self._lasts.before(act.id) and not (is_torn and self.last):
            what = "no people.yaml was signed before it, so nobody was known"
            return [Refusal(RefusalCode.UNKNOWN_SIGNER, act.id, what)]
        holdings = self._holdings(self.in_force(act.id), act.signer)
        if holdings is None:
            what = f"{act.signer} is nobody's key, either when it was signed or now"
            return [Refusal(RefusalCode.UNKNOWN_SIGNER, act.id, what)]
        found = [self._role(act, each) for each in holdings]
        found += [self._validity(act, each) for each in holdings]
        broken = {refusal.code: refusal for refusal in reversed(found) if refusal is not None}
        return list(broken.values())[::-1] or self._unwitnessed(act)

    def _holdings_of(self, in_force: frozenset[str], signer: str) -> tuple[_Holding, ...] | None:
        holdings = []
        for each in sorted(in_force):
            holder, key = self._said[each].holder(signer), self._said[each].key(signer)
            if holder is None or key is None:
                return None
            holdings.append(_Holding(each, holder, key.valid_from, key.valid_until))
        return tuple(holdings)

    def _role(self, act: Act, holding: _Holding) -> Refusal | None:
        standing = holding.holder.standing
        if isinstance(act.body, EndorsementBody):
            endorsed = self._history.acts.get(act.body.act)
            # Of an act that is not here nothing is known but that it is no trust act of ours.
            is_permitted = may_endorse(endorsed.kind if endorsed else ActKind.POLICY, standing)
        else:
            is_permitted = may_sign(act.kind, standing)
        if is_permitted:
            return None
        roles = ", ".join(sorted(each.value for each in standing))
        what = f"{holding.holder.name} ({roles}) may not sign acts of kind {act.kind.value}"
        return Refusal(RefusalCode.ROLE, act.id, what)

    def _validity(self, act: Act, holding: _Holding) -> Refusal | None:
        name = holding.holder.name
        if holding.valid_from is not None and act.at < holding.valid_from:
            what = f"{name}'s key is valid from {to_the_minute(holding.valid_from)} on"
        elif holding.valid_until is not None and act.at >= holding.valid_until:
            what = f"{name}'s key was valid until {to_the_minute(holding.valid_until)}"
        else:
            return None
        return Refusal(RefusalCode.KEY_VALIDITY, act.id, what)

    def _unwitnessed(self, act: Act) -> list[Refusal]:
        for until in self._ran_out(act.signer):
            if act.id not in self._witnessed(act.signer, until):
                what = (
                    f"its key ran out on {to_the_minute(until)}, and no people.yaml that"
                    " was signed before then rests on it"
                )
                return [Refusal(RefusalCode.UNWITNESSED, act.id, what)]
        return []

    def _ran_out(self, signer: str) -> list[datetime]:
        keys = [people.key(signer) for people in self.last]
        untils = {key.valid_until for key in keys if key is not None}
        latest = self._judged_at + CLOCKS_DIFFER_BY
        return sorted(until for until in untils if until is not None and until <= latest)

    def _witnessed_of(self, signer: str, until: datetime) -> frozenset[str]:
        """Return what a root saw before a key ran out, or saw when saying that it does."""
        acts = self._history.acts
        in_time = [each for each in self._said if acts[each].at < until]
        saying = frozenset(each for each in self._said if self._says(each, signer, until))
        seen = [self._history.ancestors([each]) for each in minimal(self._history, saying)]
        seen_by_all = frozenset.intersection(*seen) if seen else frozenset()
        return self._history.ancestors(in_time) | seen_by_all

    def _says(self, people_act: str, signer: str, until: datetime) -> bool:
        key = self._said[people_act].key(signer)
        return key is not None and key.valid_until is not None and key.valid_until <= until
