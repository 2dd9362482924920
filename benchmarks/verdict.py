"""How long a verdict takes, how that grows with the record, and what memory it takes.

    .venv/bin/python benchmarks/verdict.py

Judges signed records of 1,000 to 20,000 requirements, each asked in ten runs (of
10,000 requirements there are 100,000 pieces of evidence), and of 1,000 that were asked
in a hundred. One answer in a hundred failed, which opens a finding; each finding was
rated by a person, half of them have a plan that was agreed on, and a quarter a cause that
later passes bear out. Two figures for each size: to put the record together from acts
that count, and to judge it. Signatures are not part of it; `benchmarks/record.py`
measures those.

Last, what it costs that a feature must have passed something before: a decision on the
100,000 pieces under 1,000 requirements was promoted on, and is judged again with the
record. Where no policy asks for that, nothing is judged again, and nothing is paid.

Exits with 1 when judging 100,000 pieces takes a second or more under 10,000
requirements, or half a second or more under 1,000. A calibration (the time to put
100,000 tuples into a set) tells a slow machine from a slow judge.
"""

import gc
import itertools
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.findings import finding_id
from gonogo.people import ActKind
from gonogo.readiness import (
    ChainScope,
    Policy,
    Record,
    Requirement,
    Subject,
    compile_record,
    judge,
    outline_bytes,
    promoted,
)
from gonogo.record import (
    Act,
    Body,
    ComponentVersion,
    Counted,
    DeterminationBody,
    EndorsementBody,
    FeatureVersions,
    Found,
    OutlineAnswer,
    OutlineBody,
    PeopleBody,
    PlanBody,
    RatingBody,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    ResolutionBody,
    RunEndedBody,
    RunStartedBody,
    ScopeBody,
    ScopedChain,
    ScopedFeature,
    SelectedQuestion,
    StepBody,
    TrustBody,
    count,
    seal,
)
from tests.simulator.signed_record import WORKSPACE, example_people, example_trust, key_of

SIZES = ((1_000, 10), (1_000, 100), (5_000, 10), (10_000, 10), (20_000, 10))
"""Requirements, and the runs that asked each."""
LIMITS_SECONDS = {(1_000, 100): 0.5, (10_000, 10): 1.0}
REPETITIONS = 3
NETWORK, CHAIN, CANDIDATE = "bench", "bench-901", "sha256:" + "c" * 64
DEPLOYMENT = RecordedDeployment(
    NETWORK, CANDIDATE, RecordedIdentity((RecordedFact("chain.901.genesis_hash", "0x01"),))
)
START = datetime(2026, 3, 2, tzinfo=UTC)
PARAMETERS = (("longest_gap_seconds", "10"),)
MINUTE = timedelta(minutes=1)


def a_policy(requirements: int) -> Policy:
    """Return a policy of so many requirements, a check each."""
    rows = tuple(
        Requirement(
            id=f"row-{number}",
            title="It advances",
            why="It matters.",
            remedy="Mend it.",
            source="benchmark",
            check=f"check_{number}",
            parameters=PARAMETERS,
            window_seconds=10.0,
            freshness_seconds=1e9,
        )
        for number in range(requirements)
    )
    return Policy("benchmark", "Benchmark", "READINESS_NONE", rows, 1.0)


@dataclass
class Writer:
    """Signs acts one after the other."""

    acts: list[Act]
    now: datetime = START

    def sign(self, kind: ActKind, body: Body, by: str) -> Act:
        """Sign an act that rests on the last one."""
        heads = (self.acts[-1].id,) if self.acts else ()
        sealed = seal(kind, body, workspace=WORKSPACE, heads=heads, at=self.now, signer=key_of(by))
        self.acts.append(sealed.act)
        return sealed.act


def some_acts(requirements: int, runs: int, policy: Policy) -> list[Act]:
    """Return so many runs of everything, and what people did about what failed."""
    writer = Writer([])
    writer.sign(
        ActKind.TRUST, TrustBody.of(example_trust(pins={policy.name: policy.digest})), "rosa"
    )
    people = writer.sign(ActKind.PEOPLE, PeopleBody.of(example_people()), "rosa")
    # Who is who takes both roots; without the other nothing that follows would count.
    writer.sign(ActKind.ENDORSEMENT, EndorsementBody(people.id, ""), "rolf")
    asked = tuple(SelectedQuestion(f"check_{each}", CHAIN) for each in range(requirements))
    turns = itertools.cycle(range(4))
    for number in range(1, runs + 1):
        writer.now += MINUTE
        run = f"run-{number}"
        started = RunStartedBody(run, number, NETWORK, "benchmark", "sha256:" + "a" * 64, asked)
        writer.sign(ActKind.RUN_STARTED, started, "lab-1")
        evidence = tuple(a_piece(run, number, check, writer.now) for check in range(requirements))
        ended = RunEndedBody(
            run=run,
            state="finished",
            network=NETWORK,
            candidate=CANDIDATE,
            deployment=DEPLOYMENT,
            is_void=False,
            evidence=evidence,
            unknown_facts=(),
            problems=(),
        )
        writer.now += MINUTE / 2
        writer.sign(ActKind.RUN_ENDED, ended, "lab-1")
        for item in evidence:
            if item.outcome is Outcome.FAILED:
                care(writer, finding_id(item), next(turns))
    return writer.acts


def promoted_on(writer: Writer, policy: Policy) -> None:
    """Let a feature be promoted on a decision about all there is."""
    versions = (FeatureVersions("fast", (ComponentVersion("node", "1.0"),)),)
    scope = ScopeBody((ScopedFeature("fast", "Fast", "everybody", ("node",), (NETWORK,)),))
    writer.sign(ActKind.SCOPE, scope, "ada")
    body = DeterminationBody(
        network=NETWORK,
        transition=policy.name,
        deployment=DEPLOYMENT.digest,
        candidate=CANDIDATE,
        policy_digest=policy.digest,
        scope=(ScopedChain(CHAIN, ("batcher",)),),
        judged_at=writer.now,
        features=versions,
        outline=OutlineBody((OutlineAnswer("met", CHAIN, "row-0"),), (), "go"),
        blocks=(),
        verdict="go",
        level=policy.level,
        valid_until=writer.now + MINUTE,
        supersedes=(),
        decision=policy.digest,
    )
    decided = writer.sign(ActKind.DETERMINATION, body, "ada")
    step = StepBody(
        decided.id, NETWORK, policy.name, DEPLOYMENT.digest, CANDIDATE, features=versions
    )
    writer.sign(ActKind.PROMOTION, step, "cora")


def earlier_row() -> None:
    """Print how long a record takes in which an earlier decision is judged again."""
    requirements, runs = 1_000, 100
    policy = replace(a_policy(requirements), validity_seconds=3600.0)
    acts = some_acts(requirements, runs, policy)
    writer = Writer(acts, acts[-1].at)
    promoted_on(writer, policy)
    found = Found(tuple(sorted(acts, key=lambda act: act.id)))
    trust = example_trust(pins={policy.name: policy.digest})
    counted = count(found, trust, judged_at=acts[-1].at + MINUTE)
    plain = a_subject(counted)
    asking = replace(plain, requires_passed=policy.name, policies={policy.digest: policy})
    without = seconds_of(lambda: compile_record(counted, plain))
    within = seconds_of(lambda: compile_record(counted, asking))
    flaws = [flaw.kind.value for each in promoted(counted, asking.policies) for flaw in each.flaws]
    print(
        f"one earlier decision judged again: compile {within:.3f} s instead of {without:.3f} s;"
        f" it is {', '.join(flaws) or 'borne out'}"
    )


def a_piece(run: str, number: int, check: int, began_at: datetime) -> Evidence:
    """Return an answer; every hundredth failed, and some errored."""
    turn = (number * 31 + check) % 1000
    outcome = Outcome.FAILED if turn % 100 == 0 else Outcome.PASSED
    return Evidence(
        run=run,
        check=f"check_{check}",
        chain=CHAIN,
        deployment=DEPLOYMENT.digest,
        outcome=Outcome.ERRORED if turn == 7 else outcome,
        summary="the head moved",
        window=Window(began_at, began_at + timedelta(seconds=12)),
        parameters=PARAMETERS,
    )


def care(writer: Writer, about: str, turn: int) -> None:
    """Rate a finding, and plan for it or name its cause."""
    writer.sign(ActKind.RATING, RatingBody(about, 2, "some", "seen"), "cora")
    if turn < 2:
        plan = PlanBody(about, "fred", date(2030, 1, 1), "watch it", None, "it cannot be")
        signed = writer.sign(ActKind.PLAN, plan, "fred")
        writer.sign(ActKind.ENDORSEMENT, EndorsementBody(signed.id, ""), "ada")
    elif turn == 2:
        writer.sign(ActKind.RESOLUTION, ResolutionBody(about, "cut off", "mended"), "fred")


def a_subject(counted: Counted) -> Subject:
    """Return what is judged."""
    return Subject(
        network=NETWORK,
        deployment=DEPLOYMENT.digest,
        candidate=CANDIDATE,
        chains=(ChainScope(CHAIN, ("batcher",)),),
        judged_at=max(act.at for act in counted.acts) + MINUTE,
    )


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long the quickest of a few repetitions took."""
    took = []
    for _ in range(REPETITIONS):
        gc.collect()
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return min(took)


def megabytes_of(work: Callable[[], object]) -> float:
    """Return the memory that Python asked for at most while it worked."""
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def calibrate() -> float:
    """Return how long this machine takes to put 100,000 tuples into a set."""
    return seconds_of(lambda: {(f"run-{number}", number) for number in range(100_000)})


def rows() -> Iterator[tuple[tuple[int, int], float]]:
    """Print a row for each size, and give the size and the seconds of judging it."""
    for requirements, runs in SIZES:
        policy = a_policy(requirements)
        acts = some_acts(requirements, runs, policy)
        found = Found(tuple(sorted(acts, key=lambda act: act.id)))
        counted = count(
            found, example_trust(pins={policy.name: policy.digest}), judged_at=acts[-1].at + MINUTE
        )
        subject = a_subject(counted)
        compiling = seconds_of(lambda: compile_record(counted, subject))  # noqa: B023 - called at once
        record: Record = compile_record(counted, subject)
        judging = seconds_of(lambda: judge(policy, record))  # noqa: B023 - called at once
        peak = megabytes_of(lambda: judge(policy, record))  # noqa: B023 - called at once
        decision = judge(policy, record)
        print(
            f"{requirements:>12,} {len(record.evidence):>9,} {len(record.findings):>9,}"
            f" {compiling:>9.3f} {judging:>8.3f} {judging / len(record.evidence) * 1e6:>9.2f}"
            f" {peak:>7.0f} {len(outline_bytes(decision)) / 1e6:>8.2f}  {decision.verdict.value}"
        )
        yield (requirements, runs), judging


def main() -> int:
    """Print the table; 1 when a limit is broken."""
    print(f"calibration {calibrate() * 1000:.0f} ms")
    print(
        f"{'requirements':>12} {'evidence':>9} {'findings':>9} {'compile s':>9} {'judge s':>8}"
        f" {'us/piece':>9} {'peak MB':>7} {'outl. MB':>8}  verdict"
    )
    judged_seconds = dict(rows())
    earlier_row()
    for (requirements, runs), limit in LIMITS_SECONDS.items():
        took = judged_seconds[requirements, runs]
        word = "within" if took < limit else "OVER"
        print(f"{requirements:,} requirements, {runs} runs in {took:.3f} s: {word} {limit} s")
    return int(any(judged_seconds[size] >= limit for size, limit in LIMITS_SECONDS.items()))


if __name__ == "__main__":
    sys.exit(main())
