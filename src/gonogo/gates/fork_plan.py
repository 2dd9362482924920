"""Which forks must be active on a chain at some time, as its rollup configuration says."""

from collections.abc import Mapping

import msgspec

from gonogo.gates.fee_rules import FORKS
from gonogo.gates.stand import Stand
from gonogo.rpc import RPCError


class _Times(msgspec.Struct, frozen=True):
    ecotone_time: int | None = None
    fjord_time: int | None = None
    isthmus_time: int | None = None
    jovian_time: int | None = None


async def planned_forks(stand: Stand, timestamp: int) -> Mapping[str, bool]:
    """Return for each fork with fees of its own whether it must be active at that time.

    Raises:
        PreconditionError: no file has the rollup configuration, and no node tells it.
    """
    times = await _times(stand)
    planned = {fork: getattr(times, f"{fork.lower()}_time") for fork in FORKS}
    return {fork: at is not None and at <= timestamp for fork, at in planned.items()}


async def _times(stand: Stand) -> _Times:
    # The files first: a node tells what it was started with, and that may be what is wrong.
    if stand.chain.rollup_config is not None:
        return msgspec.json.decode(stand.chain.rollup_config, type=_Times)
    refusals = []
    for node, endpoint in stand.consensus_nodes:
        try:
            return await endpoint.call("optimism_rollupConfig", answer=_Times)
        except RPCError as error:
            refusals.append(f"{node.name}: {error.message}")
    stand.precondition(False, f"the rollup configuration ({'; '.join(refusals)})")  # noqa: FBT003
    raise AssertionError(refusals)


async def require_fork(stand: Stand, fork: str) -> None:
    """Go on only where a fork must be active by now.

    Raises:
        PreconditionError: it is not planned, or not yet.
    """
    header = await stand.l2.header()
    planned = await planned_forks(stand, int(header.timestamp))
    stand.precondition(planned[fork], f"{fork} must be active on {stand.chain.name} by its plan")
