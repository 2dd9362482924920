"""Judge what is recorded, without observing: the use case behind `assess --now`.

Nothing is started, no run is recorded and no engine is launched. The network's
identity is read if it can be; if it cannot, what was recorded is judged for the
deployment that the latest run saw, and the decision says that nobody looked.
"""

from dataclasses import replace

from gonogo.networks import (
    Identity,
    Network,
    candidate_digest,
    planned,
    read_identity,
    recognise,
)
from gonogo.readiness import Decision, Policy, Problem, Record
from gonogo.rpc import JSONRPCClient
from gonogo.workflows.claims import contradictions, not_compared
from gonogo.workflows.means import Means
from gonogo.workflows.record import Seen, decide_from
from gonogo.workflows.signed import judge_signed, known_deployments, last_deployment

_PLANNED = (
    "This is about what is planned, before it is deployed: nothing was observed, and it counts for"
    " no other step."
)


async def assess_now(
    network: Network, policy: Policy, means: Means, *, policy_as_typed: str | None = None
) -> Decision:
    """Judge what is recorded about a network under a policy."""
    decision, _ = await judge_now(network, policy, means, policy_as_typed=policy_as_typed)
    return decision


async def judge_now(
    network: Network, policy: Policy, means: Means, *, policy_as_typed: str | None = None
) -> tuple[Decision, Record]:
    """Judge what is recorded about a network, and return what was judged too."""
    seen = await see(network, means, policy_as_typed=policy_as_typed, is_planned=policy.is_of_plan)
    now = means.clock.now()
    if means.signed is None:
        return decide_from(policy, seen, history=means.history, artifacts=means.artifacts, now=now)
    judgement = judge_signed(policy, seen, means=means, signed=means.signed, now=now)
    return judgement.decision, judgement.record


async def see(
    network: Network,
    means: Means,
    *,
    policy_as_typed: str | None = None,
    is_planned: bool = False,
) -> Seen:
    """Return what a network's files, and the network itself, say now.

    Of what is planned the files say everything, and nobody is asked: what runs under
    this name now, if anything does, is not what would be deployed.
    """
    if is_planned:
        candidate = candidate_digest(network)
        plan = planned(network.name, candidate).digest
        return Seen(network, candidate, plan, policy_as_typed=policy_as_typed, notes=(_PLANNED,))
    async with JSONRPCClient() as client:
        reading = await read_identity(network, client)
    return replace(_seen(network, reading, means), policy_as_typed=policy_as_typed)


def _seen(network: Network, reading: Identity, means: Means) -> Seen:
    candidate = candidate_digest(network)
    if reading.was_seen:
        known = known_deployments(network.name, means)
        deployment = recognise(network.name, candidate, reading, known).digest
        return Seen(
            network,
            candidate,
            deployment,
            unknown_facts=reading.unknown,
            problems=contradictions(network, reading),
            notes=not_compared(network, reading),
        )
    unseen = Problem(
        "network",
        "none of its nodes answers now, so this is about the deployment that was seen last",
        "Start the network, or check its addresses; then assess again.",
    )
    last = last_deployment(network.name, means)
    return Seen(network, candidate, last, problems=(unseen,))
