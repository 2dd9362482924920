"""The one object that every format shows.

A `Report` holds a decision and what a reader needs to follow it: the network,
the candidate, the run, the plots, the findings. It is put together from values
that other rooms read; nothing is read here, so two formats of one report cannot
tell different facts. Wallets and addresses of endpoints never come in: the
summary of a network has no place for them.
"""

from dataclasses import dataclass
from datetime import datetime

from gonogo.errors import GonogoError
from gonogo.findings import Finding
from gonogo.networks import Component, Fact, Network
from gonogo.readiness import Decision
from gonogo.report.plot import Plot


class MixedReportError(GonogoError):
    """A report was put together from two networks."""

    def __init__(self, decided: str, summarised: str) -> None:
        super().__init__(
            f"the decision is about network {decided!r}, the summary about {summarised!r}",
            hint="This is a fault in gonogo: report it with the command that you ran.",
        )
        self.decided = decided
        self.summarised = summarised


@dataclass(frozen=True)
class ChainSummary:
    """An L2 chain, by name and number."""

    name: str
    chain_id: int | None
    """None: whoever made the report had no file that says it."""
    nodes: tuple[str, ...] = ()
    """Names of the nodes that the network's files list."""


@dataclass(frozen=True)
class NetworkSummary:
    """What a reader should know about a network."""

    name: str
    type: str
    stage: str | None
    """None: nobody has told which stage it stands at."""
    status: str | None
    """Such as `online`; None when the files do not say."""
    l1_name: str
    l1_chain_id: int | None
    chains: tuple[ChainSummary, ...]


@dataclass(frozen=True)
class RunSummary:
    """The run whose observations the decision was made after."""

    id: str
    started_at: datetime
    ended_at: datetime | None
    """None: it never ended."""
    window_seconds: float
    """How long the policy asks to observe in one piece; what was seen stands in the answers."""
    interval_seconds: float
    """How often the policy asks to read the network in that time."""


@dataclass(frozen=True)
class Report:
    """A decision with all that is needed to read it."""

    decision: Decision
    network: NetworkSummary
    tool_version: str
    components: tuple[Component, ...] = ()
    """What the candidate names."""
    facts: tuple[Fact, ...] = ()
    """What the network said about itself, client versions among it."""
    run: RunSummary | None = None
    """None: judged from what had been recorded before, without observing."""
    plots: tuple[Plot, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a decision about another network than the summary's."""
        if self.decision.network != self.network.name:
            raise MixedReportError(self.decision.network, self.network.name)


def summarise(network: Network) -> NetworkSummary:
    """Take from a network what a report shows; keys and endpoints stay behind."""
    return NetworkSummary(
        name=network.name,
        type=network.type,
        stage=network.stage.value if network.stage else None,
        status=network.status,
        l1_name=network.l1.name,
        l1_chain_id=network.l1.chain_id,
        chains=tuple(
            ChainSummary(chain.name, chain.chain_id, tuple(node.name for node in chain.nodes))
            for chain in network.chains
        ),
    )
