"""Results that others brought, in the place of a gate that we would run.

Everything is as with a gate of our own, but that nobody saw whom the tests talked to: a policy
says whether that will do. The file is kept beside what runs leave.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.acceptance import GateRun, NamedTest, Selected, Suites
from gonogo.errors import GonogoError
from gonogo.workflows import Occasion

if TYPE_CHECKING:
    from gonogo.acceptance.ingest import Ingested
    from gonogo.bootstrap.gates import WorkspaceGates

RUNNER = "ingested"
_FEWEST_DIGITS = 12
_ALGORITHM = "sha256:"


class OtherCandidateError(GonogoError):
    """Results are of another candidate than the one on the network."""

    def __init__(self, claimed: str, network: str, candidate: str) -> None:
        super().__init__(
            f"the results are said to be of candidate {claimed}, and on {network} is {candidate}",
            hint="Results of another candidate say nothing about this one. Run the tests again,"
            " or bring the results that are of it.",
        )
        self.claimed = claimed
        self.candidate = candidate


@dataclass(frozen=True)
class Brought:
    """A report, and what is said about it by whoever brings it."""

    file: Path
    format_name: str
    """Empty: whatever it begins like."""
    gate: str
    ran_at: datetime
    source: str


def require_candidate(claimed: str, network: str, candidate: str) -> None:
    """Refuse results of another candidate; a digest may be said by its beginning.

    Raises:
        OtherCandidateError: they are of another, or it is not said of which.
    """
    said = claimed.removeprefix(_ALGORITHM).lower()
    if len(said) < _FEWEST_DIGITS or not candidate.removeprefix(_ALGORITHM).startswith(said):
        raise OtherCandidateError(claimed, network, candidate)


@dataclass(frozen=True)
class BroughtGates:
    """Answers for one gate with a report."""

    gates: "WorkspaceGates"
    brought: Brought
    wanted: tuple[NamedTest, ...] = ()
    """What a validators file asks for; empty: nobody knows what is missing in the report."""

    async def require(self, gates: Sequence[str], suites: Suites) -> None:
        """Accept it: what is wrong with the report is told by what comes of it."""
        del gates, suites

    async def run(
        self, gates: Sequence[str], occasion: Occasion, *, on_run: Callable[[GateRun], None]
    ) -> None:
        """Read the report, keep it, and hand over what it says of the gate that was brought."""
        if self.brought.gate not in gates:
            return
        # Readers of XML, which only this needs.
        from gonogo.acceptance.ingest import read_report  # noqa: PLC0415

        kept = self.gates.directory_of(occasion.run, occasion.suites)
        kept.mkdir(parents=True, exist_ok=True)
        copied = kept / self.brought.file.name
        shutil.copyfile(self.brought.file, copied)
        run = self._gate_run(read_report(copied, self.brought.format_name))
        self.gates.record(run, occasion, self.brought.ran_at)
        on_run(run)

    def left_by(self, run_id: str, suites: Suites) -> tuple[GateRun, ...]:
        """Return nothing: a report is read at once or not at all."""
        del run_id, suites
        return ()

    def _gate_run(self, ingested: "Ingested") -> GateRun:
        results = tuple(replace(each, task=RUNNER) for each in ingested.results)
        heard_of = sorted({each.test.top for each in results})
        return GateRun(
            gate=self.brought.gate,
            runner=RUNNER,
            selected=tuple(Selected(test, task=RUNNER) for test in self.wanted or heard_of),
            results=results,
            faults=ingested.faults,
            source=self.brought.source,
            ran_at=self.brought.ran_at,
        )
