"""Receipts are there before their blocks, where there are flashblocks."""

from dataclasses import replace

from gonogo.networks import Service
from tests.unit.gates.rehearsal import Scene


async def ending_with(devnet: Scene, rpc: str | None) -> tuple[str, str, str]:
    (chain,) = devnet.network.chains
    services = (*chain.services, Service("fb", "flashblocks-rpc", rpc))
    return await devnet.run("flashblocks", chains=(replace(chain, services=services),))


async def test_confirmed_early(devnet: Scene) -> None:
    """An RPC that runs ahead of the sealed head has receipts before their blocks."""
    devnet.devnet.lie_about_head("verifier-0", +1)

    rpc = devnet.server.urls["execution/verifier-0"]
    assert await ending_with(devnet, rpc) == ("pass", "", "")


async def test_confirmed_with_the_block(devnet: Scene) -> None:
    """An RPC that answers from sealed blocks only is no RPC of flashblocks."""
    rpc = devnet.server.urls["execution/verifier-0"]

    action, kind, message = await ending_with(devnet, rpc)

    assert (action, kind) == ("fail", "assertion")
    assert "confirmed before their block: expected at least 3, saw 0" in message


async def test_without_an_address(devnet: Scene) -> None:
    """Flashblocks that are listed and cannot be asked are a precondition."""
    assert (await ending_with(devnet, None))[:2] == ("skip", "precondition")


async def test_an_inventory_without_flashblocks(devnet: Scene) -> None:
    """What the inventory does not list does not apply."""
    assert (await devnet.run("flashblocks"))[:2] == ("skip", "not-applicable")
