"""Which acts count: signed in this workspace, in time, by somebody who may.

An act that breaks a rule counts for nothing, and the rule is kept by name. Where
leaving one out could hide a failure, the whole record holds instead.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from .act import Act
from .bodies import KINDS
from .counted import Counted
from .graph import Graph
from .parties import Holder, People, Trust
from .trust_chain import TrustChain, follow, is_agreed

__all__ = ["TOLERANCE", "Counted", "count"]

TOLERANCE = timedelta(minutes=5)
"""How far clocks may be apart. Times are always compared by their difference: a time near the end
of the calendar, plus anything, would be an error."""


def count(
    graph: Graph,
    trust: Trust,
    trusts: Mapping[str, Trust],
    peoples: Mapping[str, People],
    *,
    judged_at: datetime,
) -> Counted:
    """Return what counts of some acts that are closed under their heads."""
    return _Counting(graph, trust, trusts, peoples, judged_at).result()


class _Counting:
    """The rules in their order, each refusing some of what those before it left."""

    def __init__(
        self,
        graph: Graph,
        trust: Trust,
        trusts: Mapping[str, Trust],
        peoples: Mapping[str, People],
        judged_at: datetime,
    ) -> None:
        self.graph = graph
        self.judged_at = judged_at
        self.trusts = trusts
        self.refusals: dict[str, str] = {}
        self.signers: dict[str, tuple[Holder, ...]] = {}
        self.ancestors_of: dict[str, set[str]] = {}
        self._refuse_places_and_times(trust.workspace)
        self.endorsements = self._endorsements_of((*trusts, *peoples))
        self.alike = graph.seen(peoples)
        self.all_people = peoples
        self.chain = self._chain(trust)
        self.people = self._people(peoples)
        self.seen = graph.seen(self.people)
        self.last = self._last_people()
        self.run_out = self._run_out()

    def result(self) -> Counted:
        """Apply what is left of the rules to all acts but those that say whom to trust."""
        for act in self.graph.order:
            if act.id not in self.refusals and act.kind not in {"trust", "people"}:
                self._count(act)
        acts = tuple(act for act in self.graph.order if act.id not in self.refusals)
        lost = frozenset(self._taken_away())
        endorsements: dict[str, tuple[Act, ...]] = {}
        for act in acts:
            if act.kind == "endorsement":
                endorsed = act.body["act"]
                endorsements[endorsed] = (*endorsements.get(endorsed, ()), act)
        return Counted(
            graph=self.graph,
            acts=acts,
            refusals=self.refusals,
            trust=self.chain.trust,
            is_complete=bool(self.last)
            and "unwitnessed" not in self.refusals.values()
            and not lost,
            lost=lost,
            fault=self.chain.fault,
            agreed=self._agreed(endorsements),
            _last_people=tuple(self.people[name] for name in self.last),
            _signers=self.signers,
            _endorsements=endorsements,
        )

    def _agreed(self, endorsements: Mapping[str, Iterable[Act]]) -> dict[str, Trust]:
        roots = self.chain.trust.roots
        agreed = {}
        for name in self.chain.counting - self.refusals.keys():
            said = {each.signer for each in endorsements.get(name, ())}
            said.add(self.graph.acts[name].signer)
            if name in self.chain.led or len(said & roots.keys()) >= self.chain.trust.threshold:
                agreed[name] = self.trusts[name]
        return agreed

    def _refuse_places_and_times(self, workspace: str) -> None:
        for act in self.graph.order:
            latest_head = max((self.graph.acts[head].at for head in act.heads), default=act.at)
            if act.workspace != workspace:
                self.refusals[act.id] = "other_workspace"
            elif latest_head - act.at > TOLERANCE or act.at - self.judged_at > TOLERANCE:
                self.refusals[act.id] = "time"

    def _left(self, kind: str) -> list[Act]:
        return [act for act in self.graph.order if act.kind == kind and act.id not in self.refusals]

    def _endorsements_of(self, names: Collection[str]) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {name: [] for name in names}
        for act in self._left("endorsement"):
            if act.body["act"] in found:
                found[act.body["act"]].append(act)
        return found

    def _chain(self, trust: Trust) -> TrustChain:
        left = {act.id for act in self._left("trust")}
        chain = follow(self.graph, trust, self.trusts, left, self.endorsements)
        for name in left - chain.counting:
            self._refuse_of_roots(name, chain)
        return chain

    def _refuse_of_roots(self, name: str, chain: TrustChain) -> None:
        is_root = self.graph.acts[name].signer in chain.trust.roots
        self.refusals[name] = "threshold" if is_root else "unknown_signer"

    def _people(self, peoples: Mapping[str, People]) -> dict[str, People]:
        counting: dict[str, People] = {}
        for act in self._left("people"):
            if self._is_agreed(act, self.endorsements[act.id]):
                counting[act.id] = peoples[act.id]
            else:
                self._refuse_of_roots(act.id, self.chain)
        return counting

    def _is_agreed(self, act: Act, endorsements: Collection[Act]) -> bool:
        """Say whether enough roots say who is who: one of founders alone, else as for trust."""
        before = self.chain.last_before(act.id) if act.id in self.chain.history else ()

        def may(trust: Trust) -> bool:
            is_first = not self.alike.before(act.id)
            begins = is_first and self.all_people[act.id].are_founders_under(trust)
            return is_agreed(act, endorsements, trust, by=1 if begins else trust.threshold)

        return may(self.chain.trust) or (
            bool(before) and all(may(self.trusts[name]) for name in before)
        )

    def _was_root(self, signer: str, name: str) -> bool:
        """Say whether a key was a root's under a last trust that an act saw."""
        return any(signer in self.trusts[last].roots for last in self.chain.last_before(name))

    def _last_people(self) -> tuple[str, ...]:
        """Return the last people acts, or none if no root of today stands behind any."""
        last = self.seen.last()
        if any(self.graph.acts[name].signer in self.chain.trust.roots for name in last):
            return last
        return ()

    def _run_out(self) -> dict[str, tuple[tuple[datetime, frozenset[str]], ...]]:
        """Return, for each key that has run out, when, and who said so first."""
        found: dict[str, tuple[tuple[datetime, frozenset[str]], ...]] = {}
        for last in self.last:
            for key, holder in self.people[last].holders.items():
                until = holder.valid_until
                if until is not None and until - self.judged_at <= TOLERANCE:
                    first = frozenset(self._first_to_say(key, until))
                    found[key] = (*found.get(key, ()), (until, first))
        return found

    def _first_to_say(self, key: str, until: datetime) -> Iterable[str]:
        saying = [
            name
            for name, people in self.people.items()
            if (holder := people.holders.get(key)) is not None
            and holder.valid_until is not None
            and holder.valid_until <= until
        ]
        return (
            name for name in saying if not any(self.seen.is_before(other, name) for other in saying)
        )

    def _count(self, act: Act) -> None:
        if act.kind == "endorsement" and act.body["act"] in self.endorsements:
            if not self._may_endorse_for_roots(act):
                self.refusals[act.id] = "unknown_signer"
            return
        own = self.seen.last_before(act.id)
        holders = [
            self.people[name].holders.get(act.signer) for name in dict.fromkeys((*own, *self.last))
        ]
        known = [holder for holder in holders if holder is not None]
        if not own or not self.last or len(known) != len(holders):
            self.refusals[act.id] = "unknown_signer"
        elif any(KINDS[act.kind].signers.isdisjoint(holder.standing) for holder in known):
            self.refusals[act.id] = "role"
        elif not all(holder.may_sign_at(act.at) for holder in known):
            self.refusals[act.id] = "key_validity"
        elif not self._is_witnessed(act):
            self.refusals[act.id] = "unwitnessed"
        else:
            self.signers[act.id] = tuple(known)

    def _taken_away(self) -> Iterator[str]:
        """Find what was permitted by all that its signer saw, and is refused by what came later."""
        known = {key for people in self.people.values() for key in people.holders}
        asked = [
            self.graph.acts[name]
            for name, code in self.refusals.items()
            if code in {"unknown_signer", "role"} and self.graph.acts[name].signer in known
        ]
        asked = [act for act in asked if self.last and not self._is_of_roots(act)]
        said = [each.id for name in self.people for each in self.endorsements[name]]
        seen = self.graph.seen((*self.people, *said)) if asked else self.seen
        for act in asked:
            if self._was_permitted(act, set(seen.before(act.id))):
                yield act.id

    def _is_of_roots(self, act: Act) -> bool:
        is_endorsement = act.kind == "endorsement" and act.body["act"] in self.endorsements
        return is_endorsement or act.kind in {"trust", "people"}

    def _was_permitted(self, act: Act, seen: Collection[str]) -> bool:
        """Say whether an act was permitted by the people acts that were agreed among these."""
        then = [
            name
            for name in self.people
            if name in seen
            and self._is_agreed(
                self.graph.acts[name], [each for each in self.endorsements[name] if each.id in seen]
            )
        ]
        last = [one for one in then if not any(self.seen.is_before(one, other) for other in then)]
        holders = [self.people[name].holders.get(act.signer) for name in last]
        return bool(holders) and all(
            holder is not None
            and not KINDS[act.kind].signers.isdisjoint(holder.standing)
            and holder.may_sign_at(act.at)
            for holder in holders
        )

    def _may_endorse_for_roots(self, act: Act) -> bool:
        endorsed = act.body["act"]
        return act.signer in self.chain.trust.roots or self._was_root(act.signer, endorsed)

    def _is_witnessed(self, act: Act) -> bool:
        """Say whether a root saw the act before its key ran out."""
        return all(
            self._was_seen_before(act.id, until)
            or all(act.id in self._ancestors(name) for name in first)
            for until, first in self.run_out.get(act.signer, ())
        )

    def _was_seen_before(self, name: str, until: datetime) -> bool:
        return any(
            self.graph.acts[people].at < until and name in self._ancestors(people)
            for people in self.people
        )

    def _ancestors(self, name: str) -> set[str]:
        if name not in self.ancestors_of:
            self.ancestors_of[name] = self.graph.ancestors([name])
        return self.ancestors_of[name]
