"""Values that the tests of the store record."""

from datetime import UTC, datetime, timedelta

from gonogo.evidence import Evidence, Figure, Outcome, Selection, Window
from gonogo.findings import Finding
from gonogo.networks import Deployment, Fact, Identity
from gonogo.readiness import Answer, Decision, RequirementAnswer
from gonogo.workflows import NewRun, RecordedEvidence, Request

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CANDIDATE = "sha256:" + "ca" * 32
POLICY = "sha256:" + "90" * 32
OBSERVATION = "sha256:" + "0b" * 32


def new_run(name: str = "run-a", network: str = "bench") -> NewRun:
    return NewRun(
        id=name,
        request=Request(network, CANDIDATE, "rehearsal", POLICY, OBSERVATION, may_send=True),
        selections=(
            Selection("safe_head_advances", "bench-901"),
            Selection("no_divergence", "bench-901"),
        ),
        started_at=NOON,
    )


def deployment(genesis: str = "0xaa") -> Deployment:
    facts = (Fact("chain.901.genesis_hash", genesis), Fact("node.verifier-0.client_version", None))
    return Deployment("bench", CANDIDATE, Identity(facts))


def evidence(
    run: str = "run-a",
    check: str = "safe_head_advances",
    outcome: Outcome = Outcome.PASSED,
    *,
    about: str | None = None,
    parameters: tuple[tuple[str, str], ...] = (("longest_stall_seconds", "12"),),
) -> RecordedEvidence:
    item = Evidence(
        run=run,
        check=check,
        chain="bench-901",
        deployment=about or deployment().digest,
        outcome=outcome,
        summary="the safe head went from 1 to 9, “steadily”",
        window=Window(NOON, NOON + timedelta(seconds=20.123456)),
        parameters=parameters,
        figures=(Figure("longest stall", 2.5, "s"),),
        readings=(OBSERVATION,),
    )
    return RecordedEvidence(item, OBSERVATION)


def finding(name: str = "finding-1", about: str | None = None) -> Finding:
    return Finding(
        id=name,
        deployment=about or deployment().digest,
        check="safe_head_advances",
        chain="bench-901",
        opened_at=NOON,
        run="run-a",
        evidence="sha256:" + "ee" * 32,
        title="the safe head stood still",
    )


def decision(seen: str = "9 blocks") -> Decision:
    return Decision(
        network="bench",
        candidate=CANDIDATE,
        deployment=deployment().digest,
        policy="rehearsal",
        policy_title="Rehearsal",
        policy_digest=POLICY,
        level="READINESS_REHEARSAL",
        judged_at=NOON,
        answers=(
            RequirementAnswer(
                requirement="safe-head",
                title="The safe head advances",
                chain="bench-901",
                answer=Answer.MET,
                rule="it passed",
                seen=seen,
                why="users wait for it",
                remedy="",
                source="checklist",
            ),
        ),
    )
