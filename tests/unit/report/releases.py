"""A release as people signed it: tested, half excused, decided, promoted; and hostile ones."""

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from gonogo import digest
from gonogo.evidence import Evidence, Figure, Outcome, Window
from gonogo.findings import open_findings
from gonogo.networks import Component, Fact
from gonogo.people import ActKind
from gonogo.readiness import Block as Added
from gonogo.readiness import (
    ChainScope,
    Decision,
    Policy,
    Requirement,
    Subject,
    Verdict,
    compile_record,
    judge,
    outline,
)
from gonogo.record import (
    Act,
    AnnotationBody,
    Attachment,
    Block,
    BreakGlassBody,
    Counted,
    DeterminationBody,
    EndorsementBody,
    ManualResultBody,
    PlanBody,
    RatingBody,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    ResolutionBody,
    RevocationBody,
    RunEndedBody,
    RunStartedBody,
    ScopeBody,
    ScopedChain,
    ScopedFeature,
    SelectedQuestion,
    StepBody,
    WaiverBody,
    file_name,
    gather,
)
from gonogo.record import count as count_acts
from gonogo.report import Grounds, ReleaseReport, Surroundings, release_report
from tests.simulator.signed_record import BEGAN, SignedRecord, example_trust
from tests.unit.report import samples

NETWORK, CHAIN, TRANSITION = "eris", "eris-901", "promote:alphanet"
CANDIDATE = samples.digest_of(0xCA)
DAY = timedelta(days=1)

FACTS = (
    RecordedFact("chain.901.genesis_hash", "0xabc"),
    RecordedFact("node.sequencer-0.client_version", "op-geth/1.2.0-rc.1"),
    RecordedFact("node.verifier-0.client_version", None),
)
IDENTITY = RecordedDeployment(NETWORK, CANDIDATE, RecordedIdentity(FACTS))
DEPLOYMENT = IDENTITY.digest
INTEROP = {"op-geth": "1.2.0-rc.1", "op-node": None}


def requirement(name: str, title: str, **more: object) -> Requirement:
    """Return a row of the policy."""
    base = Requirement(
        id=name,
        title=title,
        why=f"Users lose something where {name} does not hold.",
        remedy=f"Look into {name}.",
        source="release-checklist.md, line 41",
        check=name.replace("-", "_"),
        window_seconds=1800.0,
        freshness_seconds=86400.0,
    )
    return replace(base, **more)  # type: ignore[arg-type]


POLICY = Policy(
    name=TRANSITION,
    title="Features may go from an alphanet to a betanet",
    level="READINESS_ALPHANET",
    interval_seconds=12.0,
    validity_seconds=14 * 86400.0,
    accepts_solo=True,
    requirements=(
        requirement("safe-head-advances", "The safe head advances", is_invariant=True),
        requirement("batcher-advances", "The batcher posts batches"),
        requirement("deposits-arrive", "A deposit arrives"),
        requirement("peers", "Nodes have their peers"),
        requirement("proposer-advances", "The proposer proposes", component="proposer"),
        requirement(
            "load-test", "It carries the load", check=None, window_seconds=0.0, roles=("platforms",)
        ),
    ),
)
INCIDENT_DRILL = requirement(
    "incident-drill", "Runbooks work", check=None, window_seconds=0.0, roles=("platforms",)
)
LATE_HEAD = requirement("finalized-head", "The finalized head advances")
NEVER_ASKED = requirement("block-rate", "Blocks come at the expected rate")


class Release:
    """A record of everything that became of one release candidate."""

    def __init__(self, policy: Policy = POLICY, *, is_solo: bool = False) -> None:
        self.policy = policy
        self.signed = SignedRecord(example_trust(is_solo=is_solo))
        self.platforms = "ada"

    def sign(self, kind: ActKind, body: object, *, by: str = "ada") -> Act:
        """Let somebody sign something."""
        return self.signed.sign(kind, body, by=by)  # type: ignore[arg-type]

    def endorse(self, act: Act, note: str = "looked at it") -> None:
        """Let a second person agree."""
        self.sign(ActKind.ENDORSEMENT, EndorsementBody(act.id, note), by="bert")

    def run(
        self, outcomes: dict[str, Outcome], *, name: str = "4f1c02aa", seconds: float = 1800.0
    ) -> tuple[Evidence, ...]:
        """Let the lab observe something for a while."""
        checks = sorted(outcomes)
        questions = tuple(SelectedQuestion(check, CHAIN) for check in checks)
        number = sum(act.kind is ActKind.RUN_STARTED for act in self.signed.acts.values()) + 1
        started = RunStartedBody(name, number, NETWORK, TRANSITION, self.policy.digest, questions)
        began = self.sign(ActKind.RUN_STARTED, started, by="lab-1").at
        self.signed.now = began + timedelta(seconds=seconds)
        window, is_void = Window(began, self.signed.now), False
        evidence = tuple(_evidence(name, check, outcomes[check], window) for check in checks)
        ended = RunEndedBody(
            name,
            "finished",
            NETWORK,
            CANDIDATE,
            IDENTITY,
            is_void,
            evidence,
            (),
            (),
        )
        self.sign(ActKind.RUN_ENDED, ended, by="lab-1")
        return evidence

    def counted(self, now: datetime | None = None) -> Counted:
        """Return what counts."""
        return self.signed.counted(now)

    def subject(self, at: datetime, **more: object) -> Subject:
        """Return what is judged."""
        chains = (ChainScope(CHAIN, ("batcher",)),)
        base = Subject(
            NETWORK, DEPLOYMENT, CANDIDATE, chains, at, {"interop": INTEROP, "jovian": {}}
        )
        return replace(base, **more)  # type: ignore[arg-type]

    def judge(self) -> Decision:
        """Judge what counts now."""
        return judge(self.policy, compile_record(self.counted(), self.subject(self.signed.now)))

    def determine(self, *blocks: Block, **more: object) -> Act:
        """Let Platforms decide."""
        at = self.signed.now
        record = compile_record(
            self.counted(), self.subject(at, blocks=tuple(_local(block) for block in blocks))
        )
        decision = judge(self.policy, record)
        body = DeterminationBody(
            network=NETWORK,
            transition=TRANSITION,
            deployment=DEPLOYMENT,
            candidate=CANDIDATE,
            policy_digest=self.policy.digest,
            scope=(ScopedChain(CHAIN, ("batcher",)),),
            judged_at=at,
            features=(),
            outline=outline(decision),
            blocks=blocks,
            verdict=decision.verdict.value,
            level=decision.level_reached,
            valid_until=at + 14 * DAY,
            supersedes=(),
            decision=digest.of_value(decision),
        )
        return self.sign(ActKind.DETERMINATION, _changed(body, more))

    def report(self, act: Act | None = None, *, made_at: datetime | None = None) -> ReleaseReport:
        """Return the report on a decision, or on what is known."""
        at, counted = self.signed.now, self.counted()
        blocks: tuple[Block, ...] = ()
        heads = self.signed.heads()
        if act is not None and isinstance(act.body, DeterminationBody):
            at, blocks, heads = act.body.judged_at, act.body.blocks, act.heads
        names = {*heads, *counted.history.ancestors(heads)}
        then = gather(
            (file_name(name), self.signed.files[file_name(name)]) for name in sorted(names)
        )
        record = compile_record(
            count_acts(then, self.signed.trust, judged_at=at),
            self.subject(at, blocks=tuple(_local(block) for block in blocks)),
        )
        grounds = Grounds(
            decision=judge(self.policy, record),
            policy=self.policy,
            record=record,
            counted=counted,
            determination=act,
            heads=heads,
            features={"interop": INTEROP},
        )
        return release_report(grounds, SURROUNDINGS, made_at=made_at or self.signed.now)


SURROUNDINGS = Surroundings(
    network=replace(samples.network(NETWORK), stage="alphanet", type="alphanet"),
    tool_version="0.1.0",
    components=(
        Component("op-geth", "1.2.0-rc.1", "ethereum-optimism/op-geth"),
        Component("op-node", "1.13.0"),
    ),
    facts=tuple(Fact(fact.name, fact.value) for fact in FACTS),
    plots=(samples.heads("sequencer-0"), samples.lags()),
    notes=("its manifest names no health dashboard",),
)


def _local(block: Block) -> Added:
    return Added(block.code, block.subject, Verdict(block.verdict), block.explanation)


def _changed(body: DeterminationBody, more: dict[str, object]) -> DeterminationBody:
    return msgspec.structs.replace(body, **more)


def _evidence(run: str, check: str, outcome: Outcome, window: Window) -> Evidence:
    stall = {"batcher_advances": 9.1}.get(check, 2.5)
    return Evidence(
        run=run,
        check=check,
        chain=CHAIN,
        deployment=DEPLOYMENT,
        outcome=outcome,
        summary=f"{check} was seen to have {outcome.value}",
        window=window,
        figures=(Figure("longest stall", stall, "s"), Figure("limit", 10.0, "s")),
        readings=(digest.of_bytes(f"{run} {check}".encode()),),
    )


PASSING = {
    "safe_head_advances": Outcome.PASSED,
    "batcher_advances": Outcome.PASSED,
    "deposits_arrive": Outcome.PASSED,
    "peers": Outcome.PASSED,
    "proposer_advances": Outcome.NOT_APPLICABLE,
}


def _tested(release: Release, **outcomes: Outcome) -> tuple[Evidence, ...]:
    scope = ScopeBody(
        (
            ScopedFeature("interop", "Interop", "everybody", ("op-geth", "op-node"), (NETWORK,)),
            ScopedFeature("jovian", "Jovian", "everybody", ("op-geth",), ("other",)),
        )
    )
    release.sign(ActKind.SCOPE, scope)
    evidence = release.run({**PASSING, **outcomes})
    by_hand = ManualResultBody(
        NETWORK,
        DEPLOYMENT,
        "load-test",
        None,
        "passed",
        "10 Mgas/s for an hour",
        (Attachment("grafana.png", samples.digest_of(0xF11E), 48213),),
    )
    release.sign(ActKind.MANUAL_RESULT, by_hand)
    return evidence


def go() -> ReleaseReport:
    """Return the report on a go that was decided, endorsed and promoted."""
    release = Release()
    _tested(release)
    act = release.determine()
    release.endorse(act, "agreed in the weekly call")
    step = StepBody(act.id, NETWORK, TRANSITION, DEPLOYMENT, CANDIDATE, ())
    release.sign(ActKind.PROMOTION, step, by="cora")
    return release.report(act)


def conditional() -> ReleaseReport:
    """Return the report on a decision with a plan, a waiver, and what was not tested."""
    release = conditional_release()
    return release.report(release.determine())


def conditional_release() -> Release:
    """Return a release of which much is excused."""
    release = Release()
    evidence = _tested(release, deposits_arrive=Outcome.FAILED, peers=Outcome.ERRORED)
    (opened,) = open_findings(evidence)
    rating = RatingBody(opened.id, 2, "Deposits would be late for everybody.", "measured")
    release.sign(ActKind.RATING, rating, by="cora")
    tracker = "https://github.com/ethereum-optimism/optimism/issues/1"
    release.sign(ActKind.ANNOTATION, AnnotationBody(opened.id, "Platforms", tracker, None))
    plan = PlanBody(
        opened.id, "fred", date(2026, 11, 4), "Poll more often.", None, "no fault can be injected"
    )
    release.endorse(release.sign(ActKind.PLAN, plan, by="fred"))
    waiver = WaiverBody(
        NETWORK, DEPLOYMENT, "peers", None, BEGAN + 2 * DAY, "peering moves to another team"
    )
    release.sign(ActKind.WAIVER, waiver)
    return release


def hold() -> ReleaseReport:
    """Return the report on what nobody decided: rows too short, never seen, left to people."""
    policy = replace(
        POLICY, requirements=(*POLICY.requirements, INCIDENT_DRILL, LATE_HEAD, NEVER_ASKED)
    )
    release = Release(policy)
    release.run({"finalized_head": Outcome.PASSED}, name="aa00", seconds=60.0)
    _tested(release)
    return release.report()


def no_go() -> ReleaseReport:
    """Return the report on a decision that Platforms made worse, claimed to be mended since."""
    release = Release()
    evidence = _tested(release, safe_head_advances=Outcome.FAILED)
    (opened,) = open_findings(evidence)
    release.sign(ActKind.RATING, RatingBody(opened.id, 1, "Withdrawals stop.", "seen"), by="cora")
    resolution = ResolutionBody(opened.id, "The batcher's key ran dry.", "Fund it by itself.")
    release.sign(ActKind.RESOLUTION, resolution, by="fred")
    block = Block("governance", "veto", "no-go", "The council asked to wait.")
    return release.report(release.determine(block))


def revoked() -> ReleaseReport:
    """Return the report on a go that was taken back, with the gate opened by force since."""
    release = Release()
    _tested(release)
    act = release.determine()
    release.sign(ActKind.REVOCATION, RevocationBody(act.id, "The lab's clock was wrong."))
    forced = BreakGlassBody(
        NETWORK, TRANSITION, DEPLOYMENT, CANDIDATE, "The fix must go out.", BEGAN + 3 * DAY
    )
    release.sign(ActKind.BREAK_GLASS, forced, by="gina")
    return release.report(act)


def expired() -> ReleaseReport:
    """Return the report on a go that is over."""
    release = Release()
    _tested(release)
    act = release.determine()
    return release.report(act, made_at=release.signed.now + 15 * DAY)


def forged() -> ReleaseReport:
    """Return the report on a decision whose verdict its own grounds do not give."""
    release = Release()
    _tested(release, safe_head_advances=Outcome.FAILED)
    return release.report(release.determine(verdict="go", level="READINESS_ALPHANET"))


def hostile() -> ReleaseReport:
    """Return a report in which every text that people and networks choose is an attack."""
    return attacked(samples.ATTACK)


def attacked(text: str) -> ReleaseReport:
    """Return a report in which people and networks say this wherever they say something."""
    old = samples.hostile()
    report = conditional()

    def said(value: Any) -> Any:
        return _said(value, text)

    return replace(
        report,
        decision=replace(old.decision, network=text),
        network=replace(old.network, name=text),
        findings=tuple(said(each) for each in report.findings),
        waivers=tuple(said(each) for each in report.waivers),
        manual_results=tuple(said(each) for each in report.manual_results),
        features=tuple(said(each) for each in report.features),
        runs=tuple(said(each) for each in report.runs),
        recommendations=tuple(said(each) for each in report.recommendations),
        deadlines=tuple(said(each) for each in report.deadlines),
        near_limits=tuple(said(each) for each in report.near_limits),
        untested=tuple(replace(each, title=text, why=text) for each in report.untested),
        authority=said(report.authority),
        doubts=(text,),
        heads=(text,) * len(report.heads),
        components=old.components,
        facts=old.facts,
        plots=old.plots,
        notes=(text,),
        verifying=(text,),
    )


_KEPT = {"kind", "state", "weight", "care", "urgency", "severity"}


def _said(value: Any, text: str) -> Any:
    """Return a value of which every text that is not one of our own words says this."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_said(each, text) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                field.name: _said(getattr(value, field.name), text)
                for field in dataclasses.fields(value)
                if field.name not in _KEPT
            },
        )
    return value


EVERY_RELEASE: list[Callable[[], ReleaseReport]] = [
    go,
    conditional,
    hold,
    no_go,
    revoked,
    expired,
    forged,
    hostile,
]
