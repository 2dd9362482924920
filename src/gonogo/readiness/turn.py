"""Whose turn it is: for everything that keeps a decision from a go, who does what next.

Pure, from the decision and the record that it was made from. A decision that only says
no leaves its reader alone; this names the role or the team, the act that is missing,
and the command that signs it. The words of the commands are theirs who know people's
keys: what one has to type is complete but for what only people can say (`"…"`).

What nobody can do anything about but wait (a freeze, a soak) is said to be so.
"""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gonogo import digest
from gonogo.evidence import Outcome
from gonogo.findings import Finding, Severity
from gonogo.readiness import finding_commands
from gonogo.readiness.by_hand import manual_check
from gonogo.readiness.decision import Answer, Reason, RequirementAnswer
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.reasons import is_planned
from gonogo.readiness.record import ManualResult, Record
from gonogo.readiness.standing import valid_claim
from gonogo.readiness.unasked import gate_again
from gonogo.readiness.verdict import Verdict

_RATERS = "platforms or release-coordinator"
_PLATFORMS = "platforms"
RUNNER = "whoever runs the checks"
NOBODY = "nobody"


@dataclass(frozen=True)
class Turn:
    """What one of those who take part must do next."""

    about: str
    """The requirement and its chain, the finding, or the code of a reason."""
    who: str
    """A role, a team, or whoever runs an assessment."""
    what: str
    """In one sentence."""
    command: str = ""
    """What to type; empty where nothing is to be typed."""


class Turns:
    """Whose turn it is, in the order of a decision; nothing is told twice."""

    def __init__(self, policy: Policy, record: Record, assess: str | None = None) -> None:
        """Look at what a decision was made from.

        Args:
            policy: What was asked.
            record: What was judged.
            assess: The command that observes again; None: it names the policy as the
                operator did.
        """
        self._looking = _Looking(policy, record, assess)

    def of_answer(self, given: RequirementAnswer) -> tuple[Turn, ...]:
        """Return what would make an answer met; nothing where it is."""
        return tuple(dict.fromkeys(_of_answer(given, self._looking)))

    def of_reason(self, reason: Reason) -> tuple[Turn, ...]:
        """Return what would take a reason away; nothing for one that does not weigh."""
        return tuple(dict.fromkeys(_of_reason(reason, self._looking)))


class _Looking:
    """What the turns are read from."""

    def __init__(self, policy: Policy, record: Record, assess: str | None) -> None:
        self.policy, self.record = policy, record
        name = shlex.quote(record.policy_as_typed or policy.name)
        self.assess = assess or f"gonogo assess {shlex.quote(record.network)} --policy {name}"
        self.requirements: Mapping[str, Requirement] = {row.id: row for row in policy.requirements}
        self.findings = {each.id: each for each in record.every_finding}
        self.questions = {row.check or manual_check(row.id) for row in policy.requirements}

    @property
    def network(self) -> str:
        """The options that say what an act is about: the network, and whether as it is planned."""
        plan = " --for deploy" if self.policy.is_of_plan else ""
        return f"--network {shlex.quote(self.record.network)}{plan}"

    def sign_off(self, requirement: str, chain: str) -> str:
        """The command that signs a result by hand."""
        is_one = chain and len(self.record.chains) > 1
        where = f" --chain {shlex.quote(chain)}" if is_one else ""
        return f"gonogo sign-off {requirement} {self.network}{where} --evidence FILE"

    def is_refuted(self, finding: Finding) -> bool:
        """Say whether the question of a finding failed again after its cause was named."""
        ends = [
            item.window.ended_at
            for item in self.record.evidence
            if (item.check, item.chain) == (finding.check, finding.chain)
            and item.outcome is Outcome.FAILED
            and not item.is_void
        ]
        ends += [
            each.at
            for each in self.record.manual_results
            if each.outcome is Outcome.FAILED
            and manual_check(each.requirement) == finding.check
            and (finding.chain or None) in (None, each.chain or finding.chain)
            and self._is_by_role(each)
        ]
        return finding.resolution != valid_claim(finding, max(ends, default=None))

    def _is_by_role(self, result: ManualResult) -> bool:
        row = self.requirements.get(result.requirement)
        return row is not None and not result.roles.isdisjoint(row.roles)

    def is_asked(self, finding: Finding) -> bool:
        """Say whether passes can bear a cause out."""
        if finding.is_reported:
            return finding.requirement in self.requirements
        # What a person saw on no chain in particular is about all of them.
        chains = {"", *(chain.name for chain in self.record.chains)}
        return finding.check in self.questions and finding.chain in chains

    def is_resolved_by_passes(self, finding: Finding) -> bool:
        """Say whether passes alone resolve it, as in a rehearsal."""
        is_seen = not finding.is_reported and self.is_asked(finding)
        return self.policy.resolves_by_pass and is_seen

    def again(self, finding: Finding) -> str | None:
        """The command whose passes alone resolve a finding; None: they do not."""
        if self.is_asked(finding):
            return self.assess if self.is_resolved_by_passes(finding) else None
        return gate_again(finding, self.policy, self.record)


def _of_answer(given: RequirementAnswer, looking: _Looking) -> Iterator[Turn]:
    about = f"{given.requirement} on {given.chain}"
    row = looking.requirements[given.requirement]
    if given.answer is Answer.MET:
        return
    if given.answer is Answer.CONDITIONAL:
        yield Turn(about, NOBODY, "A waiver or a plan covers it for now; it is not met.")
    known = [looking.findings[each] for each in given.findings if each in looking.findings]
    for finding in known:
        yield from _of_finding(finding, looking)
    # A finding that is not on record any more tells nobody what to do about it.
    if known or given.answer is Answer.CONDITIONAL:
        return
    if row.check is None:
        yield _by_hand(about, row, given, looking)
    else:
        what = "Observe it, for as long and as often as it asks."
        yield Turn(about, RUNNER, what, looking.assess)
    if not row.is_invariant:
        what = "Or waive it until a date, which makes it conditional."
        options = f'{looking.network} --until DATE --reason "…"'
        yield Turn(about, _PLATFORMS, what, f"gonogo waive {given.requirement} {options}")


def _by_hand(about: str, row: Requirement, given: RequirementAnswer, looking: _Looking) -> Turn:
    roles = " or ".join(row.roles) or "nobody: the requirement names no role"
    many = f", {row.people} people" if row.people > 1 else ""
    what = "Test it by hand, and sign what came of it."
    return Turn(about, f"{roles}{many}", what, looking.sign_off(row.id, given.chain))


def _of_finding(finding: Finding, looking: _Looking) -> Iterator[Turn]:
    name = digest.digits(finding.id)
    about, team = f"finding {name}", team_in_words(finding)
    if (command := looking.again(finding)) is not None:
        yield Turn(about, RUNNER, "Mend it, and let later passes show it.", command)
        return
    if finding.severity is None:
        command = finding_commands.rate(finding)
        yield Turn(about, _RATERS, "Rate it by its impact had it been on mainnet.", command)
    if finding.severity is Severity.SEV2:
        yield from _of_plan(finding, looking)
    claim = finding.resolution
    resolve = finding_commands.resolve(finding)
    if claim is None:
        yield Turn(about, team, "Mend it, and name its cause.", resolve)
    elif looking.is_refuted(finding):
        what = "It was said to be mended and failed again: mend it, and name its cause anew."
        yield Turn(about, team, what, resolve)
    elif looking.is_asked(finding):
        yield _of_claim(about, finding, looking)
    elif not claim.is_endorsed:
        what = "Agree that it is mended: no requirement asks about it, so no pass can show it."
        yield _second(about, what, claim.act)


def _of_claim(about: str, finding: Finding, looking: _Looking) -> Turn:
    """Return the turn of whoever can show that what was named was the cause."""
    by_hand = {manual_check(row.id): row for row in looking.policy.requirements if not row.check}
    row = by_hand.get(finding.check)
    if row is None:
        return Turn(about, RUNNER, "Let later passes bear the cause out.", looking.assess)
    what = "Test it by hand again, and sign what came of it."
    return Turn(about, " or ".join(row.roles), what, looking.sign_off(row.id, finding.chain))


def _second(about: str, what: str, act: str) -> Turn:
    """Return the turn of whoever must agree with what somebody else signed."""
    return Turn(about, f"{_PLATFORMS}, somebody else", what, f"gonogo endorse {digest.digits(act)}")


def _of_plan(finding: Finding, looking: _Looking) -> Iterator[Turn]:
    plan, anew = finding.plan, finding_commands.plan(finding)
    about = f"finding {digest.digits(finding.id)}"
    if plan is None:
        what = "Plan how it is lived with until it is mended."
        yield Turn(about, team_in_words(finding), what, anew)
    elif not plan.is_accepted:
        what = "Agree to its plan, if its drill passed on this deployment."
        yield _second(about, what, plan.act)
    elif not is_planned(finding, looking.record.judged_at):
        yield Turn(
            about, plan.owner, f"The plan was due on {plan.due}: mend it, or plan anew.", anew
        )


def _of_reason(reason: Reason, looking: _Looking) -> Iterator[Turn]:
    if reason.verdict is Verdict.GO:
        return
    finding = looking.findings.get(reason.subject)
    if finding is not None:
        yield from _of_finding(finding, looking)
        return
    network, subject = shlex.quote(looking.record.network), shlex.quote(reason.subject)
    who, command = {
        "run-unfinished": ("whoever started it", f"gonogo resume {subject}"),
        "run-numbers": ("whoever keeps the runner", "gonogo audit verify"),
        "record-incomplete": ("whoever keeps the clone", "gonogo audit verify"),
        "lost-act": ("whoever keeps this machine", "gonogo record restore"),
        "missed-act": ("whoever keeps the clone", "git log --diff-filter=D -- record"),
        "unadopted": ("platforms, or a root", f"gonogo adopt {subject}"),
        "identity-unrecognised": (RUNNER, looking.assess),
        "identity-unknown": (RUNNER, looking.assess),
        "identity-moved": (RUNNER, looking.assess),
        "problem": (RUNNER, looking.assess),
        "seen-now": (RUNNER, looking.assess),
        "unknown-now": (RUNNER, looking.assess),
        "unsigned-run": (RUNNER, looking.assess),
        "finding-lost": ("whoever keeps this machine", "gonogo audit verify"),
        "soak": (RUNNER, looking.assess),
        "no-chains": (_PLATFORMS, f"gonogo network show {network}"),
        "solo": ("a root", "gonogo adopt trust.yaml"),
        "no-scope": (_PLATFORMS, "gonogo adopt gonogo.yaml"),
        "policy-not-signed": ("the roots", "gonogo adopt trust.yaml"),
        "feature-not-passed": ("the feature's team", f"gonogo ledger --feature {subject}"),
        "blocked": (_PLATFORMS, f"gonogo determine {network}"),
        # Time alone ends it.
        "freeze": (NOBODY, ""),
    }.get(reason.code, (_PLATFORMS, ""))
    yield Turn(reason.code or reason.about, who, reason.remedy or reason.explanation, command)


def team_in_words(finding: Finding) -> str:
    """Return the team that a finding belongs to; how to name one, where nobody did."""
    if finding.owning_team:
        return f"team {finding.owning_team}"
    return f"its team: name one with gonogo finding link {digest.digits(finding.id)} --team NAME"
