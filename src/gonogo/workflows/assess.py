"""Assess a network: the use case, from a request to a recorded decision."""

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gonogo.acceptance import GateRun, Suites
from gonogo.evidence import Run, RunState, Selection, Window
from gonogo.networks import Network, candidate_digest
from gonogo.readiness import Policy
from gonogo.rpc import JSONRPCClient
from gonogo.workflows.answering import record_observation
from gonogo.workflows.assessment import Assessment
from gonogo.workflows.errors import CancelledRunError, ElsewhereError
from gonogo.workflows.evaluation import selections_of
from gonogo.workflows.gates import gates_asked, held_to, observations_of
from gonogo.workflows.kept import keep_network, keep_policy, network_of, policy_of
from gonogo.workflows.means import Means
from gonogo.workflows.occasion import Occasion
from gonogo.workflows.ports import Engines, NewRun
from gonogo.workflows.request import Endpoints, Request
from gonogo.workflows.testimony import settle, sign_end, sign_start

if TYPE_CHECKING:
    from datetime import datetime


async def start_assessment(  # noqa: PLR0913 - what is asked, of what, and with what.
    network: Network,
    policy: Policy,
    *,
    means: Means,
    engines: Engines,
    may_send: bool,
    endpoints: Endpoints | None = None,
    policy_as_typed: str | None = None,
    suites: Suites | None = None,
) -> Run:
    """Start a run, carry it through and return it as it ended.

    The run is recorded before anything is asked. Cancelling the caller's task
    cancels the run, which then is recorded as cancelled.

    Raises:
        GonogoError: a step could not be done; the run can be resumed.
    """
    chains = tuple(chain.name for chain in network.chains)
    selections = selections_of(policy, chains)
    await _require_gates(selections, suites, means)
    settle(network.name, means)
    now = means.clock.now()
    run_id = _name(now, network.name)
    request = Request(
        network=network.name,
        candidate=candidate_digest(network),
        policy=policy.name,
        policy_digest=keep_policy(policy, means.artifacts),
        network_digest=keep_network(network, means.artifacts),
        may_send=may_send,
        endpoints=None if endpoints is None else endpoints.as_shown(),
        policy_as_typed=policy_as_typed,
        suites=suites,
    )
    with means.locks.hold_run(run_id):
        if endpoints is not None:
            # Before the run is recorded: whatever is recorded can be gone on with.
            means.addresses.keep(run_id, endpoints)
        means.history.start_run(NewRun(run_id, request, selections, now))
        return await _carry(run_id, means, engines)


async def resume_assessment(run_id: str, *, means: Means, engines: Engines) -> Run:
    """Go on with a run that was cut off, and return it as it ended.

    A run that has finished is returned as it is.

    Raises:
        UnknownRunError: there is no such run.
        RunIsAliveError: another process is working on it.
        CancelledRunError: a person ended it.
        ElsewhereError: it was started on another machine.
        GonogoError: a step could not be done; the run can be resumed.
    """
    _require_not_cancelled(means.history.run(run_id), means)
    with means.locks.hold_run(run_id):
        # Looked at again: whoever held it a moment ago may have brought it to its end.
        run = means.history.run(run_id)
        _require_not_cancelled(run, means)
        if run.ended_at is not None:
            means.addresses.forget(run_id)
            return run
        _require_from_here(run_id, means)
        return await _carry(run_id, means, engines)


def cancel_assessment(run_id: str, *, means: Means) -> Run:
    """End a run that was cut off as cancelled, with what it recorded, and return it.

    Of what it asked and did not answer, nothing is known until a later run answers. A run
    that has ended is returned as it is.

    Raises:
        UnknownRunError: there is no such run.
        RunIsAliveError: another process is working on it.
        ElsewhereError: it was started on another machine, which alone can end it.
    """
    with means.locks.hold_run(run_id):
        if means.history.run(run_id).ended_at is None:
            _require_from_here(run_id, means)
            _record_what_gates_left(run_id, means)
            sign_start(means.history.run(run_id), means)
            means.history.end_run(run_id, RunState.CANCELLED, means.clock.now())
            means.addresses.forget(run_id)
            sign_end(run_id, RunState.CANCELLED, means)
        return means.history.run(run_id)


async def _require_gates(
    selections: Sequence[Selection], suites: Suites | None, means: Means
) -> None:
    """Refuse gates that cannot be run: a run that can only hold is never started."""
    asked = gates_asked(selections)
    if asked and means.gates is not None:
        await means.gates.require(asked, suites or Suites())


def _require_from_here(run_id: str, means: Means) -> None:
    if means.history.request(run_id).is_from_acts:
        raise ElsewhereError(run_id)


def _require_not_cancelled(run: Run, means: Means) -> None:
    if run.state is RunState.CANCELLED:
        # Killed after it was recorded as cancelled, it may have said nothing of it yet.
        settle(run.network, means)
        raise CancelledRunError(run.id, run.policy)


def _record_what_gates_left(run_id: str, means: Means) -> None:
    """Record what acceptance tests were seen to do before they were cut off."""
    run, request = means.history.run(run_id), means.history.request(run_id)
    asked = gates_asked(run.selections)
    if not asked or means.gates is None or run.deployment is None:
        return
    policy = policy_of(means.artifacts, request.policy_digest)
    network = network_of(means.artifacts, request.network_digest)
    occasion = Occasion(
        run=run_id,
        network=network,
        candidate=request.candidate,
        deployment=run.deployment,
        suites=request.suites or Suites(),
        wallet=None,
        held_to=held_to(policy.requirements),
    )
    shelf = means.history.evidence_of_run(run_id)
    answered = {(item.evidence.check, item.evidence.chain) for item in shelf.items}

    def keep(left: GateRun) -> None:
        window = Window(run.started_at, means.clock.now())
        for observation in observations_of(left, network, window):
            if (observation.check, observation.chain) not in answered:
                record_observation(
                    observation,
                    run=occasion.run,
                    deployment=occasion.deployment,
                    policy=policy,
                    means=means,
                )

    means.gates.keep_left(occasion, on_run=keep)


async def _carry(run_id: str, means: Means, engines: Engines) -> Run:
    # The engine takes half a second to import, and nothing but a run needs it.
    from gonogo.workflows.engine import carry_through, is_worn_out  # noqa: PLC0415

    if is_worn_out(engines, run_id):
        engines.set_aside(run_id)
    sign_start(means.history.run(run_id), means)
    async with JSONRPCClient() as client:
        with contextlib.closing(Assessment(means, run_id, client)) as assessment:
            assessment.announce()
            try:
                await carry_through(assessment, engines)
            except (asyncio.CancelledError, KeyboardInterrupt):
                means.history.end_run(run_id, RunState.CANCELLED, means.clock.now())
                means.addresses.forget(run_id)
                sign_end(run_id, RunState.CANCELLED, means)
                raise
    means.addresses.forget(run_id)
    return means.history.run(run_id)


def _name(now: "datetime", network: str) -> str:
    """Return a name for a run that sorts by time and that no other run has."""
    return f"{now:%Y%m%dT%H%M%SZ}-{network}-{secrets.token_hex(2)}"
