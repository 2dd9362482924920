"""A signed record in which everything is well, and hands to spoil it."""

from datetime import date, datetime, timedelta

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.findings import finding_id
from gonogo.people import ActKind
from gonogo.readiness import (
    ChainScope,
    Decision,
    Policy,
    Record,
    Requirement,
    Subject,
    compile_record,
    judge,
)
from gonogo.record import (
    Act,
    Body,
    EndorsementBody,
    EvaluationBody,
    ManualResultBody,
    PlanBody,
    RatingBody,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    ResolutionBody,
    RunEndedBody,
    RunStartedBody,
    SelectedQuestion,
    WaiverBody,
)
from tests.simulator.signed_record import SignedRecord
from tests.unit.readiness.example import CHAIN, PARAMETERS, SAFE, requirement

NETWORK = "bench"
CANDIDATE, OTHER_CANDIDATE = "sha256:" + "c" * 64, "sha256:" + "b" * 64
SOMEDAY = date(2027, 1, 1)


def deployment(genesis: str = "0x01", candidate: str = CANDIDATE) -> RecordedDeployment:
    facts = (RecordedFact("chain.901.genesis_hash", genesis),)
    return RecordedDeployment(NETWORK, candidate, RecordedIdentity(facts))


OURS, AGAIN, NEW = deployment(), deployment("0x02"), deployment("0x03", OTHER_CANDIDATE)
ROW = requirement(freshness_seconds=86_400.0)
BY_HAND = requirement(
    None,
    id="review",
    parameters=(),
    window_seconds=0.0,
    freshness_seconds=86_400.0,
    roles=("feature", "platforms"),
)


def asking(*rows: Requirement, resolves_by_pass: bool = False) -> Policy:
    return Policy("promote:alphanet", "T", "READINESS_ALPHANET", rows, 1.0, resolves_by_pass)


class Bench(SignedRecord):
    """A network that a runner observes, and people who act on what it saw."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def run(
        self,
        outcome: Outcome = Outcome.PASSED,
        *,
        where: RecordedDeployment | None = OURS,
        check: str = SAFE,
        is_void: bool = False,
    ) -> Evidence:
        """Let the runner ask once, and sign what it saw in a window of 20 seconds."""
        started = self.started(check)
        at = self.now + timedelta(seconds=30)
        item = Evidence(
            run=started.run,
            check=check,
            chain=CHAIN,
            deployment=(where or OURS).digest,
            outcome=outcome,
            summary="the head moved",
            window=Window(at - timedelta(seconds=20), at),
            parameters=PARAMETERS,
        )
        self.ended(started.run, item, where=where, is_void=is_void)
        return item

    def started(self, check: str = SAFE) -> RunStartedBody:
        """Let the runner begin."""
        self.count += 1
        asked = (SelectedQuestion(check, CHAIN),)
        body = RunStartedBody(
            f"run-{self.count}", self.count, NETWORK, "p", "sha256:" + "a" * 64, asked
        )
        self.sign(ActKind.RUN_STARTED, body, by="lab-1")
        return body

    def ended(
        self,
        run: str,
        *evidence: Evidence,
        where: RecordedDeployment | None = OURS,
        is_void: bool = False,
    ) -> None:
        """Let the runner say that a run ended."""
        body = RunEndedBody(
            run=run,
            state="finished",
            network=NETWORK,
            candidate=CANDIDATE,
            deployment=where,
            is_void=is_void,
            evidence=evidence,
            unknown_facts=(),
            problems=(),
        )
        self.sign(ActKind.RUN_ENDED, body, by="lab-1")

    def evaluated(self, item: Evidence) -> None:
        """Let the runner judge a reading under other thresholds."""
        self.sign(ActKind.EVALUATION, EvaluationBody(item.run, (item,)), by="lab-1")

    def agreed(self, kind: ActKind, body: Body, by: str, *endorsers: str) -> Act:
        """Let somebody sign, and others agree."""
        act = self.sign(kind, body, by=by)
        for each in endorsers:
            self.sign(ActKind.ENDORSEMENT, EndorsementBody(act.id, ""), by=each)
        return act

    def rated(self, about: Evidence | str, severity: int) -> None:
        """Let the coordinator rate a finding."""
        body = RatingBody(_about(about), severity, "some", "seen")
        self.sign(ActKind.RATING, body, by="cora")

    def planned(self, about: Evidence | str, *endorsers: str, due: date = SOMEDAY) -> Act:
        """Let the feature's team plan for a finding."""
        body = PlanBody(_about(about), "fred", due, "watch it", None, "it cannot be")
        return self.agreed(ActKind.PLAN, body, "fred", *endorsers)

    def resolved(self, about: Evidence | str, *endorsers: str) -> Act:
        """Let the feature's team name a cause."""
        body = ResolutionBody(_about(about), "it was cut off", "mended")
        return self.agreed(ActKind.RESOLUTION, body, "fred", *endorsers)

    def waived(self, name: str = ROW.id, by: str = "ada", hours: float = 24.0) -> None:
        """Let somebody waive a requirement for a while."""
        until = (self.now + timedelta(hours=hours)).replace(microsecond=0)
        body = WaiverBody(NETWORK, OURS.digest, name, None, until, "a feast")
        self.sign(ActKind.WAIVER, body, by=by)

    def signed_off(
        self, by: str, outcome: str = "passed", *, name: str = "review", where: str = OURS.digest
    ) -> Act:
        """Let somebody sign what was tested by hand."""
        body = ManualResultBody(NETWORK, where, name, None, outcome, "seen", ())  # type: ignore[arg-type]  # one of two
        return self.sign(ActKind.MANUAL_RESULT, body, by=by)

    def compiled(self, now: datetime | None = None, where: str | None = OURS.digest) -> Record:
        """Return the record of what counts."""
        at = now or self.now
        chains = (ChainScope(CHAIN, ("batcher",)),)
        subject = Subject(NETWORK, where, CANDIDATE, chains, at)
        return compile_record(self.counted(at), subject)

    def judged(
        self, *rows: Requirement, now: datetime | None = None, where: str | None = OURS.digest
    ) -> Decision:
        """Return what follows."""
        return judge(asking(*(rows or (ROW,))), self.compiled(now, where))


def _about(about: Evidence | str) -> str:
    return about if isinstance(about, str) else finding_id(about)
