"""A decision explained in words and as JSON: the same facts, for people and for programs."""

from collections.abc import Iterable, Iterator

from gonogo.digest import digits
from gonogo.findings import severity_in_short
from gonogo.readiness import Turn
from gonogo.steps import Circumstance, Explained


def lines_of_requirement(row: Explained) -> Iterator[str]:
    """Yield everything that an answer rests on, and whose turn it is."""
    answer, requirement = row.answer, row.requirement
    yield f"{answer.answer.value.upper()}  {requirement.id} on {answer.chain}: {requirement.title}"
    yield f"  why       {requirement.why}"
    yield f"  rule      {answer.rule}"
    yield f"  seen      {answer.seen}"
    if row.since is not None:
        yield f"  since     {row.since:%Y-%m-%d %H:%M:%S} UTC"
    for figure in answer.figures:
        yield f"  number    {figure.name}: {figure.value:g} {figure.unit}"
    for name, value in requirement.parameters:
        yield f"  asked     {name}: {value}"
    for item in row.evidence:
        yield (
            f"  evidence  {item.digest} {item.outcome.value}, run {item.run},"
            f" {item.window.started_at:%H:%M:%S} to {item.window.ended_at:%H:%M:%S} UTC"
        )
    for finding in row.findings:
        severity = severity_in_short(finding.severity)
        yield f"  finding   {digits(finding.id)} ({severity}): {finding.title}"
    if answer.remedy:
        yield f"  do next   {answer.remedy}"
    yield from _turns(row.turns)
    yield f"  source    {requirement.source}"


def lines_of_circumstance(each: Circumstance) -> Iterator[str]:
    """Yield why a reason beside the requirements weighs, and whose turn it is."""
    reason = each.reason
    yield f"{reason.verdict.value.upper()}  {reason.about} [{reason.code}]"
    yield f"  because   {reason.explanation}"
    if reason.remedy:
        yield f"  do next   {reason.remedy}"
    yield from _turns(each.turns)


def _turns(turns: Iterable[Turn]) -> Iterator[str]:
    # Several may have something to do at once: whoever reads only the first waits in vain.
    for turn in turns:
        yield f"  turn      {turn.who}{f': {turn.command}' if turn.command else ''}"


def document(
    verdict: str, rows: Iterable[Explained], beside: Iterable[Circumstance]
) -> dict[str, object]:
    """Return an explanation as JSON."""
    return {
        "verdict": verdict,
        "reasons": [_of_circumstance(each) for each in beside],
        "requirements": [_of_requirement(row) for row in rows],
    }


def _of_circumstance(each: Circumstance) -> dict[str, object]:
    reason = each.reason
    return {
        "code": reason.code,
        "subject": reason.subject,
        "verdict": reason.verdict.value,
        "explanation": reason.explanation,
        "remedy": reason.remedy,
        "turns": [_of_turn(turn) for turn in each.turns],
    }


def _of_requirement(row: Explained) -> dict[str, object]:
    answer = row.answer
    return {
        "requirement": row.requirement.id,
        "chain": answer.chain,
        "answer": answer.answer.value,
        "rule": answer.rule,
        "seen": answer.seen,
        "since": None if row.since is None else row.since.isoformat(),
        "figures": [
            {"name": each.name, "value": each.value, "unit": each.unit} for each in answer.figures
        ],
        "evidence": list(answer.evidence),
        "findings": list(answer.findings),
        "remedy": answer.remedy,
        "turns": [_of_turn(turn) for turn in row.turns],
    }


def _of_turn(turn: Turn) -> dict[str, str]:
    return {"who": turn.who, "command": turn.command}
