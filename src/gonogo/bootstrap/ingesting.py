"""Results that others brought, in the place of a gate that we would run.

Everything is as with a gate of our own, but that nobody saw whom the tests talked to: a policy
says whether that will do. The file is kept beside what runs leave.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.acceptance import SHIPPED, GateRun, NamedTest, Result, Selected, Suites, is_gate_id
from gonogo.errors import GonogoError
from gonogo.workflows import Occasion

if TYPE_CHECKING:
    from gonogo.acceptance.ingest import Ingested
    from gonogo.acceptance.stream import Redactor
    from gonogo.bootstrap.gates import WorkspaceGates

RUNNER = "ingested"
_FEWEST_DIGITS = 12
_PIECE_BYTES = 1 << 18
_ALGORITHM = "sha256:"


class NotToBeBroughtError(GonogoError):
    """Nobody can bring results for a gate."""

    def __init__(self, gate: str) -> None:
        super().__init__(
            f"results for the gate {gate!r} cannot be brought",
            hint="What comes with gonogo is run by gonogo, and nobody else answers for it."
            if gate.startswith(SHIPPED)
            else "A gate is called by letters, digits, -, _, . and /, such as base.",
        )
        self.gate = gate


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


def require_gate(gate: str) -> None:
    """Refuse a gate that others cannot answer.

    Raises:
        NotToBeBroughtError: it comes with gonogo, or nothing can be called so.
    """
    if gate.startswith(SHIPPED) or not is_gate_id(gate):
        raise NotToBeBroughtError(gate)


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
        from gonogo.acceptance.stream import Redactor  # noqa: PLC0415

        kept = self.gates.directory_of(occasion.run, occasion.suites)
        kept.mkdir(parents=True, exist_ok=True)
        copied = kept / self.brought.file.name
        redactor = Redactor(self._secrets(occasion))
        _copy_without_secrets(self.brought.file, copied, redactor)
        run = self._gate_run(read_report(copied, self.brought.format_name), redactor)
        self.gates.history.keep_brought(run, occasion, self.brought.ran_at)
        on_run(run)

    def keep_left(self, occasion: Occasion, *, on_run: Callable[[GateRun], None]) -> None:
        """Hand over nothing: a report is read at once or not at all."""

    def _secrets(self, occasion: Occasion) -> tuple[str, ...]:
        from gonogo.acceptance.environment import secrets_of  # noqa: PLC0415
        from gonogo.acceptance.proxy import find_descriptor  # noqa: PLC0415

        path = self.gates.networks.path_of(occasion.network.name)
        descriptor = None if path is None else find_descriptor(path)
        return secrets_of(occasion.network, self.gates.environ, descriptor=descriptor)

    def _gate_run(self, ingested: "Ingested", redactor: "Redactor") -> GateRun:
        results = tuple(_said(each, redactor) for each in ingested.results)
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


def _copy_without_secrets(report: Path, copy: Path, redactor: "Redactor") -> None:
    """Copy a report, and take out what whoever wrote it should not have written."""
    from gonogo.acceptance.stream import Redaction  # noqa: PLC0415 - As above.

    redaction = Redaction(redactor)
    with report.open("rb") as file, copy.open("wb") as kept:
        while piece := file.read(_PIECE_BYTES):
            kept.write(redaction.take(piece))
        kept.write(redaction.rest())


def _said(result: Result, redactor: "Redactor") -> Result:
    """Return a result as it is recorded; what was written in another encoding has a secret yet."""

    def clean(text: str) -> str:
        return redactor.redact(text.encode("utf-8", "replace")).decode()

    test, message = result.test, result.message
    # One search for all three: nearly always there is nothing to be found.
    everything = f"{test.package}\n{test.name}\n{message}"
    if clean(everything) != everything:
        test, message = NamedTest(clean(test.package), clean(test.name)), clean(message)
    return replace(result, test=test, message=message, task=RUNNER)
