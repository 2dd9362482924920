"""Decisions that were made before: judged again, so that nobody is believed who signed one.

A feature passed a stage by a promotion that rests on a decision. Whoever may decide can
sign any answers by hand. So the decision is worth something only where what counts
among its own ancestors, at its own moment, about its own subject and under its own
policy, gives a verdict that is no worse than the one it says. Earlier passes that it
needs itself are looked at in the same way, and each decision is judged once.

Pure: the policies are given, by digest. Without a decision's policy nobody can say
what it is worth, so it is worth nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from gonogo.people import ActKind, Trust
from gonogo.readiness.compile import Subject, compiled
from gonogo.readiness.decision import Decision
from gonogo.readiness.judge import judge
from gonogo.readiness.passes import FlawKind, Promoted, promotions, versions_of
from gonogo.readiness.policy import Policy
from gonogo.readiness.record import Block, ChainScope, Record
from gonogo.readiness.scope import last_of
from gonogo.readiness.verdict import Verdict, gravity
from gonogo.record import (
    CLOCKS_DIFFER_BY,
    Act,
    Counted,
    DeterminationBody,
    Found,
    StepBody,
    TrustBody,
    count,
)


def compile_record(counted: Counted, subject: Subject) -> Record:
    """Return the record of a network as its acts have it."""
    return compiled(counted, subject, Earlier(counted, subject.policies).flaw)


def promoted(counted: Counted, policies: Mapping[str, Policy]) -> Iterator[Promoted]:
    """Yield every promotion of every feature, in the order of the acts, with its flaws.

    Args:
        counted: The acts that count.
        policies: Those that are at hand, by digest; under them decisions are derived again.
    """
    return promotions(counted, Earlier(counted, policies).flaw)


def decisions_promoted_on(acts: Mapping[str, Act]) -> Mapping[str, DeterminationBody]:
    """Return the decisions that promotions name, whether these count or not.

    Under the policies of these an earlier decision may have to be derived again.
    """
    found = {}
    for act in acts.values():
        if act.kind is ActKind.PROMOTION and isinstance(act.body, StepBody):
            named = acts.get(act.body.determination)
            if named is not None and isinstance(named.body, DeterminationBody):
                found[named.id] = named.body
    return found


class Earlier:
    """Judges again what was decided in one record; each decision once."""

    def __init__(self, counted: Counted, policies: Mapping[str, Policy]) -> None:
        """Take the acts that count, and the policies at hand by digest."""
        self._counted = counted
        self._policies = policies
        self._known: dict[str, FlawKind | None] = {}

    def flaw(self, act: Act, decided: DeterminationBody) -> FlawKind | None:
        """Return why a decision is not what follows from the acts before it; None: it is."""
        if act.id not in self._known:
            self._known[act.id] = self._look(act, decided)
        return self._known[act.id]

    def _look(self, act: Act, decided: DeterminationBody) -> FlawKind | None:
        policy = self._policies.get(decided.policy_digest)
        if policy is None or policy.digest != decided.policy_digest:
            return FlawKind.UNKNOWN_POLICY
        if not _is_of_its_policy(act, decided, policy):
            return FlawKind.NOT_DERIVED
        again = self._judged_again(act, decided, policy)
        is_borne_out = again is not None and gravity(again.verdict) <= gravity(
            Verdict(decided.verdict)
        )
        return None if is_borne_out else FlawKind.NOT_DERIVED

    def _judged_again(
        self, act: Act, decided: DeterminationBody, policy: Policy
    ) -> Decision | None:
        before = self._counted.ancestors([act.id])
        trust = self._trust_among(before)
        if trust is None:
            return None
        found = Found(
            acts=tuple(each for each in self._counted.history.order if each.id in before),
            unverified=self._counted.unverified & before,
        )
        then = count(found, trust, judged_at=decided.judged_at)
        if policy.requires_passed is not None:
            self._look_at_all(then, policy.requires_passed)
        return judge(policy, compiled(then, subject_of(decided, policy), self.flaw))

    def _trust_among(self, before: frozenset[str]) -> Trust | None:
        """Return the trust that a decision rests on; None: there is none, or several."""
        said = {
            act.id: act.body
            for act in self._counted.acts
            if isinstance(act.body, TrustBody) and act.id in before
        }
        trusts = [said[each].trust() for each in sorted(last_of(self._counted, said))]
        is_one = bool(trusts) and all(each == trusts[0] for each in trusts)
        return trusts[0] if is_one else None

    def _look_at_all(self, then: Counted, transition: str) -> None:
        """Judge what a decision may rest on, oldest first, so that nothing is nested deeply."""
        decided = decisions_promoted_on(then.history.acts)
        for act in then.history.order:
            if act.id in decided and decided[act.id].transition == transition:
                self.flaw(act, decided[act.id])


def _is_of_its_policy(act: Act, decided: DeterminationBody, policy: Policy) -> bool:
    """Say whether times, level and chains are such as a decision under this policy can have."""
    is_conditional = decided.verdict == Verdict.CONDITIONAL.value
    valid_for = decided.valid_until - decided.judged_at
    chains = [chain.name for chain in decided.scope]
    return (
        # Judged for another time than it was signed at, what failed in between is left out.
        abs(act.at - decided.judged_at) <= CLOCKS_DIFFER_BY
        and valid_for <= timedelta(seconds=policy.validity_seconds)
        and decided.level == f"{policy.level}{'_CONDITIONAL' if is_conditional else ''}"
        and len(set(chains)) == len(chains)
    )


def subject_of(decided: DeterminationBody, policy: Policy) -> Subject:
    """Return what a decision was about, as it says itself; without policies of earlier ones."""
    return Subject(
        network=decided.network,
        deployment=decided.deployment,
        candidate=decided.candidate,
        chains=tuple(ChainScope(chain.name, chain.components) for chain in decided.scope),
        judged_at=decided.judged_at,
        features=versions_of(decided.features),
        blocks=tuple(
            Block(each.code, each.subject, Verdict(each.verdict), each.explanation)
            for each in decided.blocks
        ),
        requires_passed=policy.requires_passed,
    )
