"""Look at a network as signed acts have it: find its last deployment and what it is held to.

The deployment that was recorded last is the present one, also where a network went back
to a former one. What a network is held to is what its last run asked, and what its
stage asks; a policy that is named goes before both.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.evidence import Run
from gonogo.networks import Stage, candidate_digest, planned
from gonogo.policies import composed_policy, kept_policies
from gonogo.project import Desk, Signed, UnknownNetworkError, WorkspaceNetworks
from gonogo.readiness import (
    ChainScope,
    Policy,
    Record,
    Subject,
    UnknownPolicyError,
    compile_record,
)
from gonogo.record import (
    Counted,
    FindingBody,
    ManualResultBody,
    RunEndedBody,
    RunStartedBody,
    WaiverBody,
)
from gonogo.triage.outlook import Deployed, NothingPlannedError, Outlook, UnknownNameError

_ABOUT_NETWORKS = (FindingBody, ManualResultBody, RunEndedBody, RunStartedBody, WaiverBody)
_NO_CANDIDATE = ""
_TRANSITIONS = ("promote", "publish", "deploy")
_CHECKS_ALONE = "check"


def known_networks(desk: Desk, counted: Counted) -> tuple[str, ...]:
    """Return the networks that this clone has files of, or that acts are about."""
    return tuple(
        sorted({*WorkspaceNetworks(desk.project.local).names(), *networks_with_acts(counted)})
    )


def planned_on(desk: Desk, network: str) -> str | None:
    """Return the digest of what is planned for a network; None: its files are not here."""
    files = _from_files(desk, network)
    return None if files is None else files.planned.digest


def networks_with_acts(counted: Counted) -> frozenset[str]:
    """Return the networks that acts are about."""
    return frozenset(
        act.body.network for act in counted.acts if isinstance(act.body, _ABOUT_NETWORKS)
    )


def look_at(  # noqa: PLR0913 - What is looked at, each by its name.
    desk: Desk,
    network: str,
    *,
    signed: Signed | None = None,
    policy: str | None = None,
    deployment: str | None = None,
    is_planned: bool = False,
) -> Outlook:
    """Return what the record says of a network.

    Args:
        desk: The workspace.
        network: By its name.
        signed: What is signed, if not what the desk saw.
        policy: What to hold it to; by its stage or its last run, if not given.
        deployment: The beginning of the digest of a former deployment; the last one, if
            not given.
        is_planned: Whether what is planned is spoken of, before it is deployed.

    Raises:
        UnknownNetworkError: neither files nor acts know it.
        NothingPlannedError: its files do not say what is planned.
        UnknownNameError: it has no such deployment.
        GonogoError: there is no such policy.
    """
    told = desk.signed if signed is None else signed
    if network not in known_networks(desk, told.counted):
        raise UnknownNetworkError(network, known_networks(desk, told.counted), is_bench_down=False)
    now = desk.clock.now()
    # Which deployment is the last, only the record itself can say.
    first = compile_record(told.counted, Subject(network, None, _NO_CANDIDATE, (), now))
    runs = sorted(first.runs, key=lambda run: (run.ended_at or run.started_at, run.id))
    files = _from_files(desk, network)
    held_to = _Policies(desk, network)
    stage = files.stage if files else None
    if is_planned:
        policies = held_to.before(stage)
    else:
        policies = (held_to.named(policy),) if policy else tuple(held_to.fitting(stage, runs))
    is_asked = any(each.requires_passed is not None for each in policies[:1])
    return Outlook(
        network=network,
        signed=told,
        now=now,
        deployed=files.planned if is_planned and files else _deployed(first, runs, deployment),
        chains=files.chains if files else _selected(runs),
        policies=policies,
        as_typed=policy,
        earlier=kept_policies(desk.project, told.counted.history.order) if is_asked else {},
    )


class Asked(Protocol):
    """What somebody says about a network, as far as it tells what they look at."""

    @property
    def network(self) -> str:
        """The network, by its name."""
        ...

    @property
    def policy(self) -> str | None:
        """What to hold it to; None: what its stage or its last run says."""
        ...

    @property
    def deployment(self) -> str | None:
        """The beginning of the digest of a former deployment; None: the last one."""
        ...

    @property
    def is_planned(self) -> bool:
        """Whether it is about what is planned, before it is deployed."""
        ...


def look_as_asked(desk: Desk, asked: Asked, signed: Signed) -> Outlook:
    """Return what the record says of what somebody speaks of; raises what `look_at` raises."""
    return look_at(
        desk,
        asked.network,
        signed=signed,
        policy=asked.policy,
        deployment=asked.deployment,
        is_planned=asked.is_planned,
    )


def _deployed(record: Record, runs: list[Run], asked: str | None) -> Deployed | None:
    candidates = {known.digest: known.candidate for known in record.deployments}
    seen = {run.deployment: run.ended_at for run in runs if run.deployment in candidates}
    # Dictionaries keep the place of a first entry, and the last run is what matters.
    order = (run.deployment for run in reversed(runs))
    names = [name for name in dict.fromkeys(order) if name is not None and name in seen]
    if asked is not None:
        names = [_named(record.network, asked, names)]
    return Deployed(names[0], candidates[names[0]], seen[names[0]]) if names else None


def _named(network: str, asked: str, names: list[str]) -> str:
    found = digest.beginning_with(asked, names)
    if len(digest.typed(asked)) < digest.FEWEST_DIGITS or len(found) != 1:
        raise UnknownNameError(f"one deployment of {network} called", asked, names)
    return found[0]


@dataclass(frozen=True)
class _Files:
    chains: tuple[ChainScope, ...]
    stage: Stage | None
    planned: Deployed


def _from_files(desk: Desk, network: str) -> _Files | None:
    """Return what the network's files say; None: this clone has none that can be read."""
    try:
        found = WorkspaceNetworks(desk.project.local).load(network)
    except GonogoError:
        return None
    chains = tuple(ChainScope(chain.name, chain.inventory) for chain in found.chains)
    candidate = candidate_digest(found)
    plan = Deployed(planned(network, candidate).digest, candidate, None, is_planned=True)
    return _Files(chains, found.stage, plan)


def _selected(runs: Iterable[Run]) -> tuple[ChainScope, ...]:
    """Return the chains that runs asked about; of what they lack, nobody says anything."""
    return tuple(
        ChainScope(name) for name in sorted({one.chain for run in runs for one in run.selections})
    )


@dataclass(frozen=True)
class _Policies:
    """The policies of a workspace, as they hold for one network."""

    desk: Desk
    network: str

    def named(self, name: str) -> Policy:
        return composed_policy(name, network=self.network, project=self.desk.project).policy

    def before(self, stage: Stage | None) -> tuple[Policy, ...]:
        """Return what must hold before a network is deployed.

        Raises:
            NothingPlannedError: nobody says at which stage.
        """
        if stage is None or stage is Stage.BENCH:
            raise NothingPlannedError(self.network)
        return (self.named(f"deploy:{stage.value}"),)

    def fitting(self, stage: Stage | None, runs: list[Run]) -> Iterator[Policy]:
        """Yield what a network is held to: what its last run asked, then what its stage asks."""
        names = [run.policy for run in reversed(runs) if run.policy != _CHECKS_ALONE][:1]
        if stage is Stage.BENCH:
            names.append("rehearsal")
        elif stage is not None:
            names += [f"{transition}:{stage.value}" for transition in _TRANSITIONS]
        for name in dict.fromkeys(names):
            # A run may have been made for a policy that this clone does not have. One that
            # it has and cannot read is another matter: that must be told.
            with contextlib.suppress(UnknownPolicyError):
                yield self.named(name)
