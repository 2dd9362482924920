"""Compare the versions that the files name with those that the nodes say they run.

A candidate is what the files name, and a deployment is what answers. When a node
says that it runs another version than the files name for its client, then what
was observed is not the candidate. Texts that cannot be compared contradict
nothing, and are told: `latest` names no version, and some clients tell none.

Only what nodes say of themselves is compared: their execution client
(`web3_clientVersion`) and their consensus client (`optimism_version`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.networks.candidate import chain_prefix
from gonogo.networks.deployment import Identity
from gonogo.networks.model import Chain, Network

_CONSENSUS = frozenset({"op-node", "kona-node", "op-supernode"})
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.])v?(?P<number>[0-9]+(?:\.[0-9]+){1,3})(?![0-9.])"
    r"(?P<rest>(?:[-+][0-9A-Za-z.]*)*)"
)
"""`v1.13.0-rc.1-e005020e`, but not the `1.22.12` of `go1.22.12`."""
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{7,40}(?![0-9A-Za-z])")
_OF_A_RELEASE = re.compile(r"|stable|release|[0-9]+|[0-9a-f]{7,40}")
"""What may follow a release's number: its commit or date, or that it is one."""


@dataclass(frozen=True)
class Version:
    """What a text says about a version; a part that it does not tell is None."""

    number: str | None
    label: str | None
    """What marks the number as no release's, such as `rc.1`; None: it is one's."""
    commits: tuple[str, ...]
    """What may be commits, of seven digits and more."""

    @property
    def is_told(self) -> bool:
        """Say whether there is anything to compare."""
        return self.number is not None or bool(self.commits)


@dataclass(frozen=True)
class Contradiction:
    """A component of which the files name one version and nodes run another."""

    component: str
    claimed: str
    claimed_at: str
    """Where the files say so: `l2.components.op-geth.version`."""
    running: str
    running_at: tuple[str, ...]
    """The facts that say so: `chain.901.node.sequencer-0.client_version`."""


@dataclass(frozen=True)
class Comparison:
    """What came of comparing what is named with what runs."""

    contradictions: tuple[Contradiction, ...]
    not_compared: tuple[str, ...]
    """What could not be compared and why, each for a person."""


def read_version(text: str) -> Version:
    """Return what a text says about a version, as manifests and clients write it."""
    found = _NUMBER.search(text)
    commits = tuple(commit for commit in _COMMIT.findall(text) if not commit.isdecimal())
    if found is None:
        return Version(None, None, commits)
    # The first part alone: a client writes its commit and its date after it.
    first = re.split(r"[-+]", found["rest"].lower().lstrip("-+"))[0]
    return Version(found["number"], None if _OF_A_RELEASE.fullmatch(first) else first, commits)


def may_be_the_same(claimed: Version, running: Version) -> bool | None:
    """Say whether both can be one version; None when nothing in them can be compared.

    Numbers are compared whole, with what marks them as no release: `1.2.0` is not
    `1.2.0-rc.1`. A commit may be written shorter than it is.
    """
    told: list[bool] = []
    if claimed.number is not None and running.number is not None:
        told.append((claimed.number, claimed.label) == (running.number, running.label))
    if claimed.commits and running.commits:
        told.append(
            any(
                ours.startswith(theirs) or theirs.startswith(ours)
                for ours in claimed.commits
                for theirs in running.commits
            )
        )
    return all(told) if told else None


def compare_versions(network: Network, *readings: Identity) -> Comparison:
    """Compare what a network's files name with what its nodes said, in any reading."""
    running_at: dict[tuple[str, str, str, str], list[str]] = {}
    not_compared: list[str] = []
    for chain in network.chains:
        for component, fact in _clients(chain, network, readings):
            place, claimed = _claim(network, chain, component)
            for text in sorted({text for one in readings if (text := _value(one, fact))}):
                if claimed is None:
                    not_compared.append(f"{fact} is {text!r}, and no file names {component}")
                    continue
                same = may_be_the_same(read_version(claimed), read_version(text))
                if same is None:
                    not_compared.append(f"{place} is {claimed!r} and {fact} is {text!r}")
                elif not same:
                    running_at.setdefault((component, claimed, place, text), []).append(fact)
    return Comparison(
        tuple(Contradiction(*told, tuple(facts)) for told, facts in sorted(running_at.items())),
        tuple(dict.fromkeys(not_compared)),
    )


def _clients(
    chain: Chain, network: Network, readings: tuple[Identity, ...]
) -> Iterator[tuple[str, str]]:
    """Yield each client of each node by its component's name, and the fact it tells."""
    for node in chain.nodes:
        prefix = f"chain.{chain.chain_id}.node.{node.name}"
        fact = f"{prefix}.client_version"
        yield node.execution_client or _named_by(fact, network, readings), fact
        yield node.consensus_client or _only_consensus(network), f"{prefix}.consensus_version"


def _named_by(fact: str, network: Network, readings: tuple[Identity, ...]) -> str:
    """Return the component that a client's own text names: `Geth/v1…` is op-geth's."""
    known = {part.name for part in network.components}
    for reading in readings:
        name = (_value(reading, fact) or "").partition("/")[0].lower()
        for component in (name, f"op-{name}"):
            if component in known:
                return component
    return "its client"


def _only_consensus(network: Network) -> str:
    """Return the one consensus client that the files name a version of."""
    named = sorted({part.name for part in network.components} & _CONSENSUS)
    return named[0] if len(named) == 1 else "its consensus client"


def _claim(network: Network, chain: Chain, component: str) -> tuple[str, str | None]:
    """Return where the files name a component's version, and the version; a chain's own first."""
    own = f"{chain_prefix(chain.name)}component.{component}.version"
    for name, value in network.flags:
        if name == own:
            return own, value
    versions = {part.name: part.version for part in network.components}
    return f"l2.components.{component}.version", versions.get(component)


def _value(identity: Identity, name: str) -> str | None:
    return next((fact.value for fact in identity.facts if fact.name == name), None)
