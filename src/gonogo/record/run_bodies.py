"""What runners sign: that a run began, what it saw, and what its readings came to later."""

from typing import Literal

from gonogo import digest
from gonogo.evidence import Evidence
from gonogo.record.body import Body, Part
from gonogo.record.fields import Digest, require_utc


class SelectedQuestion(Part, frozen=True):
    """A check on a chain that a run was going to ask."""

    check: str
    chain: str


class RunStartedBody(Body, frozen=True):
    """A run began."""

    run: str
    number: int
    network: str
    policy: str
    policy_digest: Digest
    selections: tuple[SelectedQuestion, ...]


class RunProblem(Part, frozen=True):
    """Something that kept a run from seeing all."""

    about: str
    explanation: str
    remedy: str


class RecordedFact(Part, frozen=True):
    """One thing that a network said about itself; None: it could not be read."""

    name: str
    value: str | None


class RecordedIdentity(Part, frozen=True):
    """What a network said about itself."""

    facts: tuple[RecordedFact, ...]


class RecordedDeployment(Part, frozen=True):
    """A deployment as `networks` has it, for those who must not know how it was asked."""

    network: str
    candidate: str
    identity: RecordedIdentity

    @property
    def digest(self) -> str:
        """Return the name of the deployment by its content."""
        return digest.of_value(self)


class RunEndedBody(Body, frozen=True):
    """A run ended, with what it measured."""

    run: str
    state: Literal["finished", "cancelled"]
    network: str
    candidate: Digest
    deployment: RecordedDeployment | None
    is_void: bool
    evidence: tuple[Evidence, ...]
    unknown_facts: tuple[str, ...]
    problems: tuple[RunProblem, ...]

    def __post_init__(self) -> None:
        _require_utc_windows(self.evidence)


class EvaluationBody(Body, frozen=True):
    """Readings of an earlier run, judged under other thresholds."""

    run: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _require_utc_windows(self.evidence)


def _require_utc_windows(evidence: tuple[Evidence, ...]) -> None:
    for item in evidence:
        require_utc(item.window.started_at, item.window.ended_at)
