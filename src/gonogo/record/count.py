"""Which acts count: every rule of the format, over everything that was found.

A pure function. The order in which acts are given does not matter, nor in how many
clones they were: what counts follows from what the acts say, from the trust file of
whoever judges, and from the time of judgement.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo.people import ActKind, Trust
from gonogo.record.act import Act
from gonogo.record.bodies import PeopleBody
from gonogo.record.counted import Counted
from gonogo.record.found import Found
from gonogo.record.history import CLOCKS_DIFFER_BY, History
from gonogo.record.refusal import Refusal, RefusalCode
from gonogo.record.roots import Roots
from gonogo.record.standing import Standings
from gonogo.record.taken_away import taken_away
from gonogo.record.trust_line import TrustGap, TrustLine, follow


def count(found: Found, trust: Trust, *, judged_at: datetime) -> Counted:
    """Say which acts count, and of every other one why it does not.

    Args:
        found: What is in the record.
        trust: The trust file of whoever judges; never one that the record brought along.
        judged_at: The time of judgement.
    """
    history = History(found.acts)
    law = _Law.of(history, found, trust, judged_at)
    refusals = {act.id: broken for act in history.order if (broken := law.refusals(act))}
    return Counted(
        acts=tuple(act for act in history.order if act.id not in refusals and not law.is_elsewhere),
        refusals=tuple(each for broken in refusals.values() for each in broken),
        gaps=(
            *_gaps(history, trust),
            *law.gaps(),
            *_unwitnessed(refusals),
            *taken_away(history, law.roots, law.standings, refusals),
        ),
        faults=found.faults,
        trust=law.line.trust,
        history=history,
        standings=law.standings,
        trust_line=law.line.line,
        unverified=found.unverified,
    )


@dataclass(frozen=True)
class _Law:
    """Everything that the acts of one record are held against."""

    trust: Trust
    judged_at: datetime
    history: History
    unverified: frozenset[str]
    line: TrustLine
    roots: Roots
    standings: Standings
    is_anybody_known: bool

    @classmethod
    def of(cls, history: History, found: Found, trust: Trust, judged_at: datetime) -> "_Law":
        """Find the trust and the people in force."""
        looked_at = [act for act in history.order if not _formal(act, history, trust, judged_at)]
        line = follow(history, looked_at, trust, unverified=found.unverified)
        roots = Roots(history, looked_at, line)
        known = [act for act in looked_at if act.id not in found.unverified]
        said = {
            act.id: act.body.people()
            for act in known
            if isinstance(act.body, PeopleBody) and roots.may_say_who_is_who(act)
        }
        standings = Standings(history, said, judged_at=judged_at)
        # What only roots of before said permits nothing: a made-up record could bring its own.
        is_anybody_known = any(
            roots.is_root(history.acts[each].signer) for each in standings.last_acts
        )
        if not is_anybody_known:
            standings = Standings(history, {}, judged_at=judged_at)
        return cls(
            trust, judged_at, history, found.unverified, line, roots, standings, is_anybody_known
        )

    @property
    def is_elsewhere(self) -> bool:
        """Whether the trust file belongs to another record, so that nothing counts."""
        return self.line.gap is TrustGap.ELSEWHERE

    def refusals(self, act: Act) -> list[Refusal]:
        """Return the rules that an act breaks."""
        formal = _formal(act, self.history, self.trust, self.judged_at)
        if any(each.code is RefusalCode.OTHER_WORKSPACE for each in formal):
            return formal
        # Where nobody is known, that is said once and not of every act.
        return formal if self.is_elsewhere else formal + self._of_signer(act)

    def _of_signer(self, act: Act) -> list[Refusal]:
        # A trust act may repeat the trust file, whoever signed it.
        if act.id in self.unverified and act.kind is not ActKind.TRUST:
            what = f"nobody here has the key {act.signer}, so nobody can say who signed it"
            return [Refusal(RefusalCode.UNKNOWN_SIGNER, act.id, what)]
        is_of_roots = self.roots.is_theirs(act)
        return self.roots.refusals(act) if is_of_roots else self.standings.refusals(act)

    def gaps(self) -> Iterator[Refusal]:
        """Return what about trust and people is not known."""
        if self.line.gap is TrustGap.ELSEWHERE:
            what = "no act of this record, agreed to by its roots, says what the trust file says"
            yield Refusal(RefusalCode.TRUST, "", what)
        elif self.line.gap is TrustGap.CONFLICT:
            what = "the roots agreed to several trusts, or began with several, apart"
            yield Refusal(RefusalCode.TRUST_CONFLICT, "", what)
        elif not self.is_anybody_known:
            what = "the roots of the trust in force agreed to no people.yaml that is the last"
            yield Refusal(RefusalCode.PEOPLE, "", what)


def _formal(act: Act, history: History, trust: Trust, judged_at: datetime) -> list[Refusal]:
    """Return the rules that an act breaks whoever signed it."""
    if act.workspace != trust.workspace:
        what = f"it was signed for the workspace {act.workspace}"
        return [Refusal(RefusalCode.OTHER_WORKSPACE, act.id, what)]
    latest_head = max((head.at for head in history.heads(act)), default=act.at)
    if act.at < latest_head - CLOCKS_DIFFER_BY:
        what = f"it is dated {act.at:%Y-%m-%d %H:%M:%S} UTC, before what it rests on"
        return [Refusal(RefusalCode.TIME, act.id, what)]
    if act.at > judged_at + CLOCKS_DIFFER_BY:
        what = f"it is dated {act.at:%Y-%m-%d %H:%M:%S} UTC, which is yet to come"
        return [Refusal(RefusalCode.TIME, act.id, what)]
    return []


def _gaps(history: History, trust: Trust) -> Iterator[Refusal]:
    for act in history.order:
        if act.workspace == trust.workspace:
            for head in history.missing(act):
                what = f"it rests on {head}, which is not in the record"
                yield Refusal(RefusalCode.MISSING_HEADS, act.id, what)


def _unwitnessed(refusals: Mapping[str, Iterable[Refusal]]) -> Iterator[Refusal]:
    for broken in refusals.values():
        for each in broken:
            if each.code is RefusalCode.UNWITNESSED:
                yield each
