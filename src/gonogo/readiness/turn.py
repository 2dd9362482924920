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

from gonogo.findings import Finding, Severity
from gonogo.readiness.decision import Answer, Decision, Reason, RequirementAnswer
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.reasons import is_planned
from gonogo.readiness.record import Record
from gonogo.readiness.verdict import Verdict

_SHORT_ID_DIGITS = 12
_RATERS = "platforms or release-coordinator"
_PLATFORMS = "platforms"
_RUNNER = "whoever runs the next assessment"


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


def turns(decision: Decision, policy: Policy, record: Record) -> tuple[Turn, ...]:
    """Return whose turn it is, in the order of the decision; nothing is told twice."""
    looking = _Looking(policy, record)
    found: list[Turn] = []
    for given in decision.answers:
        found += turns_of_answer(given, looking)
    for reason in decision.reasons:
        found += turns_of_reason(reason, looking)
    return tuple(dict.fromkeys(found))


class _Looking:
    """What the turns are read from."""

    def __init__(self, policy: Policy, record: Record) -> None:
        self.policy, self.record = policy, record
        self.requirements: Mapping[str, Requirement] = {row.id: row for row in policy.requirements}
        by_hand = (each.finding for each in record.manual_results if each.finding is not None)
        self.findings = {each.id: each for each in (*record.findings, *by_hand)}
        self.checks = {row.check for row in policy.requirements if row.check is not None}

    @property
    def assess(self) -> str:
        """The command that observes again."""
        name = shlex.quote(self.record.policy_as_typed or self.policy.name)
        return f"gonogo assess {shlex.quote(self.record.network)} --policy {name}"

    def sign_off(self, requirement: str, chain: str) -> str:
        """The command that signs a result by hand."""
        network = shlex.quote(self.record.network)
        where = f" --chain {shlex.quote(chain)}" if len(self.record.chains) > 1 else ""
        return f"gonogo sign-off {requirement} --network {network}{where} --evidence FILE"

    def is_refuted(self, finding: Finding) -> bool:
        """Say whether the question of a finding failed again after its cause was named."""
        claim = finding.resolution
        return claim is not None and any(
            (item.check, item.chain) == (finding.check, finding.chain)
            and item.outcome.value == "failed"
            and not item.is_void
            and item.window.ended_at > claim.claimed_at
            for item in self.record.evidence
        )

    def is_asked(self, finding: Finding) -> bool:
        """Say whether passes can bear a cause out."""
        if finding.is_reported:
            return finding.requirement in self.requirements
        is_by_hand = finding.check.startswith("manual:")
        chains = {chain.name for chain in self.record.chains}
        return is_by_hand or (finding.check in self.checks and finding.chain in chains)


def turns_of_answer(given: RequirementAnswer, looking: _Looking) -> Iterator[Turn]:
    """Give what would make an answer met; nothing where it is."""
    about = f"{given.requirement} on {given.chain}"
    row = looking.requirements[given.requirement]
    if given.answer is Answer.MET:
        return
    if given.answer is Answer.CONDITIONAL:
        yield Turn(about, "nobody", "A waiver or a plan covers it for now; it is not met.")
    for each in given.findings:
        if (finding := looking.findings.get(each)) is not None:
            yield from turns_of_finding(finding, looking)
    if given.findings or given.answer is Answer.CONDITIONAL:
        return
    if row.check is None:
        yield _by_hand(about, row, given, looking)
    else:
        what = "Observe it, for as long and as often as it asks."
        yield Turn(about, _RUNNER, what, looking.assess)
    if not row.is_invariant:
        name, network = given.requirement, shlex.quote(looking.record.network)
        command = f'gonogo waive {name} --network {network} --until DATE --reason "…"'
        yield Turn(
            about, _PLATFORMS, "Or waive it until a date, which makes it conditional.", command
        )


def _by_hand(about: str, row: Requirement, given: RequirementAnswer, looking: _Looking) -> Turn:
    roles = " or ".join(row.roles) or "nobody: the requirement names no role"
    many = f", {row.people} people" if row.people > 1 else ""
    what = "Test it by hand, and sign what came of it."
    return Turn(about, f"{roles}{many}", what, looking.sign_off(row.id, given.chain))


def turns_of_finding(finding: Finding, looking: _Looking) -> Iterator[Turn]:
    """Give what would settle an open finding."""
    name = _short(finding.id)
    about, team = f"finding {name}", _team(finding)
    if finding.severity is None:
        command = f'gonogo finding rate {name} SEVERITY --impact "…" --reason "…"'
        yield Turn(about, _RATERS, "Rate it by its impact had it been on mainnet.", command)
    if finding.severity is Severity.SEV2:
        yield from _of_plan(finding, looking)
    claim = finding.resolution
    resolve = f'gonogo finding resolve {name} --cause "…" --fix URL'
    if claim is None:
        yield Turn(about, team, "Mend it, and name its cause.", resolve)
    elif looking.is_refuted(finding):
        what = "It was said to be mended and failed again: mend it, and name its cause anew."
        yield Turn(about, team, what, resolve)
    elif looking.is_asked(finding):
        yield Turn(about, _RUNNER, "Let later passes bear the cause out.", looking.assess)
    elif not claim.is_endorsed:
        what = "Agree that it is mended: no requirement asks about it, so no pass can show it."
        yield Turn(
            about, f"{_PLATFORMS}, somebody else", what, f"gonogo endorse {_short(claim.act)}"
        )


def _of_plan(finding: Finding, looking: _Looking) -> Iterator[Turn]:
    name, plan = _short(finding.id), finding.plan
    about = f"finding {name}"
    anew = f'gonogo finding plan {name} --owner NAME --due YYYY-MM-DD --text "…" --drill EVIDENCE'
    if plan is None:
        yield Turn(about, _team(finding), "Plan how it is lived with until it is mended.", anew)
    elif not plan.is_accepted:
        what = "Agree to its plan, if its drill passed on this deployment."
        yield Turn(
            about, f"{_PLATFORMS}, somebody else", what, f"gonogo endorse {_short(plan.act)}"
        )
    elif not is_planned(finding, looking.record.judged_at):
        yield Turn(
            about, plan.owner, f"The plan was due on {plan.due}: mend it, or plan anew.", anew
        )


def turns_of_reason(reason: Reason, looking: _Looking) -> Iterator[Turn]:
    """Give what would take a reason away; nothing for one that does not weigh."""
    if reason.verdict is Verdict.GO:
        return
    finding = looking.findings.get(reason.subject)
    if finding is not None:
        yield from turns_of_finding(finding, looking)
        return
    network = shlex.quote(looking.record.network)
    who, command = {
        "run-unfinished": (_RUNNER, f"gonogo resume {shlex.quote(reason.subject)}"),
        "run-numbers": (_PLATFORMS, "gonogo audit verify"),
        "record-incomplete": (_PLATFORMS, "gonogo audit verify"),
        "identity-unrecognised": (_RUNNER, looking.assess),
        "identity-unknown": (_RUNNER, looking.assess),
        "identity-moved": (_RUNNER, looking.assess),
        "problem": (_RUNNER, looking.assess),
        "soak": (_RUNNER, looking.assess),
        "no-chains": (_PLATFORMS, f"gonogo network show {network}"),
        "solo": ("a root", "gonogo adopt trust.yaml"),
        "no-scope": (_PLATFORMS, "gonogo adopt gonogo.yaml"),
        "policy-not-signed": ("a root", "gonogo adopt trust.yaml"),
        "feature-not-passed": (_PLATFORMS, "gonogo ledger"),
        "freeze": ("nobody", ""),
    }.get(reason.code, (_PLATFORMS, ""))
    yield Turn(reason.code or reason.about, who, reason.remedy or reason.explanation, command)


def _team(finding: Finding) -> str:
    if finding.owning_team:
        return f"team {finding.owning_team}"
    return f"its team: name one with gonogo finding link {_short(finding.id)} --team NAME"


def _short(name: str) -> str:
    return name.removeprefix("sha256:")[:_SHORT_ID_DIGITS]
