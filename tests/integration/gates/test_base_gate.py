"""The base gate on a real bench: green when all is well, red for the matching fault."""

import asyncio

import pytest

from gonogo.bench import Part
from tests.integration.gates.program import Rehearsal, run_program, said_by, started

pytestmark = [pytest.mark.bench, pytest.mark.slow]

READING = (
    "chain_agrees",
    "public_rpc_advances",
    "rpc_answers",
    "safe_head_advances",
    "simulate",
    "unsafe_head_follows",
)
SENDING = ("deposit", "faucet_funds", "transfer")
ABSENT = ("conductor", "flashblocks", "interop_ready")


async def test_all_is_well(rehearsal: Rehearsal) -> None:
    """On a sound bench every test passes, and what the bench lacks is said not to apply."""
    said = await rehearsal.gate(*READING, *SENDING, *ABSENT)

    assert said.failures() == {}
    assert said.endings() == dict.fromkeys((*READING, *SENDING), "pass") | dict.fromkeys(
        ABSENT, "skip"
    )
    assert {said.reason(test)["kind"] for test in ABSENT} == {"not-applicable"}
    assert (said.exit_code, said.errors) == (0, "")


@pytest.mark.parametrize(
    ("part", "fails", "holds", "seconds"),
    [
        (
            Part.BATCHER,
            {"safe_head_advances", "unsafe_head_follows"},
            {"public_rpc_advances", "transfer", "rpc_answers"},
            60.0,
        ),
        (Part.VERIFIER, {"chain_agrees"}, {"rpc_answers", "simulate", "faucet_funds"}, 60.0),
        (
            Part.RPC,
            {"rpc_answers", "simulate", "chain_agrees", "unsafe_head_follows"},
            {"public_rpc_advances", "transfer"},
            10.0,
        ),
        (Part.FUNDS, {"safe_head_advances"}, {"deposit", "transfer"}, 10.0),
        (
            Part.SEQUENCER,
            {
                "public_rpc_advances",
                "unsafe_head_follows",
                "transfer",
                "faucet_funds",
                "deposit",
                "chain_agrees",
            },
            {"rpc_answers", "simulate"},
            15.0,
        ),
        (Part.L1, {"deposit", "safe_head_advances"}, {"transfer", "rpc_answers"}, 12.0),
    ],
    ids=lambda value: value.value if isinstance(value, Part) else "",
)
async def test_a_fault_shows(
    rehearsal: Rehearsal, part: Part, fails: set[str], holds: set[str], seconds: float
) -> None:
    """A broken part fails the tests that are about it, and no others."""
    async with rehearsal.broken(part):
        # What is well has all the time it wants; what is not may only end by the clock.
        broken, well = await asyncio.gather(
            rehearsal.gate(*fails, seconds=seconds), rehearsal.gate(*holds)
        )

    assert broken.endings() == dict.fromkeys(fails, "fail")
    assert well.failures() == {}
    assert well.endings() == dict.fromkeys(holds, "pass")
    assert (broken.exit_code, well.exit_code) == (1, 0)


async def test_a_fork_is_told_with_its_first_block(rehearsal: Rehearsal) -> None:
    """Who has to find a split is told where it begins, and it begins after the fork."""
    async with rehearsal.broken(Part.VERIFIER):
        said = await rehearsal.gate("chain_agrees")

    assert "their first divergent block is" in said.reason("chain_agrees")["message"]
    assert said.reason("chain_agrees")["kind"] == "assertion"


async def test_no_money_is_a_precondition(rehearsal: Rehearsal) -> None:
    """A key without funds says nothing against the network, and nothing for it."""
    said = await rehearsal.gate(*SENDING, GONOGO_FUNDER_KEY="77" * 32)

    assert said.endings() == dict.fromkeys(SENDING, "skip")
    assert {said.reason(test)["kind"] for test in SENDING} == {"precondition"}


async def test_a_spent_budget_is_a_precondition(rehearsal: Rehearsal) -> None:
    """No test takes more than it was allowed."""
    said = await rehearsal.gate(*SENDING, GONOGO_BUDGET_WEI="1000")

    assert {said.reason(test)["kind"] for test in SENDING} == {"precondition"}
    assert "budget of 1000 wei" in said.reason("deposit")["message"]


async def test_no_key_is_ever_printed(rehearsal: Rehearsal) -> None:
    """Whatever goes wrong, the funder's key and those of derived accounts stay unsaid."""
    key = "0123456789abcdef" * 4
    said = await rehearsal.gate("transfer", GONOGO_FUNDER_KEY=key, DEVSTACK_KEYS_SALT="s")
    wrong = await rehearsal.gate("transfer", GONOGO_FUNDER_KEY=f"{key}zz")

    assert key not in str(said) + str(wrong)
    assert wrong.exit_code == 2


async def test_the_same_run_again_passes(rehearsal: Rehearsal) -> None:
    """One salt means the same accounts, and a test that was run before does not mind."""
    first = await rehearsal.gate("transfer", "faucet_funds", DEVSTACK_KEYS_SALT="again")
    again = await rehearsal.gate("transfer", "faucet_funds", DEVSTACK_KEYS_SALT="again")

    assert (first.failed(), again.failed()) == (set(), set())


async def test_two_runs_with_one_funder_do_not_disturb_each_other(rehearsal: Rehearsal) -> None:
    """Nonces that another process takes are no failure of the network."""
    environment = rehearsal.environment()
    arguments = ("--run", *SENDING)
    processes = [await started(arguments, environment) for _ in range(3)]

    said = [await said_by(process) for process in processes]

    assert [one.endings() for one in said] == [dict.fromkeys(SENDING, "pass")] * 3


async def test_a_descriptor_alone_will_do(rehearsal: Rehearsal) -> None:
    """As suites for op-acceptor read it; what it does not name is then no longer absent."""
    descriptor = rehearsal.directory / "devnet-env.json"
    environment = {
        name: value
        for name, value in rehearsal.environment(DEVNET_ENV_URL=str(descriptor)).items()
        if name != "GONOGO_NETWORK_FILE"
    }

    said = await run_program(("--run", "rpc_answers", "transfer", "conductor"), environment)

    assert said.endings() == {"rpc_answers": "pass", "transfer": "pass", "conductor": "skip"}
    assert said.reason("conductor")["kind"] == "precondition"


async def test_being_told_to_end_gives_the_money_back(rehearsal: Rehearsal) -> None:
    """Who ends a run in the middle finds no test decided, and what was lent returned."""
    process = await started(("--run", "unsafe_head_follows", "deposit"), rehearsal.environment())
    assert process.stdout is not None
    async for line in process.stdout:
        if b"holds: the deposit's status on L1" in line:
            break
    process.terminate()

    said = await said_by(process)

    assert said.exit_code == 143
    assert "unsafe_head_follows" not in said.endings()
    assert "gave back" in said.output()
    assert said.errors == ""


async def test_time_that_is_over_fails_what_still_runs(rehearsal: Rehearsal) -> None:
    """A test that did not end in time says for what it was waiting."""
    said = await rehearsal.gate("unsafe_head_follows", "rpc_answers", seconds=5)

    reason = said.reason("unsafe_head_follows")
    assert reason["kind"] == "timeout"
    assert "waiting for: the sequencer is at block" in reason["message"]
    assert said.endings()["rpc_answers"] == "pass"
