"""Records as a workspace would really hold them, with everything in them that can go wrong.

Times lie on a grid of five seconds, so that windows often touch and overlap.
What is generated keeps the promises of whoever records:

- runs are numbered from 1 without gaps, and `runs_started` counts them;
- a run answers each question that it selected at most once under each set of
  parameters, before it ends;
- every failure that opens a finding has that finding on record, rated or not;
- nothing was recorded after the time of judgement.

Each law says in its docstring where it needs one of these. Everything is drawn
through `Choices`, so that hypothesis and a plain random generator can both draw.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection, Window
from gonogo.findings import Finding, Plan, Resolution, Severity, open_findings
from gonogo.readiness import ChainScope, KnownDeployment, Policy, Record, Requirement

T = TypeVar("T")

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STEP_SECONDS = 5
OURS = "sha256:" + "d" * 64
THEIRS = "sha256:" + "e" * 64
CANDIDATE = "sha256:cc"
OTHER_CANDIDATE = "sha256:bb"
GATE = "gate:isthmus"
CHECKS = ("safe_head_advances", "balances", "challenger_works", GATE)
"""The last two are named by no policy here: findings about them weigh by their severity alone,
and those about the gate until it passed again, where that resolves."""
CHAINS = ("bench-901", "bench-902")
QUESTIONS = tuple(Selection(check, chain) for check in CHECKS for chain in CHAINS)
ASKED = (("longest_gap_seconds", "10"),)
ASKED_TOO = (("longest_gap_seconds", "20"),)
"""What a second requirement about the same check may ask for."""
WINDOW_SECONDS = 10.0
FRESHNESS_SECONDS = 300.0
SPOILED = (Outcome.FAILED, Outcome.FAILED, Outcome.FAILED, *Outcome)


def at(steps: int) -> datetime:
    return START + timedelta(seconds=STEP_SECONDS * steps)


class Choices:
    """Where every choice comes from: one function that picks a number between two."""

    def __init__(self, integer: Callable[[int, int], int]) -> None:
        self.integer = integer

    def pick(self, items: Sequence[T]) -> T:
        """Return one of these."""
        return items[self.integer(0, len(items) - 1)]

    def once_in(self, times: int) -> bool:
        """Say yes once in so many times; hypothesis shrinks towards no."""
        return self.integer(0, times - 1) == times - 1

    def some_of(self, items: Sequence[T]) -> tuple[T, ...]:
        """Return some of these, at least one fewer where there are any."""
        kept = [self.once_in(2) for _ in items]
        if items:
            kept[self.integer(0, len(items) - 1)] = False
        return tuple(item for item, keep in zip(items, kept, strict=True) if keep)

    def shuffled(self, items: Sequence[T]) -> tuple[T, ...]:
        """Return all of these in some order."""
        rest = list(items)
        return tuple(rest.pop(self.integer(0, len(rest) - 1)) for _ in items)


def a_policy(choose: Choices) -> Policy:
    asked = [_requirement(choose, check) for check in CHECKS[: choose.integer(1, 2)]]
    if choose.once_in(3):
        again = replace(asked[0], id="again", passes_to_resolve=choose.integer(1, 2))
        asked.append(replace(again, parameters=choose.pick((ASKED, ASKED_TOO))))
    if choose.once_in(8):
        asked.append(replace(asked[0], id="by-hand", check=None))
    return Policy("rehearsal", "R", "LEVEL", tuple(asked), 1.0, not choose.once_in(2))


def _requirement(choose: Choices, check: str) -> Requirement:
    return Requirement(
        id=check,
        title="It advances",
        why="It matters.",
        remedy="Mend it.",
        source="checklist",
        check=check,
        component=choose.pick((None, None, "batcher", "challenger")),
        parameters=ASKED,
        window_seconds=WINDOW_SECONDS,
        freshness_seconds=FRESHNESS_SECONDS,
        passes_to_resolve=choose.integer(1, 2),
    )


def _run(choose: Choices, number: int) -> Run:
    started = choose.integer(0, 12)
    state = choose.pick([RunState.FINISHED] * 6 + list(RunState))
    ended = at(started + choose.integer(2, 8))
    return Run(
        id=f"run-{number}",
        number=number,
        network="bench",
        policy="rehearsal",
        policy_digest="sha256:aa",
        deployment=choose.pick([OURS] * 8 + [THEIRS, None]),
        selections=tuple(one for one in QUESTIONS if not choose.once_in(2)) or QUESTIONS[:1],
        started_at=at(started),
        ended_at=ended if state in (RunState.FINISHED, RunState.CANCELLED) else None,
        state=state,
    )


def some_evidence(choose: Choices, run: Run, selection: Selection) -> Evidence:
    """Return an answer of a run, in a window that lies within the run."""
    last = at(24) if run.ended_at is None else run.ended_at
    room = int((last - run.started_at).total_seconds()) // STEP_SECONDS
    begins = choose.integer(0, max(0, room - 1))
    started = run.started_at + timedelta(seconds=STEP_SECONDS * begins)
    length = min(choose.pick((2, 2, 2, 1, 3, 0)), room - begins)
    return Evidence(
        run=run.id,
        check=selection.check,
        chain=selection.chain,
        deployment=choose.pick([OURS] * 8 + [THEIRS]),
        outcome=choose.pick([Outcome.PASSED] * 8 + list(Outcome)),
        summary=choose.pick(("it moved", "it stood")),
        window=Window(started, started + timedelta(seconds=STEP_SECONDS * length)),
        parameters=choose.pick([_usual(selection)] * 6 + [ASKED, ()]),
        is_void=choose.once_in(10),
    )


def _usual(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Return what a question is asked under, where nothing odd happens."""
    return () if selection.check == GATE else ASKED


def _rated(choose: Choices, finding: Finding) -> Finding:
    due = choose.pick((date(2026, 4, 1), date(2026, 4, 1), date(2026, 3, 1)))
    plan = Plan("platforms", due, "watch it", is_accepted=not choose.once_in(3))
    claim = Resolution("it was cut off", at(choose.integer(0, 20)))
    return replace(
        finding,
        severity=choose.pick((None, *Severity, Severity.SEV2)),
        plan=choose.pick((None, plan, plan)),
        resolution=choose.pick((None, claim)),
    )


def a_stray_finding(choose: Choices) -> Finding:
    """Return a finding that a person wrote, or whose evidence is long gone."""
    name = choose.integer(0, 99)
    bare = Finding(
        id=f"sha256:{name:064d}",
        deployment=choose.pick([OURS] * 4 + [THEIRS]),
        check=choose.pick((*CHECKS, "")),
        chain=choose.pick((*CHAINS, "bench-903")),
        opened_at=at(choose.integer(0, 20)),
        run=f"run-{name}",
        evidence="sha256:00",
        title=f"stray {name}",
    )
    return _rated(choose, bare)


def a_record(choose: Choices) -> Record:
    """Return a record that keeps the promises named above."""
    kinds = (_crowded_record, _crowded_record, _spoiled_record, _wild_record)
    return choose.pick(kinds)(choose)


def _wild_record(choose: Choices) -> Record:
    made = [_run(choose, number) for number in range(1, choose.integer(1, 4) + 1)]
    evidence = [
        some_evidence(choose, run, selection)
        for run in made
        for selection in run.selections
        if not choose.once_in(10)
    ]
    evidence += _under_other_parameters(choose, evidence)
    findings = [_rated(choose, finding) for finding in open_findings(evidence)]
    if choose.once_in(10):
        findings.append(a_stray_finding(choose))
    inventories = (("batcher",), ("batcher", "challenger"))
    return Record(
        network="bench",
        candidate=CANDIDATE,
        deployment=OURS,
        deployments=_deployments(choose),
        chains=tuple(
            ChainScope(chain, choose.pick(inventories))
            for chain in CHAINS[: choose.pick((1, 1, 2))]
        ),
        judged_at=at(choose.pick((26, 30, 60, 200))),
        runs=tuple(made),
        runs_started=len(made),
        evidence=tuple(evidence),
        findings=tuple(findings),
        unknown_facts=("chain.901.genesis_hash",) if choose.once_in(15) else (),
        drift=("node.verifier-0.client_version",) if choose.once_in(15) else (),
    )


def _crowded_record(choose: Choices) -> Record:
    """Return a record of runs side by side at one question: all that matters is what came when."""
    made = []
    for number in range(1, choose.integer(2, 4) + 1):
        started = choose.integer(0, 8)
        made.append(
            replace(
                _well_run(number),
                selections=QUESTIONS[:1],
                started_at=at(started),
                ended_at=at(started + choose.integer(2, 6)),
                state=choose.pick((RunState.FINISHED, RunState.FINISHED, RunState.CANCELLED)),
            )
        )
    evidence = [
        replace(
            some_evidence(choose, run, QUESTIONS[0]),
            deployment=choose.pick((OURS, OURS, OURS, THEIRS)),
            outcome=choose.pick([Outcome.PASSED] * 5 + [Outcome.FAILED, *Outcome]),
            parameters=ASKED,
            is_void=False,
        )
        for run in made
        if not choose.once_in(8)
    ]
    findings = [_rated(choose, finding) for finding in open_findings(evidence)]
    return _tidy_record(choose, made, evidence, findings)


def _spoiled_record(choose: Choices) -> Record:
    """Return a record of runs that all went well but for a few answers."""
    made = [_well_run(number) for number in range(1, choose.integer(1, 3) + 1)]
    evidence = [_well_evidence(run, selection) for run in made for selection in run.selections]
    for _ in range(choose.integer(0, 2)):
        spoiled = choose.integer(0, len(evidence) - 1)
        evidence[spoiled] = replace(
            evidence[spoiled],
            outcome=choose.pick(SPOILED),
            deployment=choose.pick((OURS, OURS, THEIRS)),
        )
    evidence += _under_other_parameters(choose, evidence)
    findings = [_rated(choose, finding) for finding in open_findings(evidence)]
    return _tidy_record(choose, made, evidence, findings)


def _under_other_parameters(choose: Choices, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return what some of the same observations say under the other requirement's parameters."""
    others = {ASKED: ASKED_TOO, (): ASKED_TOO, ASKED_TOO: ASKED}
    return [
        replace(
            item,
            parameters=others[item.parameters],
            outcome=choose.pick([Outcome.PASSED] * 4 + list(Outcome)),
        )
        for item in evidence
        if not choose.once_in(4)
    ]


def _deployments(choose: Choices) -> tuple[KnownDeployment, ...]:
    theirs = KnownDeployment(THEIRS, choose.pick((CANDIDATE, OTHER_CANDIDATE)))
    return (KnownDeployment(OURS, CANDIDATE), theirs)[: choose.pick((2, 2, 1))]


def _tidy_record(
    choose: Choices,
    made: Sequence[Run],
    evidence: Sequence[Evidence],
    findings: Sequence[Finding],
) -> Record:
    return Record(
        network="bench",
        candidate=CANDIDATE,
        deployment=OURS,
        deployments=_deployments(choose),
        chains=(ChainScope(CHAINS[0], ("batcher", "challenger")),),
        judged_at=at(30),
        runs=tuple(made),
        runs_started=len(made),
        evidence=tuple(evidence),
        findings=tuple(findings),
    )


def _well_run(number: int) -> Run:
    return Run(
        id=f"run-{number}",
        number=number,
        network="bench",
        policy="rehearsal",
        policy_digest="sha256:aa",
        deployment=OURS,
        selections=tuple(one for one in QUESTIONS if one.chain == CHAINS[0]),
        started_at=at(6 * number),
        ended_at=at(6 * number + 4),
        state=RunState.FINISHED,
    )


def _well_evidence(run: Run, selection: Selection) -> Evidence:
    ended = run.started_at + timedelta(seconds=WINDOW_SECONDS)
    return Evidence(
        run=run.id,
        check=selection.check,
        chain=selection.chain,
        deployment=OURS,
        outcome=Outcome.PASSED,
        summary="it moved",
        window=Window(run.started_at, ended),
        parameters=_usual(selection),
    )
