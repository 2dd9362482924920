"""What the processes of a plan have around them, and which of it only our own gates get."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.acceptance.attempting.around import Around
from gonogo.acceptance.environment import SecretFiles, Terms, inherited, secret_files
from gonogo.acceptance.proxy import Proxy
from gonogo.acceptance.runners.shipped import ShippedRunner
from gonogo.networks import load
from tests.unit.acceptance.attempting.scripted import planned

KEY = "0x" + "ab" * 32
LENT = ("GONOGO_FUNDER_KEY", "GONOGO_BUDGET_WEI", "GONOGO_STATE_DIR")
NETWORK = Path(__file__).parents[3] / "data" / "networks" / "harbour"


@pytest.fixture
def files(tmp_path: Path) -> Iterator[SecretFiles]:
    with secret_files(tmp_path / "secrets") as made:
        yield made


async def around(directory: Path, files: SecretFiles, proxy: Proxy | None = None) -> Around:
    (plan,) = await planned(directory, "well")
    return Around(
        planned=plan,
        inherited=inherited({"PATH": "/bin"}),
        promised=Terms("1", state_directory=directory, funder_key=KEY, budget_wei=7),
        kept=directory / "left",
        workplace=directory / "work",
        files=files,
        proxy=proxy,
    )


async def test_money_and_memory_are_for_our_own_gates_alone(
    tmp_path: Path, files: SecretFiles
) -> None:
    """A suite of somebody else must neither spend what is lent nor say what is through."""
    theirs = await around(tmp_path, files)
    ours = replace(theirs, planned=replace(theirs.planned, runner=ShippedRunner()))

    async with theirs.of_task(theirs.planned.plan.tasks[0]) as found:
        assert not set(LENT) & set(found.environment)
        assert KEY not in found.environment.values()
    assert set(LENT) <= set(ours.bare.environment)
    assert not set(LENT) & set(theirs.bare.environment)


async def test_building_gets_no_network(tmp_path: Path, files: SecretFiles) -> None:
    """What is built is kept, and must not have been made for the addresses of one run."""
    async with Proxy(load(NETWORK)) as proxy:
        bare = (await around(tmp_path, files, proxy)).bare

        assert "DEVNET_ENV_URL" not in bare.environment
        assert (bare.directory, bare.kept) == (tmp_path, None)
        assert [path.name for path in files.directory.iterdir()] == [".lock"]


async def test_each_task_has_doors_of_its_own(tmp_path: Path, files: SecretFiles) -> None:
    """They differ, so that a call is known by who made it, and are gone with the task."""
    addresses = []
    async with Proxy(load(NETWORK)) as proxy:
        one = await around(tmp_path, files, proxy)
        for _ in range(2):
            async with one.of_task(one.planned.plan.tasks[0]) as found:
                descriptor = Path(found.environment["DEVNET_ENV_URL"])
                addresses.append(await asyncio.to_thread(descriptor.read_text))
                assert found.kept == tmp_path / "left"
            assert [path.name for path in files.directory.iterdir()] == [".lock"]

        assert addresses[0] != addresses[1]
        assert one.calls_of("001-well") == ()


async def test_without_a_network_nobody_called_it(tmp_path: Path, files: SecretFiles) -> None:
    """There is nothing to count, and nothing is made up."""
    alone = await around(tmp_path, files)

    async with alone.of_task(alone.planned.plan.tasks[0]) as found:
        assert "DEVNET_ENV_URL" not in found.environment
    assert alone.calls_of("001-well") == ()
