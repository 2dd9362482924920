"""Five blocks are seen where users look."""

from dataclasses import replace

from gonogo.networks import Service
from tests.unit.gates.rehearsal import Scene


async def test_through_the_public_rpc(devnet: Scene) -> None:
    """The address that users have is the one that is asked."""
    (chain,) = devnet.network.chains
    public = replace(chain, public_rpc=devnet.server.urls["execution/verifier-0"])

    assert (await devnet.run("public_rpc_advances", chains=(public,)))[0] == "pass"
    assert {name for name, _ in devnet.server.calls} == {"execution/verifier-0"}


async def test_without_one_the_sequencer_is_asked(devnet: Scene) -> None:
    """A network without a public RPC is asked where its blocks are built."""
    assert (await devnet.run("public_rpc_advances"))[0] == "pass"
    assert {name for name, _ in devnet.server.calls} == {"execution/sequencer-0"}


async def test_a_chain_that_stands_still(devnet: Scene) -> None:
    """A head that does not move fails, however often it is told."""
    devnet.devnet.stop_sequencer()

    assert (await devnet.run("public_rpc_advances"))[:2] == ("fail", "assertion")


async def test_a_proxy_without_an_address(devnet: Scene) -> None:
    """Where an inventory lists a proxy the sequencer is no substitute for it."""
    (chain,) = devnet.network.chains
    services = (*chain.services, Service("proxyd", "proxyd"))

    ending = await devnet.run("public_rpc_advances", chains=(replace(chain, services=services),))

    assert ending[:2] == ("skip", "precondition")
