"""Leadership moves, and everybody agrees and is well."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from gonogo.networks import Chain, Service
from tests.unit.gates.conductors import Conductors, conducting
from tests.unit.gates.rehearsal import Scene


async def ending_with(devnet: Scene, conductors: Conductors) -> tuple[str, str, str]:
    async with conducting(conductors):
        return await devnet.run("conductor", chains=(with_conductors(devnet, conductors.urls),))


def with_conductors(devnet: Scene, urls: Mapping[str, str | None]) -> Chain:
    (chain,) = devnet.network.chains
    found = tuple(Service(name, "op-conductor", url) for name, url in urls.items())
    return replace(chain, services=(*chain.services, *found))


async def test_leadership_moves(devnet: Scene) -> None:
    """Sound conductors hand over to another one."""
    conductors = Conductors()

    assert await ending_with(devnet, conductors) == ("pass", "", "")
    assert conductors.leader != "a"


@pytest.mark.parametrize(
    ("conductors", "words"),
    [
        (Conductors(is_stuck=True), "all conductors name b as their leader"),
        (Conductors(falls_ill=True), "conductor_sequencerHealthy of b is False"),
        (Conductors(unhealthy={"c"}), "conductor_sequencerHealthy of c is False"),
        (Conductors(paused={"b"}), "conductor_paused of b is True"),
        (Conductors(strays={"b"}), "conductors that lead: expected 1, saw 2"),
        (Conductors(leader="gone"), "conductors that lead: expected 1, saw 0"),
        (Conductors(members={"b": ("b",)}), "the members that b names"),
    ],
)
async def test_what_is_wrong(devnet: Scene, conductors: Conductors, words: str) -> None:
    """A conductor that is unwell, a second leader, a lost member: each is told."""
    action, kind, message = await ending_with(devnet, conductors)

    assert (action, kind) == ("fail", "assertion")
    assert words in message


async def test_listed_without_address(devnet: Scene) -> None:
    """Conductors that cannot be asked are a precondition, and not absent."""
    chain = with_conductors(devnet, {"a": None, "b": None})

    assert (await devnet.run("conductor", chains=(chain,)))[:2] == ("skip", "precondition")


async def test_an_inventory_without_conductors(devnet: Scene) -> None:
    """What the inventory does not list does not apply."""
    assert (await devnet.run("conductor"))[:2] == ("skip", "not-applicable")
