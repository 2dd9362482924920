"""Reports to show: a go, a no-go, a hold with many open rows, and a hostile network."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from gonogo.evidence import Figure
from gonogo.findings import Finding, Plan, Resolution, Severity
from gonogo.networks import Component, Fact
from gonogo.readiness import (
    Answer,
    ChainScope,
    Decision,
    Reason,
    Record,
    RequirementAnswer,
    Verdict,
    judge,
    shipped_policy,
)
from gonogo.report import ChainSummary, Line, NetworkSummary, Plot, Report, RunSummary

START = datetime(2026, 11, 22, 20, 42, 57, tzinfo=UTC)

REHEARSED = (
    ("rpc_answers", "Every node answers, on the right chain"),
    ("unsafe_head_advances", "The unsafe head advances"),
    ("safe_head_advances", "The safe head advances"),
    ("finalized_head_advances", "The finalized head advances"),
    ("l1_head_advances", "The L1 head is followed"),
    ("block_rate", "Blocks come at the expected rate"),
    ("no_divergence", "All nodes agree on every block"),
    ("batcher_advances", "The batcher posts batches"),
    ("batcher_pending", "The batcher has at most one pending transaction"),
    ("proposer_advances", "The proposer proposes outputs"),
    ("balances", "Batcher and proposer can pay"),
    ("transaction_included", "A transfer is included with exact balances"),
    ("deposit_arrives", "A deposit arrives with exact balances"),
    ("peers", "Nodes have their peers"),
)


def digest_of(number: int) -> str:
    return f"sha256:{number:064x}"


def answer(number: int, kind: Answer = Answer.MET, chain: str = "bench-901") -> RequirementAnswer:
    name, title = REHEARSED[number % len(REHEARSED)]
    is_met = kind is Answer.MET
    return RequirementAnswer(
        requirement=name,
        title=title,
        chain=chain,
        answer=kind,
        rule="The longest time without progress, the time since the last advance included, is at"
        " most 4 s.",
        seen="Advanced 14 times, from 21 to 35; the longest pause was 1.1 s."
        if is_met
        else "failed in run 4f1c02aa: the safe head stayed at 63 for the last 9.8 s of 12 s on"
        " sequencer-0 and verifier-0. Later passes that count: 0",
        why="A stalled safe head leaves users' transactions without the security of L1.",
        remedy=""
        if is_met
        else "See the batcher's log and balance, and whether L1 accepts its transactions. Then"
        " run `gonogo assess bench --policy rehearsal`: it takes 1 later pass.",
        source="release-checklist.md, Batcher (lines 41-48)",
        evidence=(digest_of(0xA5_0000_0000 + number),),
        readings=(digest_of(0xBEEF << 200 | number), digest_of(0xCAFE << 180 | number)),
        figures=(
            Figure("longest pause", 1.1 if is_met else 9.8, "s"),
            Figure("limit", 4.0, "s"),
            Figure("straight passes", 1.0, "passes"),
        ),
        findings=() if is_met else (digest_of(7)[:19],),
    )


def decision(answers: tuple[RequirementAnswer, ...], **more: object) -> Decision:
    base = Decision(
        network="bench",
        candidate=digest_of(0x1F2E3D4C << 220),
        deployment=digest_of(0x9A8B7C6D << 220),
        policy="rehearsal",
        policy_title="The checklist in seconds, on the local bench",
        policy_digest=digest_of(0x5EED << 230),
        level="READINESS_REHEARSAL",
        judged_at=START + timedelta(seconds=14),
        answers=answers,
        notes=("Of what is met, the least observed rests on this: 1 pass excludes nothing.",),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def network(name: str = "bench") -> NetworkSummary:
    chain = ChainSummary(f"{name}-901", 901, ("sequencer-0", "verifier-0"))
    return NetworkSummary(name, "bench", "bench", "online", "bench-l1", 900, (chain,))


def heads(node: str, stop: float | None = None, gap: tuple[float, float] = (99, 99)) -> Plot:
    """Draw twelve seconds of a node whose safe head may stop, and that may be away."""

    def line(kind: str, lag: float, until: float | None) -> Line:
        times = [index * 0.25 for index in range(49)]
        return Line(
            kind,
            tuple(
                (at, None if gap[0] < at < gap[1] else math.floor(max(20 + at - lag, 0)))
                if until is None or at < until
                else (at, math.floor(20 + until - lag))
                for at in times
            ),
        )

    lines = (line("unsafe", 0, None), line("safe", 2.5, stop), line("finalized", 6, stop))
    return Plot(f"Heads of {node}", "blocks", lines)


def lags(stop: float | None = None) -> Plot:
    names = ("sequencer-0", "verifier-0")
    points = [
        tuple((index * 0.25, 2 + max(0.0, index * 0.25 - (stop or 99))) for index in range(49)),
        tuple((index * 0.25, 3.0 + index % 2) for index in range(49)),
    ]
    lines = tuple(Line(name, line) for name, line in zip(names, points, strict=True))
    return Plot("Safe head behind the unsafe head", "blocks", lines)


FINDING = Finding(
    id=digest_of(7)[:19],
    deployment=digest_of(0x9A8B7C6D << 220),
    check="safe_head_advances",
    chain="bench-901",
    opened_at=START + timedelta(seconds=13),
    run="4f1c02aa",
    evidence=digest_of(0xA5_0000_0002),
    title="The safe head stopped at 63",
)


def go() -> Report:
    return Report(
        decision=decision(tuple(answer(number) for number in range(14))),
        network=network(),
        tool_version="0.1.0",
        components=(
            Component("op-batcher", "op-batcher/v1.16.2-rc.1", "ethereum-optimism/optimism"),
            Component("op-geth", "op-geth/v1.101603.4-rc.2"),
            Component("op-node", "op-node/v1.16.1-rc.1"),
        ),
        facts=(
            Fact("chain.901.genesis_hash", digest_of(77)[7:]),
            Fact("node.sequencer-0.client_version", "gonogo-bench/0.1.0"),
            Fact("node.verifier-0.client_version", "gonogo-bench/0.1.0"),
        ),
        run=RunSummary("4f1c02aa", START, START + timedelta(seconds=13), 12.0, 0.25),
        plots=(heads("sequencer-0"), heads("verifier-0"), lags()),
    )


def no_go() -> Report:
    kinds = {2: Answer.UNMET, 7: Answer.UNMET, 8: Answer.UNKNOWN, 9: Answer.CONDITIONAL}
    answers = tuple(answer(number, kinds.get(number, Answer.MET)) for number in range(14))
    reasons = (
        Reason("finding sha256:000000000000", Verdict.HOLD, "nobody rated it", "Rate it."),
        Reason("run 77aa01bc", Verdict.HOLD, "run 3 was started and never ended", "Finish it."),
        Reason("finding sha256:0000000000aa", Verdict.NO_GO, "an open SEV 1 blocks", "Resolve it."),
    )
    return replace(
        go(),
        decision=decision(answers, reasons=reasons),
        plots=(
            heads("sequencer-0", stop=4.2),
            heads("verifier-0", stop=4.2, gap=(6, 8)),
            lags(stop=4.2),
        ),
        facts=(*go().facts, Fact("node.verifier-1.client_version", None)),
        findings=(
            FINDING,
            replace(
                FINDING,
                id="sha256:0000000000aa",
                title="The batcher stopped posting after the reorganisation of L1",
                severity=Severity.SEV1,
                owning_team="Platforms",
                tracker_url="https://github.com/ethereum-optimism/optimism/issues/1",
                impact="No batches for as long as the batcher is down: withdrawals stop.",
            ),
            replace(
                FINDING,
                id="sha256:0000000000bb",
                title="Deposits arrive late",
                severity=Severity.SEV2,
                plan=Plan("Platforms", date(2026, 12, 1), "Poll more often.", is_accepted=True),
                resolution=Resolution("A polling interval of a minute.", START),
            ),
        ),
    )


def hold() -> Report:
    """Return what the judge says of a network that nobody has watched yet."""
    record = Record(
        network="bench",
        candidate=digest_of(0x1F2E3D4C << 220),
        deployment=digest_of(0x9A8B7C6D << 220),
        chains=(ChainScope("bench-901", ("batcher", "proposer")),),
        judged_at=START,
    )
    return replace(go(), decision=judge(shipped_policy("promote:alphanet"), record), run=None)


def conditional() -> Report:
    kinds = {3: Answer.CONDITIONAL}
    answers = tuple(answer(number, kinds.get(number, Answer.MET)) for number in range(14))
    return replace(go(), decision=decision(answers))


ATTACK = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>\x1b[2J\u202egnp"


def hostile() -> Report:
    """Return a report in which every text that a network can choose is an attack."""
    given = replace(
        answer(0, Answer.UNMET),
        title=ATTACK,
        chain=ATTACK,
        seen=ATTACK,
        rule=ATTACK,
        why=ATTACK,
        remedy=ATTACK,
        source=ATTACK,
        requirement=ATTACK,
        evidence=(ATTACK,),
        readings=(ATTACK,),
        findings=(ATTACK,),
        figures=(Figure(ATTACK, 1e300, ATTACK),),
    )
    return Report(
        decision=decision(
            (given, replace(given, answer=Answer.MET)),
            network=ATTACK,
            candidate=ATTACK,
            deployment=ATTACK,
            policy=ATTACK,
            policy_title=ATTACK,
            policy_digest=ATTACK,
            level=ATTACK,
            reasons=(Reason(ATTACK, Verdict.HOLD, ATTACK, ATTACK),),
            notes=(ATTACK,),
        ),
        network=NetworkSummary(
            ATTACK, ATTACK, ATTACK, ATTACK, ATTACK, 1, (ChainSummary(ATTACK, 2, (ATTACK,)),)
        ),
        tool_version="0.1.0",
        components=(Component(ATTACK, ATTACK, ATTACK),),
        facts=(Fact(ATTACK, ATTACK),),
        run=RunSummary(ATTACK, START, None, 1.0, 1.0),
        plots=(Plot(ATTACK, ATTACK, (Line(ATTACK, ((0.0, 1.0), (1.0, 2.0))),)),),
        findings=(
            replace(
                FINDING,
                id=ATTACK,
                check=ATTACK,
                chain=ATTACK,
                run=ATTACK,
                evidence=ATTACK,
                title=ATTACK,
                owning_team=ATTACK,
                impact=ATTACK,
                tracker_url="javascript:alert(1)",
                plan=Plan(ATTACK, date(2026, 1, 1), ATTACK),
                resolution=Resolution(ATTACK, START),
            ),
        ),
        notes=(ATTACK,),
    )
