"""What holds for every check of the catalog, whoever wrote it."""

import asyncio
from pathlib import Path

import pytest

from gonogo.checks import CATALOG, Observation, evaluate, parameters_from_text
from gonogo.evidence import Outcome
from tests.simulator.devnet import Devnet
from tests.simulator.observing import devnet_user, judge, observe_all
from tests.simulator.server import GARBAGE, DevnetServer
from tests.unit.checks.building import WINDOW

PARAMETERS = {"proposer_advances": {"interval_seconds": 60}}
UNIT_TESTS = Path(__file__).parents[2] / "unit" / "checks" / "catalog"

every_check = pytest.mark.parametrize("check", sorted(CATALOG))


async def _observe(server: DevnetServer) -> dict[str, Observation]:
    return await observe_all(server, CATALOG, wallet=devnet_user(server.devnet))


async def _observe_healthy() -> dict[str, Observation]:
    async with DevnetServer(Devnet()) as server:
        return await _observe(server)


async def _observe_dead() -> dict[str, Observation]:
    async with DevnetServer(Devnet()) as server:
        for name in ("l1", *server.devnet.nodes):
            await server.refuse(name)
        return await _observe(server)


async def _observe_without_addresses() -> dict[str, Observation]:
    async with DevnetServer(Devnet()) as server:
        server.urls.clear()
        return await _observe(server)


@pytest.fixture(scope="module")
def healthy() -> dict[str, Observation]:
    """Return what every check observes of a healthy network, observed once for all tests."""
    return asyncio.run(_observe_healthy())


@pytest.fixture(scope="module")
def dead() -> dict[str, Observation]:
    """Return what every check observes where nobody listens."""
    return asyncio.run(_observe_dead())


@pytest.fixture(scope="module")
def unaddressed() -> dict[str, Observation]:
    """Return what every check observes where no address is known."""
    return asyncio.run(_observe_without_addresses())


@every_check
def test_a_healthy_network_passes(check: str, healthy: dict[str, Observation]) -> None:
    """Nothing is found wrong with a network where nothing is."""
    observation = healthy[check]

    judgement = judge(observation, **PARAMETERS.get(check, {}))

    assert judgement.outcome is Outcome.PASSED, judgement.summary
    assert judgement.summary


@every_check
def test_judging_again_says_the_same(check: str, healthy: dict[str, Observation]) -> None:
    """The stored bytes alone give the judgement, as often as one asks."""
    observation = healthy[check]
    stored = Observation(
        observation.check,
        observation.chain,
        observation.window,
        {name: bytes(content) for name, content in observation.readings.items()},
    )

    assert judge(stored, **PARAMETERS.get(check, {})) == judge(
        observation, **PARAMETERS.get(check, {})
    )


@every_check
def test_missing_readings_never_pass(check: str, healthy: dict[str, Observation]) -> None:
    """Whichever reading is taken away, the check no longer passes."""
    observation = healthy[check]

    for missing in observation.readings:
        rest = {name: text for name, text in observation.readings.items() if name != missing}
        part = Observation(check, observation.chain, observation.window, rest)

        assert judge(part, **PARAMETERS.get(check, {})).outcome is Outcome.ERRORED, missing


@every_check
@pytest.mark.parametrize("kept", [0, 1, -1])
def test_readings_that_are_cut_off_never_pass(
    check: str, kept: int, healthy: dict[str, Observation]
) -> None:
    """Whichever reading is emptied or cut off, the check no longer passes."""
    observation = healthy[check]

    for cut in observation.readings:
        readings = {**observation.readings, cut: observation.readings[cut][:kept]}
        part = Observation(check, observation.chain, observation.window, readings)
        judgement = judge(part, **PARAMETERS.get(check, {}))

        assert judgement.outcome is not Outcome.PASSED, cut


@every_check
def test_a_network_where_nobody_answers_is_not_seen(
    check: str, dead: dict[str, Observation]
) -> None:
    """Nothing is known about a network that is down, neither good nor bad."""
    assert judge(dead[check], **PARAMETERS.get(check, {})).outcome is Outcome.ERRORED


@every_check
def test_a_network_without_addresses_is_not_seen(
    check: str, unaddressed: dict[str, Observation]
) -> None:
    """Nothing is known about a network whose addresses nobody told."""
    judgement = judge(unaddressed[check], **PARAMETERS.get(check, {}))

    assert judgement.outcome in {Outcome.ERRORED, Outcome.SKIPPED}, judgement.summary


@pytest.mark.parametrize("kind", sorted(GARBAGE))
async def test_garbage_never_passes_and_never_crashes(kind: str) -> None:
    """Whatever nonsense all endpoints answer, every check says so in its words."""
    async with DevnetServer(Devnet()) as server:
        for name in ("l1", *server.devnet.nodes):
            server.garble(name, kind)
        found = await observe_all(
            server, CATALOG, wallet=devnet_user(server.devnet), interval_seconds=100
        )

    judgements = {name: judge(each, **PARAMETERS.get(name, {})) for name, each in found.items()}

    assert set(judgements) == set(CATALOG)
    assert {judgement.outcome for judgement in judgements.values()} <= {
        Outcome.ERRORED,
        Outcome.FAILED,
    }
    assert not [each for each in judgements.values() if "check itself broke" in each.summary]


async def test_addresses_of_endpoints_are_not_kept() -> None:
    """An address may hold a password, so neither readings nor errors contain one."""
    async with DevnetServer(Devnet()) as server:
        await server.refuse("verifier-0")
        server.garble("sequencer-0")
        found = await observe_all(
            server, CATALOG, wallet=devnet_user(server.devnet), interval_seconds=100
        )
        ports = {url.rpartition(":")[2] for url in server.urls.values()}

    for observation in found.values():
        everything = b"".join(observation.readings.values()).decode() + str(observation.error)
        assert not [port for port in ports if f":{port}" in everything], observation.check


@every_check
def test_every_check_has_a_test_of_its_own(check: str) -> None:
    """A check comes with a test that bears its name."""
    assert (UNIT_TESTS / f"test_{check}.py").is_file()


@every_check
def test_every_check_explains_itself(check: str) -> None:
    """The explanation says what is asserted in one line, then why it matters and what causes it."""
    summary, _, rest = CATALOG[check].explains.partition("\n")

    assert summary.startswith("Check that ")
    assert summary.endswith(".")
    assert len(rest.split()) > 20


@every_check
def test_readings_without_anything_never_pass(check: str) -> None:
    """An observation that holds nothing at all is an answer that is missing."""
    empty = Observation(check, "simulated-901", WINDOW)

    assert evaluate(empty, parameters_from_text(CATALOG[check], ())).outcome is Outcome.ERRORED
