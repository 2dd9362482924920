"""Leadership moves between conductors within five seconds, and all are healthy again in three.

A conductor decides which sequencer builds. One that cannot hand over leaves the chain without
blocks when its machine goes. First each is asked: the members are all there, none is paused or
stopped, all are healthy, exactly one leads. Then leadership is handed to another voter, as on
every maintenance. The usual causes are a member that was lost, a paused conductor, and a
sequencer that lags. Where conductors have no address known, nobody can be asked.
"""

from collections.abc import Mapping

import msgspec

from gonogo.gates.stand import Stand
from gonogo.rpc import Endpoint

TITLE = "Leadership of the sequencers moves"
COMPONENT = ("op-conductor", "conductor", "op-conductor-mon", "op-conductor-ops")
NEEDS_FUNDS = False

MOVES_WITHIN_SECONDS = 5.0
HEALTHY_WITHIN_SECONDS = 3.0
_CONDUCTORS = frozenset({"op-conductor", "conductor"})
_VOTER = 0
_FEWEST_TO_MOVE = 2


class _Server(msgspec.Struct, frozen=True):
    id: str
    addr: str
    suffrage: int


class _Membership(msgspec.Struct, frozen=True):
    servers: tuple[_Server, ...]


async def run(stand: Stand) -> None:
    """Ask all conductors, hand leadership to another, and ask again."""
    conductors = {
        service.name: stand.at(service.rpc)
        for service in stand.chain.services
        if service.kind in _CONDUCTORS and service.rpc is not None
    }
    stand.precondition(
        len(conductors) >= _FEWEST_TO_MOVE,
        f"the addresses of two conductors; {len(conductors)} known",
    )
    voters = await _membership(stand, conductors)
    await _all_are_well(stand, conductors)
    leader = await _only_leader(stand, conductors)
    heir = next(server for server in voters if server.id != leader)

    # To a member that is named, since a transfer to anybody may well come back to the same one.
    stand.log(f"handing leadership from {leader} to {heir.id}")
    await _leading(conductors, await _leaders(stand, conductors)).call(
        "conductor_transferLeaderToServer", heir.id, heir.addr
    )

    async def leaders() -> tuple[str, ...]:
        return await _told(stand, conductors)

    await stand.until(
        f"all conductors name {heir.id} as their leader",
        leaders,
        lambda told: set(told) == {heir.id},
        seconds=MOVES_WITHIN_SECONDS,
    )
    await _all_are_well(stand, conductors, seconds=HEALTHY_WITHIN_SECONDS)


async def _membership(stand: Stand, conductors: Mapping[str, Endpoint]) -> tuple[_Server, ...]:
    """Expect all conductors to name the same members; return those that may lead."""
    told = await stand.together(
        *(
            each.call("conductor_clusterMembership", answer=_Membership)
            for each in conductors.values()
        )
    )
    for name, membership in zip(conductors, told, strict=True):
        stand.expect_equal(
            f"the members that {name} names",
            seen=sorted(server.id for server in membership.servers),
            expected=sorted(server.id for server in told[0].servers),
        )
    voters = tuple(server for server in told[0].servers if server.suffrage == _VOTER)
    stand.expect_at_least("members that may lead", seen=len(voters), least=_FEWEST_TO_MOVE)
    return voters


async def _all_are_well(
    stand: Stand, conductors: Mapping[str, Endpoint], *, seconds: float = 0.0
) -> None:
    async def unwell() -> tuple[str, ...]:
        found = await stand.together(*(_unwell(name, each) for name, each in conductors.items()))
        return tuple(what for some in found for what in some)

    await stand.until(
        "no conductor is unhealthy, paused or stopped",
        unwell,
        lambda found: not found,
        seconds=seconds,
    )


async def _unwell(name: str, conductor: Endpoint) -> list[str]:
    wanted = {
        "conductor_sequencerHealthy": True,
        "conductor_paused": False,
        "conductor_stopped": False,
    }
    return [
        f"{method} of {name} is {not expected}"
        for method, expected in wanted.items()
        if await conductor.call(method, answer=bool) is not expected
    ]


async def _only_leader(stand: Stand, conductors: Mapping[str, Endpoint]) -> str:
    leading = await _leaders(stand, conductors)
    stand.expect_equal("conductors that lead", seen=len(leading), expected=1)
    told = await _told(stand, conductors)
    stand.expect_equal("leaders that are named", seen=len(set(told)), expected=1)
    return told[0]


async def _leaders(stand: Stand, conductors: Mapping[str, Endpoint]) -> tuple[str, ...]:
    """Return the conductors that say that they lead."""
    told = await stand.together(
        *(each.call("conductor_leader", answer=bool) for each in conductors.values())
    )
    return tuple(name for name, leads in zip(conductors, told, strict=True) if leads)


def _leading(conductors: Mapping[str, Endpoint], leaders: tuple[str, ...]) -> Endpoint:
    return conductors[leaders[0]]


async def _told(stand: Stand, conductors: Mapping[str, Endpoint]) -> tuple[str, ...]:
    """Return whom each conductor names as the leader."""
    found = await stand.together(
        *(each.call("conductor_leaderWithID", answer=_Server) for each in conductors.values())
    )
    return tuple(server.id for server in found)
