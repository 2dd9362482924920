"""Which acts count: signed in this workspace, in time, by somebody who may.

An act that breaks a rule counts for nothing, and the rule is kept by name. Where
leaving one out could hide a failure, the whole record holds instead.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .act import Act
from .bodies import COORDINATOR, KINDS, PLATFORMS
from .graph import Graph
from .parties import Holder, People, Trust
from .trust_chain import TrustChain, follow, is_agreed

TOLERANCE = timedelta(minutes=5)
"""How far clocks may be apart. Times are always compared by their difference: a time near the end
of the calendar, plus anything, would be an error."""


@dataclass(frozen=True)
class Counted:
    """The acts that count at one time, and who signed them as whom."""

    graph: Graph
    acts: tuple[Act, ...]
    """Heads before those that name them."""
    refusals: Mapping[str, str]
    """Why the others do not, by id."""
    trust: Trust
    """The trust in force."""
    is_complete: bool
    """Whether nothing was left out that could have been a failure."""
    fault: str | None
    """What is wrong with the trust; it holds every verdict."""
    agreed: Mapping[str, Trust]
    """The trusts that were in force one after another, and those that as many roots of today
    signed as they ask of each other; by the act."""
    _last_people: tuple[People, ...] = ()
    _signers: Mapping[str, tuple[Holder, ...]] = field(default_factory=dict)
    """Under each of the `people` acts in force for it, who signed an act."""
    _endorsements: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> list[Act]:
        """Return the acts of these kinds."""
        return [act for act in self.acts if act.kind in kinds]

    def roles(self, act: Act) -> frozenset[str]:
        """Return as what the signer may sign under all people acts in force."""
        holders = self._signers.get(act.id, ())
        if not holders:
            return frozenset()
        return frozenset.intersection(*(holder.standing for holder in holders))

    def persons(self, act: Act) -> frozenset[str]:
        """Return whose key signed, by the last people acts."""
        return frozenset(
            people.holders[act.signer].name
            for people in self._last_people
            if act.signer in people.holders
        )

    def is_endorsed(self, act: Act) -> bool:
        """Say whether a second person endorsed the act; in solo mode anybody may."""
        own = self.persons(act)
        return any(
            self.trust.is_solo or own.isdisjoint(self.persons(endorsement))
            for endorsement in self._endorsements.get(act.id, ())
        )

    def may_rate(self, act: Act) -> bool:
        """Say whether the signer may say how grave a finding is."""
        return not self.roles(act).isdisjoint({PLATFORMS, COORDINATOR})


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
            is_complete="unwitnessed" not in self.refusals.values(),
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
        seen = self.graph.seen(peoples)
        for act in self._left("people"):
            if self._is_agreed(act, is_first=not seen.before(act.id)):
                counting[act.id] = peoples[act.id]
            else:
                self._refuse_of_roots(act.id, self.chain)
        return counting

    def _is_agreed(self, act: Act, *, is_first: bool) -> bool:
        """Say whether enough roots say who is who: one begins, then it takes as many as trust."""
        before = self.chain.last_before(act.id) if act.id in self.chain.history else ()

        def may(trust: Trust) -> bool:
            by = 1 if is_first else trust.threshold
            return is_agreed(act, self.endorsements[act.id], trust, by=by)

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
