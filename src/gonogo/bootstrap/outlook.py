"""What the record says of one network: its last deployment, what is asked of it, its findings.

It follows from signed acts and the policy; the network itself is not asked, so a
laptop on a train says the same as the machine beside the devnet. What the network's
own files know, its chains with their inventories, is taken from them where this clone
has them, and otherwise from what its runs selected.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from gonogo.bootstrap.acts import Desk
from gonogo.bootstrap.network_errors import UnknownNetworkError
from gonogo.bootstrap.networks import WorkspaceNetworks
from gonogo.bootstrap.policies import composed_policy
from gonogo.bootstrap.signing import Signed
from gonogo.bootstrap.texts import shown
from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.evidence import Run
from gonogo.findings import Finding
from gonogo.networks import Stage
from gonogo.readiness import (
    ChainScope,
    Decision,
    Policy,
    Record,
    Requirement,
    Subject,
    UnknownPolicyError,
    compile_record,
    judge,
    manual_check,
)
from gonogo.record import (
    Counted,
    FindingBody,
    ManualResultBody,
    RunEndedBody,
    RunStartedBody,
    WaiverBody,
)

_ABOUT_NETWORKS = (FindingBody, ManualResultBody, RunEndedBody, RunStartedBody, WaiverBody)
_NO_CANDIDATE = ""
_TRANSITIONS = ("promote", "publish", "deploy")
_FEWEST_DIGITS = 6
_CHECKS_ALONE = "check"


class NothingRecordedError(GonogoError):
    """Nobody observed a network yet, so there is no deployment to speak of."""

    def __init__(self, network: str) -> None:
        super().__init__(
            f"no deployment of {network} is on record, and what you sign is about one",
            hint=f"Observe it first: gonogo assess {network}",
        )
        self.network = network


class UnknownNameError(GonogoError):
    """A network has nothing of this name."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        names = sorted(set(known))
        near = nearest(name, names)
        super().__init__(
            f"there is no {what} {shown(name)}" + (f" (did you mean {near!r}?)" if near else ""),
            hint=f"Known: {', '.join(names)}." if names else "None is known.",
        )
        self.name = name


@dataclass(frozen=True)
class Deployed:
    """A deployment as runs recorded it."""

    digest: str
    candidate: str
    seen_at: datetime | None
    """When the last run about it ended; None: nobody says."""


@dataclass(frozen=True)
class Outlook:
    """One network as its acts have it at a moment."""

    network: str
    signed: Signed
    now: datetime
    deployed: Deployed | None
    """The deployment that is spoken of; None: none is on record."""
    chains: tuple[ChainScope, ...]
    policies: tuple[Policy, ...]
    """What it is held to; the first is what its findings are judged by."""
    as_typed: str | None = None
    """How the policy was named; None: it is the one of its stage or of its last run."""

    @property
    def policy(self) -> Policy | None:
        """Return the policy that its findings are judged by; None: nobody knows which."""
        return self.policies[0] if self.policies else None

    @cached_property
    def record(self) -> Record:
        """Return everything that acts say about it, as the judge sees it."""
        digest = None if self.deployed is None else self.deployed.digest
        candidate = _NO_CANDIDATE if self.deployed is None else self.deployed.candidate
        subject = Subject(
            self.network,
            digest,
            candidate,
            self.chains,
            self.now,
            policy_as_typed=self.as_typed,
        )
        return compile_record(self.signed.counted, subject)

    @cached_property
    def decision(self) -> Decision | None:
        """Return what the policy makes of it; None: nobody knows which policy."""
        return None if self.policy is None else judge(self.policy, self.record)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Return every finding of it, open or resolved, by id."""
        by_hand = (each.finding for each in self.record.manual_results)
        found = [*self.record.findings, *(each for each in by_hand if each is not None)]
        return {finding.id: finding for finding in found}

    @cached_property
    def open_ids(self) -> frozenset[str]:
        """Return the ids of the findings that are not resolved; all, where nobody can judge."""
        if self.decision is None:
            return frozenset(self.findings)
        named = {each.subject for each in self.decision.reasons if each.code.startswith("finding-")}
        named |= {each for given in self.decision.answers for each in given.findings}
        return frozenset(named & self.findings.keys())

    def present(self) -> Deployed:
        """Return the deployment that is spoken of.

        Raises:
            NothingRecordedError: there is none.
        """
        if self.deployed is None:
            raise NothingRecordedError(self.network)
        return self.deployed

    def chain(self, name: str | None) -> str | None:
        """Return the name of a chain, if the network has it; None stays None.

        Raises:
            UnknownNameError: it has not.
        """
        names = [chain.name for chain in self.chains]
        if name is None or name in names:
            return name
        raise UnknownNameError(f"chain of {self.network} called", name, names)

    def requirements(self, name: str) -> tuple[tuple[Policy, Requirement], ...]:
        """Return every requirement of this id, with the policy that has it.

        Raises:
            UnknownNameError: no policy that the network is held to has one.
        """
        rows = [(policy, row) for policy in self.policies for row in policy.requirements]
        found = tuple((policy, row) for policy, row in rows if row.id == name)
        if not found:
            asked = ", ".join(policy.name for policy in self.policies) or "any policy"
            raise UnknownNameError(f"requirement of {asked} called", name, (r.id for _, r in rows))
        return found

    def asking(self, finding: Finding) -> tuple[Requirement, ...]:
        """Return the requirements that must be met again before a finding is resolved."""
        rows = self.policy.requirements if self.policy is not None else ()
        if finding.is_reported:
            return tuple(row for row in rows if row.id == finding.requirement)
        return tuple(row for row in rows if finding.check in (row.check, manual_check(row.id)))


def known_networks(desk: Desk, counted: Counted) -> tuple[str, ...]:
    """Return the networks that this clone has files of, or that acts are about."""
    return tuple(
        sorted({*WorkspaceNetworks(desk.project.local).names(), *networks_with_acts(counted)})
    )


def networks_with_acts(counted: Counted) -> frozenset[str]:
    """Return the networks that acts are about."""
    return frozenset(
        act.body.network for act in counted.acts if isinstance(act.body, _ABOUT_NETWORKS)
    )


def look_at(
    desk: Desk,
    network: str,
    *,
    signed: Signed | None = None,
    policy: str | None = None,
    deployment: str | None = None,
) -> Outlook:
    """Return what the record says of a network.

    Args:
        desk: The workspace.
        network: By its name.
        signed: What is signed, if not what the desk saw.
        policy: What to hold it to; by its stage or its last run, if not given.
        deployment: The beginning of the digest of a former deployment; the last one, if
            not given.

    Raises:
        UnknownNetworkError: neither files nor acts know it.
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
    policies = (held_to.named(policy),) if policy else tuple(held_to.fitting(stage, runs))
    return Outlook(
        network=network,
        signed=told,
        now=now,
        deployed=_deployed(first, runs, deployment),
        chains=files.chains if files else _selected(runs),
        policies=policies,
        as_typed=policy,
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
    digits = asked.removeprefix("sha256:").casefold()
    found = [name for name in names if name.removeprefix("sha256:").startswith(digits)]
    if len(digits) < _FEWEST_DIGITS or len(found) != 1:
        raise UnknownNameError(f"one deployment of {network} called", asked, names)
    return found[0]


@dataclass(frozen=True)
class _Files:
    chains: tuple[ChainScope, ...]
    stage: Stage | None


def _from_files(desk: Desk, network: str) -> _Files | None:
    """Return what the network's files say; None: this clone has none that can be read."""
    try:
        found = WorkspaceNetworks(desk.project.local).load(network)
    except GonogoError:
        return None
    chains = tuple(ChainScope(chain.name, chain.inventory) for chain in found.chains)
    return _Files(chains, found.stage)


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
