"""What people tested by hand, as answers to the requirements that nothing observes.

A signed result is an answer on its chain, or on every chain that is judged. It is
put into the form of evidence, so that every rule about evidence holds for it: a
failure sticks, passes age, a failure on one deployment is carried to the next. Whose
signature counts is for the requirement to say, by the roles that it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection, Window
from gonogo.findings import Finding, open_findings_about
from gonogo.readiness.policy import Requirement
from gonogo.readiness.record import ManualResult, Record


@dataclass
class ManualAnswers:
    """What people signed about one requirement on one chain."""

    check: str
    runs: list[Run] = field(default_factory=list)
    """Each result is a run of its own, that asked exactly this."""
    evidence: list[Evidence] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()


def manual_check(requirement: str) -> str:
    """Return what the question of a requirement is called that nothing observes."""
    return f"manual:{requirement}"


def manual_answers(requirement: Requirement, record: Record) -> Mapping[str, ManualAnswers]:
    """Return by chain what people with a role that the requirement names signed about it."""
    check, judged = manual_check(requirement.id), sorted({chain.name for chain in record.chains})
    answers: dict[str, ManualAnswers] = {}
    results = [each for each in record.manual_results if _answers(each, requirement)]
    for each in results:
        for chain in judged if each.chain is None else [each.chain]:
            own = answers.setdefault(chain, ManualAnswers(check))
            own.runs.append(_run(each, check, chain, record.network))
            own.evidence.append(_evidence(each, check, chain))
    by_act = {each.act: each for each in results}
    for chain, own in answers.items():
        own.findings = _findings(own, chain, by_act)
    return answers


def _answers(result: ManualResult, requirement: Requirement) -> bool:
    return result.requirement == requirement.id and not result.roles.isdisjoint(requirement.roles)


def _run(result: ManualResult, check: str, chain: str, network: str) -> Run:
    return Run(
        id=result.act,
        # Numbers count what runners signed, and a gap among those holds; this is none of them.
        number=0,
        network=network,
        policy="",
        policy_digest="",
        deployment=result.deployment,
        selections=(Selection(check, chain),),
        started_at=result.at,
        ended_at=result.at,
        state=RunState.FINISHED,
    )


def _evidence(result: ManualResult, check: str, chain: str) -> Evidence:
    return Evidence(
        run=result.act,
        check=check,
        chain=chain,
        deployment=result.deployment,
        outcome=result.outcome,
        summary=result.note,
        window=Window(result.at, result.at),
    )


def _findings(
    answers: ManualAnswers, chain: str, by_act: Mapping[str, ManualResult]
) -> tuple[Finding, ...]:
    """Return the findings that failures open here, by the rule of all failures."""
    failed = [item for item in answers.evidence if item.outcome is Outcome.FAILED]
    passed = [item for item in answers.evidence if item.outcome is Outcome.PASSED]
    firsts = {finding.run for finding in open_findings_about(failed, passed)}
    return tuple(
        replace(opened, check=answers.check, chain=chain)
        for item in failed
        if (opened := by_act[item.run].finding) is not None
        and (item.run in firsts or by_act[item.run].is_named)
    )
