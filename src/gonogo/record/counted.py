"""What counts in a record, and everything that somebody may ask about it.

The judge sees nothing of a record but this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gonogo.people import People, Person, Runner, Signer, Trust
from gonogo.record.act import Act
from gonogo.record.found import Fault, FaultCode
from gonogo.record.history import History
from gonogo.record.refusal import Refusal
from gonogo.record.standing import Standings
from gonogo.record.trust_line import endorsements


@dataclass(frozen=True)
class Counted:
    """The acts that count."""

    acts: tuple[Act, ...]
    """Each after the acts that it rests on; else by time, then by id."""
    refusals: tuple[Refusal, ...]
    """What speaks against every other act of the record."""
    gaps: tuple[Refusal, ...]
    """Why nobody can know that this is all: each holds every verdict."""
    faults: tuple[Fault, ...]
    """Files that are no acts. All but strangers hold every verdict."""
    trust: Trust
    """The trust in force."""
    history: History = field(repr=False, compare=False)
    """Everything that was found, in order, whether it counts or not."""
    standings: Standings = field(repr=False, compare=False)
    """Who is who, before each act and now."""
    trust_line: frozenset[str] = frozenset()
    """The `trust` acts that were in force one after another: not all that count ever were."""
    unverified: frozenset[str] = frozenset()
    """The acts whose key nobody here has."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing, damaged or unknown that could say more."""
        return not self.gaps and all(each.code is FaultCode.STRANGER for each in self.faults)

    @property
    def is_solo(self) -> bool:
        """Whether one person alone keeps this workspace."""
        return self.trust.is_solo

    @property
    def people(self) -> tuple[People, ...]:
        """Who is who now: what the last `people` acts say, usually one."""
        return self.standings.last

    @cached_property
    def by_id(self) -> Mapping[str, Act]:
        """The acts that count, by id."""
        return {act.id: act for act in self.acts}

    @cached_property
    def _endorsements(self) -> Mapping[str, list[Act]]:
        return endorsements(self.acts)

    def ancestors(self, ids: Iterable[str]) -> frozenset[str]:
        """Return every act that these rest on, whether it counts or not."""
        return self.history.ancestors(ids)

    def endorsements(self, act_id: str) -> tuple[Act, ...]:
        """Return the endorsements that count for an act, in the order of `acts`.

        In solo mode also those of whoever signed the act itself.
        """
        endorsed = self.by_id.get(act_id)
        if endorsed is None:
            return ()
        return tuple(
            each
            for each in self._endorsements.get(act_id, ())
            if self.is_solo or not self.standings.are_one_person(each.signer, endorsed.signer)
        )

    def endorsers(self, act_id: str) -> frozenset[str]:
        """Return the names of those whose endorsement counts for an act."""
        return frozenset(self.name(each) for each in self.endorsements(act_id))

    def signer(self, act: Act) -> Person | Runner | None:
        """Return who signed an act, as people are known now; None: a root, or nobody."""
        return self.standings.holder(act.signer)

    def name(self, act: Act) -> str:
        """Return the name of who signed an act; the key's fingerprint, if nobody is known."""
        root = self.trust.root(act.signer)
        holder = self.signer(act)
        if holder is not None:
            return holder.name
        return act.signer if root is None else root.name

    def roles(self, act: Act) -> frozenset[Signer]:
        """Return what the key of an act stood for then, and still does."""
        return self.standings.may(act)

    def heads(self) -> tuple[str, ...]:
        """Return the acts of the record that no other rests on, whether they count or not."""
        return self.history.tips()
