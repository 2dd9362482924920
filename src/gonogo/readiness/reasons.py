"""What weighs on a verdict beside the requirements: findings, runs, identity, problems.

Each function looks at one kind of thing and returns its reasons. None of them
ever makes a verdict better; the most harmless reason is a documented SEV 3.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from gonogo import digest
from gonogo.evidence import Run, RunState
from gonogo.findings import Finding, Severity
from gonogo.readiness import finding_commands
from gonogo.readiness.decision import Reason
from gonogo.readiness.lineage import Lineage
from gonogo.readiness.record import Record
from gonogo.readiness.verdict import Verdict

_SHOWN = 10

_ABOUT_FINDINGS = "finding-"
_FINDING_CODES = {
    Verdict.GO: "finding-documented",
    Verdict.CONDITIONAL: "finding-planned",
    Verdict.HOLD: "finding-unrated",
    Verdict.NO_GO: "finding-blocks",
}


def is_about_finding(code: str) -> bool:
    """Say whether a reason of this code has a finding for its subject."""
    return code.startswith(_ABOUT_FINDINGS)


def of_finding(
    finding: Finding, record: Record, lineage: Lineage, *, is_lost: bool, again: str | None = None
) -> Reason:
    """Weigh an open finding by its severity.

    Args:
        finding: What is open.
        record: Where it stands.
        lineage: Which deployments there were.
        is_lost: Whether its failure is in the record and it is not, and nothing asks about it.
        again: What to type where later passes alone resolve it, and nothing asks about it.

    A finding is lost when its failure is in the record and it is not, although
    no requirement holds the failure against the network. Nobody can say how it
    was rated, so it weighs like the worst.
    """
    name = f"finding {digest.short(finding.id)}"
    verdict, explanation, remedy = _weight(finding, record.judged_at.astimezone(UTC).date())
    if remedy and record.numbers_by_key is None:
        remedy = f"{finding_commands.SIGN_FIRST}{remedy}"
    code = _FINDING_CODES[verdict]
    if is_lost:
        code = "finding-lost"
        verdict = Verdict.NO_GO
        explanation = "this failure has no finding on record, so nobody can say how it was rated"
        remedy = "Record the finding, rate it by its impact had it been on mainnet."
    if again is not None:
        # Whoever rates it first, or names its cause, has done more than it takes.
        remedy = f"Mend it, then run `{again}` again, all of it: what passes resolves it."
    origin = lineage.origin(finding.deployment, finding.opened_at)
    opened = f" (opened {origin})" if origin else ""
    told = f"{finding.title}: {explanation}{opened}"
    return Reason(name, verdict, told, remedy, code, finding.id)


def _weight(finding: Finding, today: date) -> tuple[Verdict, str, str]:
    match finding.severity:
        case None:
            remedy = (
                f"Rate it by its impact had it been on mainnet: `{finding_commands.rate(finding)}`."
            )
            return Verdict.HOLD, "nobody rated this finding", remedy
        case Severity.SEV0 | Severity.SEV1:
            remedy = (
                f"Mend it, name its cause (`{finding_commands.resolve(finding)}`), and let later"
                " passes show it."
            )
            return Verdict.NO_GO, f"an open SEV {finding.severity.value} blocks", remedy
        case Severity.SEV2:
            return _weight_of_major(finding, today)
        case Severity.SEV3:
            return Verdict.GO, "an open SEV 3 is on record", ""


def is_planned(finding: Finding, judged_at: datetime) -> bool:
    """Say whether an accepted plan covers a finding: the day after it is due, it is none."""
    plan = finding.plan
    return plan is not None and plan.is_accepted and plan.due >= judged_at.astimezone(UTC).date()


def _weight_of_major(finding: Finding, today: date) -> tuple[Verdict, str, str]:
    plan, command = finding.plan, finding_commands.plan(finding)
    if plan is None:
        remedy = f"Plan its mitigation, and have the plan accepted: `{command}`."
        return Verdict.NO_GO, "an open SEV 2 without an accepted plan blocks", remedy
    if not plan.is_accepted:
        # Where the plan stands in an act, that act is what a second person agrees to.
        agree = f": `gonogo endorse {digest.digits(plan.act)}`" if plan.act else ""
        remedy = f"Have its plan accepted by somebody else, if its drill passed here{agree}."
        return Verdict.NO_GO, "an open SEV 2 without an accepted plan blocks", remedy
    if plan.due < today:
        # A plan past due is no plan: what it promised by then did not come about.
        remedy = f"Mend it, or plan anew, and have that plan accepted: `{command}`."
        return Verdict.NO_GO, f"an open SEV 2 blocks: its plan was due on {plan.due}", remedy
    return Verdict.CONDITIONAL, "an open SEV 2 under an accepted plan", ""


def of_runs(runs: Iterable[Run]) -> list[Reason]:
    """Hold for every run that never ended and that nobody works on."""
    return [
        Reason(
            f"run {run.id}",
            Verdict.HOLD,
            f"run {run.number} was started and never ended, so nobody knows what it would say",
            f"Finish it: `gonogo resume {run.id}`.",
            "run-unfinished",
            run.id,
        )
        for run in runs
        if not run.has_ended and not _is_alive(run)
    ]


def _is_alive(run: Run) -> bool:
    return run.state is RunState.ALIVE and run.ended_at is None


def of_numbers(record: Record) -> list[Reason]:
    """Hold when the runs of the workspace are not 1, 2, 3 and so on, each once.

    Where runs are signed, each key numbers its own.
    """
    if record.numbers_by_key is not None:
        return [
            reason
            for key, numbers in sorted(record.numbers_by_key.items())
            for reason in _of_key(key, sorted(numbers))
        ]
    numbers = sorted(run.number for run in record.runs)
    told = []
    if missing := list(_gaps(numbers, record.runs_started)):
        told.append(f"missing from the record: {_listed(missing)}")
    if record.runs_started < max(numbers, default=0):
        told.append(f"only {record.runs_started} were counted when they started")
    if len(set(numbers)) < len(numbers) or len({run.id for run in record.runs}) < len(numbers):
        told.append("some stand in the record twice")
    if numbers and numbers[0] < 1:
        told.append("some have a number below 1")
    if not told:
        return []
    explanation = f"runs are numbered from 1 without gaps; {'; '.join(told)}"
    remedy = "Find out who removed them; restore the workspace's history or start a new deployment."
    return [Reason("runs", Verdict.HOLD, explanation, remedy, "run-numbers")]


def _of_key(key: str, numbers: list[int]) -> list[Reason]:
    if numbers == list(range(1, len(numbers) + 1)):
        return []
    told = _listed(list(_gaps(numbers, len(set(numbers)))))
    what = f"missing: {told}" if told else "some stand in the record twice, or below 1"
    explanation = f"the runner with the key {key} numbers its runs from 1 without gaps; {what}"
    remedy = (
        "Find the acts of its other runs in a clone: `gonogo audit verify` tells what is missing."
    )
    return [Reason("runs", Verdict.HOLD, explanation, remedy, "run-numbers", key)]


def _gaps(numbers: list[int], started: int) -> Iterator[str]:
    """Return the numbers that are missing, neighbours together, without counting one by one."""
    # One past the end stands for the runs that were started and are all gone.
    expected = 1
    for number in [*numbers, started + 1]:
        if number > expected:
            last = number - 1
            yield f"run {expected}" if last == expected else f"runs {expected} to {last}"
        expected = max(expected, number + 1)


def of_identity(record: Record) -> list[Reason]:
    """Hold while it is not known, or not certain, which deployment was judged."""
    reasons = []
    if record.deployment is None:
        explanation = "which deployment answers there could not be read, so nothing counts for it"
        code = "identity-unrecognised"
        reasons.append(Reason("identity", Verdict.HOLD, explanation, _REACHABLE, code))
    if record.unknown_facts:
        explanation = f"could not be read: {_listed(sorted(set(record.unknown_facts)))}"
        code = "identity-unknown"
        reasons.append(Reason("identity", Verdict.HOLD, explanation, _REACHABLE, code))
    # Drift is told besides unknown facts: a fact that moved was known both times.
    if record.drift:
        explanation = f"moved: {_listed(sorted(set(record.drift)))}"
        remedy = "Observe again once the network stands still; a new deployment starts anew."
        reasons.append(Reason("identity", Verdict.HOLD, explanation, remedy, "identity-moved"))
    return reasons


_REACHABLE = "Make every node answer, then assess again."


def of_problems(record: Record) -> list[Reason]:
    """Hold for what the observer could not get past, and for a record without chains."""
    reasons = [
        Reason(
            problem.about,
            Verdict.HOLD,
            problem.explanation,
            problem.remedy,
            "problem",
            problem.about,
        )
        for problem in record.problems
    ]
    if not record.chains:
        explanation = "the record names no chain, so nothing was judged"
        remedy = "Check that the network's files list its L2 chains."
        reasons.append(Reason("chains", Verdict.HOLD, explanation, remedy, "no-chains"))
    return reasons


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"
