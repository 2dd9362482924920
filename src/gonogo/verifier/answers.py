"""What each requirement is on each chain, and which findings are resolved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from .asking import Question
from .counting import Counted
from .findings import (
    Finding,
    Lives,
    failure_findings,
    lives,
    named_findings,
    originals,
    reported_findings,
)
from .lifting import Lifting
from .policy import Policy, Requirement
from .questions import Case, Questions, gather
from .rate import is_above, is_below
from .windows import Window, apart, failures, full_passes, look

MET, CONDITIONAL, UNKNOWN, UNMET = "met", "conditional", "unknown", "unmet"
_GATE = "gate:"


@dataclass(frozen=True)
class Judged:
    """One requirement on one chain, before waivers and plans."""

    requirement: Requirement
    chain: str
    unresolved: tuple[Finding, ...]
    """Failure findings about the question that are not resolved under this requirement."""
    answer: str

    @property
    def question(self) -> Question:
        """What it asks."""
        return self.requirement.question(self.chain)


class Answering:
    """All that is asked about one case, each part worked out once."""

    def __init__(self, counted: Counted, policy: Policy, case: Case) -> None:
        self.counted = counted
        self.policy = policy
        self.case = case
        self.questions: Questions = gather(counted, policy, case)
        self.opened = failure_findings(self.questions, named_findings(counted))
        self.findings = (
            *(one for own in self.opened.values() for one in own),
            *reported_findings(counted, case, policy.by_id),
        )
        self.lives: Lives = lives(counted, self.questions, case, self.findings)
        self.lifting = Lifting(counted, case, self.lives)
        self._windows: dict[tuple[str, str], Window] = {}

    def window(self, requirement: Requirement, chain: str) -> Window:
        """Return what answers a requirement on a chain, of the scope or not."""
        asked = (requirement.id, chain)
        if asked not in self._windows:
            self._windows[asked] = look(self.questions, self.case, requirement, chain)
        return self._windows[asked]

    @cached_property
    def requirements_of(self) -> dict[Question, list[Requirement]]:
        """Return who asks each question."""
        asking: dict[Question, list[Requirement]] = {}
        for requirement in self.policy.requirements:
            for chain in self.case.scope:
                asking.setdefault(requirement.question(chain), []).append(requirement)
        return asking

    @cached_property
    def unresolved(self) -> frozenset[str]:
        """Return the findings that are not resolved, under whatever requirement asks."""
        return frozenset(
            name
            for name, is_resolved in self._resolved_alone.items()
            if not is_resolved and not self._is_resolved_by_another(name)
        )

    @cached_property
    def _resolved_alone(self) -> dict[str, bool]:
        """Say of each finding whether it is resolved, whatever it duplicates."""
        resolved: dict[str, bool] = {}
        for finding in self.findings:
            # One act can open a finding on several chains; it is resolved when it is on all.
            before = resolved.get(finding.id, True)
            resolved[finding.id] = before and self._is_resolved_alone(finding)
        return resolved

    def _is_resolved_by_another(self, name: str) -> bool:
        others = originals(name, self.lives.duplicate_of)
        return any(self._resolved_alone[one] for one in others)

    def judged(self) -> list[Judged]:
        """Answer every requirement on every chain of the scope."""
        found = []
        for requirement in self.policy.requirements:
            for chain in self.case.scope:
                unresolved = tuple(
                    finding
                    for finding in self.opened.get(requirement.question(chain), ())
                    if not self._is_resolved_under(finding, requirement, chain)
                    and not self._is_resolved_by_another(finding.id)
                )
                answer = self._answer(requirement, chain, unresolved)
                one = Judged(requirement, chain, unresolved, answer)
                if answer in {UNKNOWN, UNMET} and self._is_lifted(one):
                    one = replace(one, answer=CONDITIONAL)
                found.append(one)
        return found

    def last_failure(self, question: Question) -> datetime | None:
        """Return when the question last failed, or a failure of it was last opened."""
        times = [item.ended_at for item in failures(self.questions, question)]
        times += [finding.opened_at for finding in self.opened.get(question, ())]
        return max(times, default=None)

    def _answer(self, requirement: Requirement, chain: str, unresolved: Iterable[Finding]) -> str:
        window = self.window(requirement, chain)
        last_failure = self.last_failure(requirement.question(chain))
        if any(unresolved) or self._fails_too_often(requirement, window):
            return UNMET
        if requirement.check is None and not window.applies:
            return MET
        is_enough = not window.applies or (
            window.apart(last_failure) >= max(1, requirement.passes)
            and self._is_signed(requirement, window, last_failure)
            and self._fails_seldom(requirement, window)
        )
        return MET if self._is_supported(requirement, window) and is_enough else UNKNOWN

    def _is_supported(self, requirement: Requirement, window: Window) -> bool:
        """Say whether a fresh pass stands after everything that was left open."""
        support = window.support
        return (
            support is not None
            and (window.open_since is None or window.open_since < support.ended_at)
            and self._is_fresh(support.ended_at, requirement)
        )

    def _is_fresh(self, moment: datetime, requirement: Requirement) -> bool:
        longest = timedelta(seconds=requirement.freshness_seconds)
        age = self.case.judged_at - moment
        return longest > timedelta() and timedelta() <= age <= longest

    def _is_signed(
        self, requirement: Requirement, window: Window, last_failure: datetime | None
    ) -> bool:
        """Say whether enough distinct persons are behind fresh passes; who shares a name is one."""
        if requirement.check is not None:
            return True
        groups: list[frozenset[str]] = []
        for item in window.full:
            is_after = last_failure is None or item.started_at >= last_failure
            if is_after and self._is_fresh(item.ended_at, requirement):
                names = self.counted.persons(self.questions.manual[item.run])
                joined = [group for group in groups if not group.isdisjoint(names)]
                groups = [group for group in groups if group.isdisjoint(names)]
                groups.append(names.union(*joined))
        return len(groups) >= requirement.people

    def _attempts(self, window: Window) -> tuple[int, int]:
        """Return how often it failed on this deployment, and how often it was tried in full."""
        failed = sum(item.deployment == self.case.deployment for item in window.failures)
        return failed, window.apart(None) + failed

    def _fails_too_often(self, requirement: Requirement, window: Window) -> bool:
        rate = requirement.failure_rate
        if rate is None or not window.applies:
            return False
        failed, count = self._attempts(window)
        return is_above(rate, failed, count)

    def _fails_seldom(self, requirement: Requirement, window: Window) -> bool:
        rate = requirement.failure_rate
        if rate is None:
            return True
        failed, count = self._attempts(window)
        return is_below(rate, failed, count)

    def _is_resolved_alone(self, finding: Finding) -> bool:
        if finding.is_failure:
            question = finding.questions[0]
            if asking := self.requirements_of.get(question):
                return all(
                    self._is_resolved_under(finding, each, question.chain) for each in asking
                )
            return self._is_claimed_and_endorsed(finding) or self._has_passed_again(question)
        requirement = self._requirement_of(finding)
        if requirement is None:
            return self._is_claimed_and_endorsed(finding)
        return self._is_borne_out(finding, requirement)

    def _requirement_of(self, finding: Finding) -> Requirement | None:
        report = finding.reported
        return None if report is None else self.policy.by_id.get(report.body["requirement"])

    def _is_resolved_under(self, finding: Finding, requirement: Requirement, chain: str) -> bool:
        """Say whether a requirement's passes bear out that a failure is gone."""
        window = self.window(requirement, chain)
        last_failure = self.last_failure(requirement.question(chain))
        enough = max(1, requirement.passes_to_resolve)
        if self.policy.resolves_by_pass and window.apart(last_failure) >= enough:
            return True
        claimed_at = self._claimed_at(finding)
        if claimed_at is None or last_failure is None:
            return False
        if window.apart(max(last_failure, claimed_at)) >= enough:
            return True
        candidate = self.questions.deployments.get(finding.deployment)
        is_of_another = (
            finding.deployment != self.case.deployment
            and candidate is not None
            and candidate != self.case.candidate
        )
        return is_of_another and window.apart(last_failure) >= 1

    def _has_passed_again(self, question: Question) -> bool:
        """Say whether passes resolve what failed of a gate that no requirement asks for."""
        is_gate = question.asked.startswith(_GATE) and not question.is_by_hand
        if not (self.policy.resolves_by_pass and is_gate):
            return False
        enough = max(max(1, each.passes_to_resolve) for each in self.policy.requirements)
        full = full_passes(self.questions, self.case, question)
        return len(apart(full, self.last_failure(question))) >= enough

    def _is_borne_out(self, finding: Finding, requirement: Requirement) -> bool:
        claimed_at = self._claimed_at(finding)
        if claimed_at is None or not finding.questions:
            return False
        since = max(finding.opened_at, claimed_at)
        enough = max(1, requirement.passes_to_resolve)
        return all(
            self.window(requirement, question.chain).apart(since) >= enough
            for question in finding.questions
        )

    def _claimed_at(self, finding: Finding) -> datetime | None:
        """Return when the finding was last claimed fixed, if it has not failed since."""
        claim = self.lives.claims.get(finding.id)
        if claim is None:
            return None
        failed_since = any(
            item.ended_at > claim.at
            for question in finding.questions
            for item in failures(self.questions, question)
        )
        return None if failed_since else claim.at

    def _is_claimed_and_endorsed(self, finding: Finding) -> bool:
        claim = self.lives.claims.get(finding.id)
        return (
            claim is not None
            and self._claimed_at(finding) is not None
            and self.counted.is_endorsed(claim)
        )

    def _is_lifted(self, one: Judged) -> bool:
        """Say whether a waiver or plans make the answer conditional."""
        if one.requirement.is_invariant:
            return False
        window = self.window(one.requirement, one.chain)
        if (
            one.unresolved
            and not self._fails_too_often(one.requirement, window)
            and self._was_seen_lately(one.requirement, window)
            and self.lifting.are_planned(one.unresolved)
        ):
            return True
        return self.lifting.is_waived(one.requirement, one.chain, one.unresolved)

    def _was_seen_lately(self, requirement: Requirement, window: Window) -> bool:
        """Say whether it failed or passed here lately: no plan covers that nobody looked."""
        return any(
            item.deployment == self.case.deployment and self._is_fresh(item.ended_at, requirement)
            for item in (*window.full, *window.failures)
        )
