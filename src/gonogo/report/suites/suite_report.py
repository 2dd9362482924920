"""The value behind every file that a run of acceptance tests leaves for readers.

It is put together once, of what the run recorded, so no two files can tell different facts.
Nothing is read here. Gates are judged as they are when their evidence is recorded, by the same
function and parameters.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from gonogo.acceptance import CallCount, GateJudgement, GateParameters, GateRun, evaluate
from gonogo.evidence import Outcome
from gonogo.report.suites.cases import Case, cases_of

UNANSWERED = (Outcome.FAILED, Outcome.ERRORED, Outcome.PRECLUDED, Outcome.SKIPPED)
"""What keeps a gate from passing, the gravest first."""


@dataclass(frozen=True)
class JudgedGate:
    """What is left of a gate, and what it says about each chain."""

    run: GateRun
    judgements: tuple[tuple[str, GateJudgement], ...]
    """By chain; the chain is empty where there was no network."""

    @property
    def told(self) -> tuple[tuple[str, GateJudgement, str], ...]:
        """Return each judgement with its sentence, which need not begin with the gate's name."""
        prefix = f"{self.run.gate}: "
        return tuple(
            (chain, judgement, judgement.summary.removeprefix(prefix))
            for chain, judgement in self.judgements
        )

    @property
    def worst(self) -> Outcome:
        """Return the gravest that it says about any chain; of none, that nothing is known."""
        return worst_of(judgement.outcome for _, judgement in self.judgements)


@dataclass(frozen=True)
class SuiteReport:
    """Everything that the files of a run tell."""

    run: str
    started_at: datetime
    seconds: float
    tool_version: str
    gates: tuple[JudgedGate, ...]
    network: str = ""
    """Empty: it ran without one."""
    candidate: str = ""
    """The digest of what was tested; empty: nobody named one."""

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Return all tests, each once, sorted by name."""
        return cases_of(gate.run for gate in self.gates)

    @cached_property
    def counts(self) -> Mapping[Outcome, int]:
        """Return how many tests ended how; subtests are no tests of their own."""
        found = Counter(case.outcome for case in self.cases)
        return {outcome: found[outcome] for outcome in Outcome}

    @cached_property
    def calls(self) -> tuple[CallCount, ...]:
        """Return who talked to what, each once."""
        return tuple(dict.fromkeys(call for gate in self.gates for call in gate.run.calls))

    @property
    def is_interrupted(self) -> bool:
        """Whether it was ended before all of it was done."""
        return any(gate.run.is_interrupted for gate in self.gates)

    @property
    def worst(self) -> Outcome:
        """Return the gravest that any gate says; without gates, that nothing is known."""
        return worst_of(gate.worst for gate in self.gates)

    @property
    def unexplained(self) -> Iterator[tuple[str, str, GateJudgement]]:
        """Yield each gate and chain that did not pass though none of its tests shows why.

        Whoever reads a list of tests alone would take such a gate for passed.
        """
        told: dict[str, set[Outcome]] = {}
        for case in self.cases:
            for seat in case.seats:
                told.setdefault(seat.gate, set()).add(case.outcome)
        for gate in self.gates:
            for chain, judgement in gate.judgements:
                if judgement.outcome not in {Outcome.PASSED, *told.get(gate.run.gate, ())}:
                    yield gate.run.gate, chain, judgement


def judged(
    run: GateRun,
    chains: Iterable[str],
    seen_at: datetime,
    parameters: Sequence[GateParameters] = (),
) -> JudgedGate:
    """Judge a gate: by each of some sets of parameters, or by what holds where nobody says more.

    Args:
        run: What is left of it.
        chains: The chains that it is about; of no meaning where it ran for no network.
        seen_at: When it ended, or was brought here.
        parameters: What it is held to; the gravest that follows from any of them counts.
    """
    sets = parameters or (GateParameters(),)
    judgements = []
    for chain in (None,) if run.is_local else tuple(chains):
        said = [evaluate(run, each, chain, seen_at=seen_at) for each in sets]
        judgements.append((chain or "", min(said, key=lambda each: _rank(each.outcome))))
    return JudgedGate(run, tuple(judgements))


def _rank(outcome: Outcome) -> int:
    return UNANSWERED.index(outcome) if outcome in UNANSWERED else len(UNANSWERED)


def worst_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the gravest outcome for gates: what did not apply is no pass of a gate."""
    found = set(outcomes)
    for outcome in UNANSWERED:
        if outcome in found:
            return outcome
    return Outcome.PASSED if found == {Outcome.PASSED} else Outcome.ERRORED
