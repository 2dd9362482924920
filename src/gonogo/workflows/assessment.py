"""The steps of an assessment, each safe to be started again after a crash.

A step reads what it needs from the history and records what it makes there, and
what was recorded is never made twice. So the engine only has to remember which
step a run is at; the steps can be run and read without it.

    identify    which deployment is this?
    observe     ask everything that the policy asks; record each answer when it comes
    compare     is it still that deployment?  If not, what was seen is void.
    conclude    open findings for what failed
    decide      judge everything that is recorded, and end the run
"""

from contextlib import aclosing
from dataclasses import replace

from gonogo.acceptance import Suites
from gonogo.checks import CATALOG, Observation, Plan, observe
from gonogo.errors import GonogoError
from gonogo.evidence import Run, RunState
from gonogo.findings import open_findings
from gonogo.networks import (
    Identity,
    Network,
    Wallet,
    candidate_digest,
    read_identity,
    recognise,
)
from gonogo.readiness import Decision, Problem
from gonogo.rpc import JSONRPCClient
from gonogo.workflows.answering import record_observation
from gonogo.workflows.claims import ANEW, contradictions, drifted, not_compared
from gonogo.workflows.errors import LostAddressesError
from gonogo.workflows.gates import ask_gates, gates_asked, held_to
from gonogo.workflows.kept import network_of, policy_of
from gonogo.workflows.means import Means
from gonogo.workflows.occasion import Occasion
from gonogo.workflows.outbox import RunOutbox
from gonogo.workflows.progress import Began, Entered, Phase
from gonogo.workflows.record import Seen
from gonogo.workflows.request import Request
from gonogo.workflows.signed import judged, known_deployments
from gonogo.workflows.testimony import sign_end
from gonogo.workflows.wallets import Purse, lent_by

_UP = "Start the network, or check its addresses; then assess again."
_ALLOW = "Assess again with --allow-sending, or by a policy that sends nothing."
_ELSEWHERE = "Assess on a machine that has the test directory and its tools."
_LATER = "Wait until the other runs have ended, then assess again."


class Assessment:
    """One run, at whatever step it is."""

    def __init__(self, means: Means, run_id: str, client: JSONRPCClient) -> None:
        self._means = means
        self._client = client
        self._run = means.history.run(run_id)
        self._request = means.history.request(run_id)
        self._policy = policy_of(means.artifacts, self._request.policy_digest)
        self._purse = Purse(run_id, means.transactions, means.locks)

    @property
    def run(self) -> Run:
        """Return the run as it was when this process took it up."""
        return self._run

    def close(self) -> None:
        """Give back what was leased."""
        self._purse.close()

    def announce(self) -> None:
        """Tell whoever watches what is about to happen."""
        self._means.on_event(
            Began(
                run=self._run.id,
                number=self._run.number,
                window_seconds=self._policy.window_seconds,
                questions=len(self._run.selections),
                answered=len(self._answered()),
            )
        )

    async def identify(self) -> Identity:
        """Read which deployment answers, and record which known one that is."""
        self._enter(Phase.IDENTIFY)
        network = await self._network()
        if network is None:
            return Identity(())
        reading = await read_identity(network, self._client)
        known = known_deployments(network.name, self._means)
        if not reading.was_seen:
            self._tell(
                "network", "none of its nodes told which chain it is, so it was not seen", _UP
            )
        elif self._run.deployment is None:
            deployment = recognise(network.name, self._request.candidate, reading, known)
            self._means.history.set_deployment(self._run.id, deployment)
        else:
            for deployment in known:
                if deployment.digest == self._run.deployment:
                    self._tell_drift(deployment.identity, reading)
        return reading

    async def observe(self, before: Identity) -> None:
        """Ask every question that has no recorded answer yet, and record each as it comes."""
        self._enter(Phase.OBSERVE)
        network = await self._network()
        if network is None or self._deployment() is None:
            return
        answered = self._answered()
        if answered:
            now = await read_identity(network, self._client, earlier=before)
            if self._tell_drift(before, now):
                # Taken up again on what is no longer the same: there is nothing left to see.
                return
        plans = [
            Plan(CATALOG[each.check], chain)
            for each in self._run.selections
            for chain in network.chains
            if chain.name == each.chain
            and each.check in CATALOG
            and (each.check, each.chain) not in answered
        ]
        if plans:
            await self._ask(plans, network)
        await self._ask_gates(network)

    async def _ask(self, plans: list[Plan], network: Network) -> None:
        observing = observe(
            plans,
            network,
            client=self._client,
            clock=self._means.clock,
            # Some policies ask only what is over at once; even that takes one reading.
            window_seconds=max(self._policy.window_seconds, self._policy.interval_seconds),
            interval_seconds=self._policy.interval_seconds,
            outbox=RunOutbox(self._means.transactions, self._run.id),
            wallet=self._wallet(network) if _any_sends(plans) else None,
            may_send=self._request.may_send,
            on_progress=self._means.on_event,
        )
        # Closed at once if recording breaks, so that nothing goes on asking.
        async with aclosing(observing) as observations:
            async for observation in observations:
                self._record(observation)

    async def _ask_gates(self, network: Network) -> None:
        answered = self._answered()
        open_ones = (q for q in self._run.selections if (q.check, q.chain) not in answered)
        asked, deployment = gates_asked(open_ones), self._deployment()
        if not asked or deployment is None:
            return
        gates, clock = self._means.gates, self._means.clock
        if gates is None:
            self._tell("acceptance tests", "nothing here can run them", _ELSEWHERE)
            return
        occasion = Occasion(
            run=self._run.id,
            network=network,
            candidate=self._request.candidate,
            deployment=deployment,
            suites=self._request.suites or Suites(),
            wallet=self._wallet(network),
            held_to=held_to(self._policy.requirements),
        )
        if not self._request.may_send:
            return
        await ask_gates(asked, occasion, gates=gates, clock=clock, record=self._record)

    async def compare(self, before: Identity) -> tuple[str, ...]:
        """Read the identity again; return the facts that nobody could read at either end."""
        self._enter(Phase.COMPARE)
        network = await self._network()
        if network is None:
            return ()
        after = await read_identity(network, self._client, earlier=before)
        self._tell_drift(before, after)
        for problem in contradictions(network, before, after):
            self._means.history.record_problem(self._run.id, problem)
        return tuple(sorted({*before.unknown, *after.unknown}))

    def conclude(self) -> None:
        """Open findings for what failed, on any deployment of the network in whatever run."""
        self._enter(Phase.CONCLUDE)
        history = self._means.history
        shelves = [
            history.evidence_of_deployment(deployment.digest)
            for deployment in history.deployments(self._request.network)
        ]
        history.record_findings(
            open_findings(item.evidence for shelf in shelves for item in shelf.items)
        )

    def decide(self, unknown_facts: tuple[str, ...]) -> Decision:
        """Judge everything recorded about the deployment, record the decision and end the run."""
        self._enter(Phase.JUDGE)
        means, run_id = self._means, self._run.id
        recorded = means.history.decision(run_id)
        if recorded is None:
            sign_end(run_id, RunState.FINISHED, means, unknown_facts=unknown_facts)
            now = means.clock.now()
            network = network_of(means.artifacts, self._request.network_digest)
            seen = Seen(
                network=network,
                candidate=self._request.candidate,
                deployment=self._deployment(),
                has_own_name=self._request.endpoints is None,
                # In a project the run's own act has just said so, and acts are what is judged.
                unknown_facts=() if means.signed else unknown_facts,
                problems=() if means.signed else means.history.problems(run_id),
                policy_as_typed=self._request.policy_as_typed,
                notes=not_compared(network, self._known_identity()),
            )
            made = judged(self._policy, seen, means=means, now=now, current=run_id)
            recorded = means.history.record_decision(run_id, made)
        means.history.end_run(run_id, RunState.FINISHED, recorded.judged_at)
        return recorded

    def _enter(self, phase: Phase) -> None:
        self._means.on_event(Entered(phase))

    def _deployment(self) -> str | None:
        return self._means.history.run(self._run.id).deployment

    def _known_identity(self) -> Identity:
        """Return what is on record about the deployment; nothing while it is not known."""
        deployment = self._deployment()
        known = known_deployments(self._request.network, self._means)
        return next((one.identity for one in known if one.digest == deployment), Identity(()))

    def _answered(self) -> set[tuple[str, str]]:
        shelf = self._means.history.evidence_of_run(self._run.id)
        return {(item.evidence.check, item.evidence.chain) for item in shelf.items}

    def _whole_request(self) -> Request:
        """Return the request with the addresses that the record does not hold.

        Raises:
            LostAddressesError: they are gone.
        """
        if self._request.endpoints is None:
            return self._request
        endpoints = self._means.addresses.find(self._run.id)
        if endpoints is None:
            raise LostAddressesError(self._run.id)
        return replace(self._request, endpoints=endpoints)

    async def _network(self) -> Network | None:
        """Return the network as it is described now; None, and a problem, when it is gone."""
        try:
            network = await self._means.networks.find(self._whole_request())
        except GonogoError as error:
            self._tell("network", f"it cannot be found any more: {error.message}", error.hint or "")
            return None
        if candidate_digest(network) != self._request.candidate:
            self._tell("network", "its files name another candidate than when the run began", ANEW)
            return None
        return network

    def _tell(self, about: str, text: str, remedy: str) -> None:
        self._means.history.record_problem(self._run.id, Problem(about, text, remedy))

    def _tell_drift(self, before: Identity, after: Identity) -> bool:
        """Say which facts moved; if any did, what was seen is void."""
        problems = drifted(before, after)
        if problems:
            self._means.history.void_run(self._run.id)
        for problem in problems:
            self._means.history.record_problem(self._run.id, problem)
        return bool(problems)

    def _wallet(self, network: Network) -> Wallet | None:
        """Return the wallet to send from; None, and a problem told, where there can be none."""
        if not self._request.may_send:
            self._tell("sending", "what sends transactions was not allowed to", _ALLOW)
            return None
        wallet = self._purse.wallet_of(network)
        if wallet is None and lent_by(network):
            self._tell("wallets", "all that the network lends are in use by other runs", _LATER)
        return wallet

    def _record(self, observation: Observation) -> None:
        deployment = self._deployment()
        assert deployment is not None  # noqa: S101 - Observing begins only once it is known.
        record_observation(
            observation,
            run=self._run.id,
            deployment=deployment,
            policy=self._policy,
            means=self._means,
        )


def _any_sends(plans: list[Plan]) -> bool:
    return any(plan.check.sends_transactions for plan in plans)
