"""Earlier decisions, derived again: nobody is believed who signed that something passed.

A promotion rests on a decision, and that on the acts that its signer saw. Whether
these bear it out is asked here in the way in which the present decision is asked,
at the time and about the things that the earlier one names. The policy comes from the
bundle, by its digest; where it is not there, nothing can be derived, and nothing passed.
"""

from collections.abc import Mapping
from datetime import timedelta

from . import shape as s
from .act import Act
from .canonical import digest
from .counting import TOLERANCE, Counted, count
from .features import promoted_on, versions_of
from .graph import Graph
from .judge import WORST_LAST, judge, level_of
from .parties import People, Trust
from .policy import Policy, PolicyError, read_policy
from .questions import Case


class Earlier:
    """Derives the decisions among some acts, each once."""

    def __init__(
        self,
        counted: Counted,
        trusts: Mapping[str, Trust],
        peoples: Mapping[str, People],
        policies: Mapping[str, bytes],
    ) -> None:
        self._counted = counted
        self._trusts = trusts
        self._peoples = peoples
        self._policies = policies
        self._trust_acts = {act.id for act in counted.of_kind("trust")}
        self._found: dict[str, bool] = {}

    def bears_out(self, decision: Act) -> bool:
        """Say whether what a decision rests on gives a verdict that is no worse than its own."""
        if decision.id not in self._found:
            policy = self._policy(decision)
            self._found[decision.id] = (
                policy is not None
                and _may_say_so(decision, policy)
                and self._is_no_worse(decision, policy)
            )
        return self._found[decision.id]

    def _policy(self, decision: Act) -> Policy | None:
        content = self._policies.get(decision.body["policy_digest"])
        if content is None or digest(content) != decision.body["policy_digest"]:
            return None
        try:
            return read_policy(content)
        except PolicyError:
            return None

    def _is_no_worse(self, decision: Act, policy: Policy) -> bool:
        trust = self._trust_of(decision)
        if trust is None:
            return False
        body = decision.body
        case = Case(
            network=body["network"],
            deployment=body["deployment"],
            candidate=body["candidate"],
            scope={row["name"]: tuple(row["components"]) for row in body["scope"]},
            features=versions_of(body["features"]),
            judged_at=s.read_time(body["judged_at"]),
        )
        then = self._then(decision, trust, case)
        if policy.requires_passed is not None:
            # The oldest first, or each would wait for the one before it, however many there are.
            for each in promoted_on(then.graph, policy.requires_passed):
                self.bears_out(each)
        derived = judge(
            then, policy, body["policy_digest"], case, body["blocks"], earlier=self.bears_out
        )
        order = WORST_LAST.index
        return order(derived.verdict) <= order(body["verdict"])

    def _then(self, decision: Act, trust: Trust, case: Case) -> Counted:
        names = self._counted.graph.ancestors([decision.id])
        return count(
            Graph(act for act in self._counted.graph.order if act.id in names),
            trust,
            {name: said for name, said in self._trusts.items() if name in names},
            {name: said for name, said in self._peoples.items() if name in names},
            judged_at=case.judged_at,
        )

    def _trust_of(self, decision: Act) -> Trust | None:
        """Return the trust that counts and was seen last, if there is exactly one."""
        seen = self._counted.graph.seen(self._trust_acts)
        last = [self._trusts[name] for name in seen.last_before(decision.id)]
        is_one = bool(last) and all(each.value == last[0].value for each in last)
        return last[0] if is_one else None


def _may_say_so(decision: Act, policy: Policy) -> bool:
    """Say whether a decision under this policy can have these times, this level, these chains."""
    body = decision.body
    judged_at, until = s.read_time(body["judged_at"]), s.read_time(body["valid_until"])
    chains = [row["name"] for row in body["scope"]]
    return (
        abs(decision.at - judged_at) <= TOLERANCE
        and until - judged_at <= timedelta(seconds=policy.validity_seconds)
        and body["level"] == level_of(policy, body["verdict"])
        and len(set(chains)) == len(chains)
    )
