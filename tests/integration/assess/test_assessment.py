"""The steps of an assessment over a simulated devnet, without the engine."""

from gonogo.evidence import Outcome, RunState
from gonogo.readiness import Answer, Decision, Verdict
from gonogo.workflows import assess_now
from tests.integration.assess.world import World, policy

HEADS = policy(
    "unsafe_head_advances", "safe_head_advances", "nodes_agree", longest_stall_seconds="30"
)


def answers(decision: Decision) -> dict[str, Answer]:
    return {each.requirement: each.answer for each in decision.answers}


def told(decision: Decision) -> str:
    return " | ".join(f"{each.about}: {each.explanation}" for each in decision.reasons)


async def test_healthy_devnet_meets_everything(devnet_world: World) -> None:
    """Each question is answered once, recorded, and the run ends with the decision."""
    decision = await devnet_world.assess(HEADS)

    (run,) = devnet_world.history.runs()
    assert set(answers(decision).values()) == {Answer.MET}
    assert run.state is RunState.FINISHED
    assert devnet_world.history.decision(run.id) == decision
    assert len(devnet_world.history.evidence_of_run(run.id).items) == 3


async def test_stalled_safe_head_opens_a_finding_that_sticks(devnet_world: World) -> None:
    """What failed stays unmet after a rerun of other checks, and one later pass resolves it."""
    devnet_world.server.devnet.stall_safe_head()
    failed = await devnet_world.assess(HEADS)
    again = await devnet_world.assess(policy("unsafe_head_advances"))

    opened = devnet_world.history.findings(failed.deployment)
    assert failed.verdict is Verdict.NO_GO
    assert answers(failed)["safe_head_advances"] is Answer.UNMET
    assert [finding.check for finding in opened] == ["safe_head_advances"]
    assert opened[0].title in told(again)


async def test_later_pass_resolves_under_a_rehearsal(devnet_world: World) -> None:
    """On the bench one later pass in a full window resolves a failure."""
    devnet = devnet_world.server.devnet
    devnet.stall_safe_head()
    await devnet_world.assess(HEADS)
    for flow in (devnet.safe, devnet.finalized):
        flow.start(devnet.now)
    mended = await devnet_world.assess(HEADS)

    assert set(answers(mended).values()) == {Answer.MET}


async def test_nobody_answers_is_a_hold(devnet_world: World) -> None:
    """A network that was not seen is not judged, and the run ends saying so."""
    for name in (*devnet_world.server.devnet.nodes, "l1"):
        await devnet_world.server.refuse(name)
    decision = await devnet_world.assess(HEADS)

    (run,) = devnet_world.history.runs()
    assert decision.verdict is Verdict.HOLD
    assert "was not seen" in told(decision)
    assert run.deployment is None
    assert run.state is RunState.FINISHED


async def test_deployment_that_moves_voids_the_window(devnet_world: World) -> None:
    """Identity is read before and after; what was seen in between does not count when it moved."""
    async with devnet_world.taken_up(devnet_world.start(HEADS)) as assessment:
        before = await assessment.identify()
        await assessment.observe(before)
        for node in devnet_world.server.devnet.nodes:
            devnet_world.server.devnet.wrong_chain_id(node)
        decision = assessment.decide(await assessment.compare(before))

    evidence = devnet_world.history.evidence_of_run("run-1").items
    assert decision.verdict is Verdict.HOLD
    assert "became" in told(decision)
    assert all(item.evidence.is_void for item in evidence)
    assert Answer.MET not in answers(decision).values()


async def test_network_that_is_gone_is_a_hold(devnet_world: World) -> None:
    """Files that vanish while a run is under way end it in a hold that says so."""
    async with devnet_world.taken_up(devnet_world.start(HEADS)) as assessment:
        before = await assessment.identify()
        devnet_world.source.network = None
        await assessment.observe(before)
        decision = assessment.decide(await assessment.compare(before))

    assert decision.verdict is Verdict.HOLD
    assert "the files are gone" in told(decision)


async def test_observing_again_asks_only_what_is_missing(devnet_world: World) -> None:
    """A step that is repeated after a crash repeats no recorded answer."""
    run = devnet_world.start(HEADS)
    async with devnet_world.taken_up(run) as assessment:
        before = await assessment.identify()
        await assessment.observe(before)
    recorded = devnet_world.history.evidence_of_run(run)
    async with devnet_world.taken_up(run) as assessment:
        await assessment.observe(before)

    assert devnet_world.history.evidence_of_run(run) == recorded


async def test_sending_without_a_lent_wallet_holds(devnet_world: World) -> None:
    """When every lent wallet is in use, sending checks are skipped and that is said."""
    with devnet_world.locks.lease(["user-key-0"]):
        decision = await devnet_world.assess(
            policy("transaction_included", window_seconds=0.001), may_send=True
        )

    (item,) = devnet_world.history.evidence_of_run("run-1").items
    assert item.evidence.outcome is Outcome.SKIPPED
    assert "in use by other runs" in told(decision)
    assert devnet_world.transactions.names("run-1") == ()


async def test_sending_that_is_not_allowed_sends_nothing(devnet_world: World) -> None:
    """Without leave nothing is signed, sent or passed."""
    decision = await devnet_world.assess(policy("transaction_included", window_seconds=0.001))

    assert answers(decision) == {"transaction_included": Answer.UNKNOWN}
    assert devnet_world.server.devnet.ledger.received == []


async def test_now_holds_for_a_longer_window(devnet_world: World) -> None:
    """What was seen for a minute does not meet a policy that asks for half an hour."""
    await devnet_world.assess(HEADS)
    asked = policy("unsafe_head_advances", window_seconds=1800.0)
    decision = await assess_now(devnet_world.network, asked, devnet_world.means)

    assert answers(decision) == {"unsafe_head_advances": Answer.UNKNOWN}
    assert decision.answers[0].seen.startswith("60 s seen where 30 min")
    assert len(devnet_world.history.runs()) == 1


async def test_now_judges_readings_again_under_other_limits(devnet_world: World) -> None:
    """A pass under one limit is judged anew under a stricter one, from the readings."""
    await devnet_world.assess(policy("l1_head_advances", longest_stall_seconds="30"))
    strict = policy("l1_head_advances", longest_stall_seconds="5")
    decision = await assess_now(devnet_world.network, strict, devnet_world.means)

    assert answers(decision) == {"l1_head_advances": Answer.UNMET}


async def test_failure_is_not_explained_away_by_looser_limits(devnet_world: World) -> None:
    """A failure under strict limits still stands when judged under loose ones."""
    await devnet_world.assess(policy("l1_head_advances", longest_stall_seconds="5"))
    loose = policy("l1_head_advances", longest_stall_seconds="30")
    decision = await assess_now(devnet_world.network, loose, devnet_world.means)

    assert answers(decision) == {"l1_head_advances": Answer.UNMET}


async def test_now_without_an_answering_node_says_so(devnet_world: World) -> None:
    """What is recorded can be judged when the network is gone, and is a hold."""
    await devnet_world.assess(HEADS)
    for name in (*devnet_world.server.devnet.nodes, "l1"):
        await devnet_world.server.refuse(name)
    decision = await assess_now(devnet_world.network, HEADS, devnet_world.means)

    assert decision.verdict is Verdict.HOLD
    assert "none of its nodes answers now" in told(decision)


async def test_now_with_nothing_recorded_holds(devnet_world: World) -> None:
    """Nothing recorded is nothing known."""
    decision = await assess_now(devnet_world.network, HEADS, devnet_world.means)

    assert decision.verdict is Verdict.HOLD
    assert set(answers(decision).values()) == {Answer.UNKNOWN}


async def test_now_with_damaged_readings_holds(devnet_world: World) -> None:
    """Readings that are not what they were make a hold that names them."""
    await devnet_world.assess(HEADS)
    (item, *_) = devnet_world.history.evidence_of_run("run-1").items
    devnet_world.artifacts.kept[item.evidence.readings[-1]] = b"rewritten"
    decision = await assess_now(devnet_world.network, HEADS, devnet_world.means)

    assert decision.verdict is Verdict.HOLD
    assert f"artifact {item.evidence.readings[-1]} is damaged" in told(decision)


async def test_now_with_lost_readings_under_other_limits_holds(devnet_world: World) -> None:
    """What cannot be judged anew is not left out in silence."""
    await devnet_world.assess(HEADS)
    devnet_world.artifacts.kept.clear()
    asked = policy("unsafe_head_advances", longest_stall_seconds="11")
    decision = await assess_now(devnet_world.network, asked, devnet_world.means)

    assert decision.verdict is Verdict.HOLD
    assert "is damaged" in told(decision)
