"""What counts, and everything that is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .act import Act
from .bodies import COORDINATOR, PLATFORMS
from .graph import Graph
from .parties import Holder, People, Trust


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
    lost: frozenset[str]
    """Acts that their signers might sign by all that they saw, and that are refused by what was
    taken away since."""
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
