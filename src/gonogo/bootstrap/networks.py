"""Where a run finds the network that it was asked about, again after a crash."""

from gonogo.networks import Network, from_endpoints
from gonogo.project import WorkspaceNetworks
from gonogo.workflows import Endpoints, Request


class RunNetworks:
    """Finds the networks of a workspace, and those that are only known by their addresses."""

    def __init__(self, networks: WorkspaceNetworks) -> None:
        self._networks = networks
        self._described: dict[Request, Network] = {}

    async def find(self, request: Request) -> Network:
        """Return the network that a run was asked about, as it is described now.

        Bare endpoints are asked once: a node that dies meanwhile must not change
        which chains there are, nor cost its time limit at every step of a run.
        """
        if request.endpoints is None:
            return self._networks.load(request.network)
        if request not in self._described:
            found = await from_bare_endpoints(request.network, request.endpoints)
            self._described[request] = found
        return self._described[request]


async def from_bare_endpoints(name: str, endpoints: Endpoints) -> Network:
    """Return the network behind bare addresses."""
    # The HTTP library takes a while to import, and files need none.
    from gonogo.rpc import JSONRPCClient  # noqa: PLC0415

    async with JSONRPCClient() as client:
        return await from_endpoints(
            name, endpoints.l1_rpc, endpoints.l2_rpcs, endpoints.rollup_rpcs, client
        )
