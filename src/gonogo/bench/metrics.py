"""What the parts of the bench tell Prometheus, under the names of the real components.

Every part has a registry of its own, as it would be a process of its own.
Figures that follow from the state are taken from it when somebody asks, so they
are never older than the answer.
"""

from collections.abc import Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
    UnknownMetricFamily,
)
from prometheus_client.registry import Collector

from gonogo.bench.batcher import Batcher
from gonogo.bench.http_server import Handler
from gonogo.bench.l1_chain import L1Chain
from gonogo.bench.node import Node
from gonogo.bench.proposer import Proposer
from gonogo.bench.sequencer import Sequencer
from gonogo.bench.txmgr import TransactionManager

_WEI_PER_ETH = 10**18
_WEI_PER_GWEI = 10**9

Read = Callable[[], list[Metric]]


class _Collected(Collector):
    """Makes metrics anew for every scrape."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def collect(self) -> list[Metric]:
        return self._read()


def exposition(read: Read) -> Handler:
    """Return what renders these metrics in the text format of Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(read))

    async def render(_: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    return render


def node_metrics(node: Node, l1: L1Chain, version: str, sequencer: Sequencer | None) -> Read:
    """Return the metrics of op-node for one node; building is the sequencer's alone."""

    def read() -> list[Metric]:
        name = "op_node_default"
        derivation = node.derivation
        metrics: list[Metric] = [
            _info(name, version),
            _gauge(f"{name}_up", "1 when the node runs.", 1),
            _gauge(f"{name}_p2p_peer_count", "Peers; the bench has no gossip.", 0),
            _gauge(
                f"{name}_derivation_idle",
                "1 when everything on L1 was read.",
                int(derivation.current_l1.number >= l1.head.number),
            ),
            _counter(f"{name}_derivation_errors", "Derivation steps that failed.", node.errors),
            _counter(f"{name}_pipeline_resets", "Resets of derivation.", 0),
            _counter(
                f"{name}_sequencing_errors",
                "Blocks that could not be built at once.",
                0 if sequencer is None else sequencer.errors,
            ),
            _counter(f"{name}_unsafe_payloads", "Blocks received by gossip.", 0),
        ]
        batches = CounterMetricFamily(
            f"{name}_derived_batches", "Batches derived.", labels=["type"]
        )
        batches.add_metric(["singular"], derivation.batches_derived)
        transactions = 0 if sequencer is None else sequencer.transactions_sequenced
        metrics += [
            batches,
            _counter(f"{name}_transactions_sequenced", "User transactions.", transactions),
        ]
        return metrics + _refs(name, node)

    return read


def batcher_metrics(batcher: Batcher, l1: L1Chain, version: str) -> Read:
    """Return the metrics of op-batcher."""

    def read() -> list[Metric]:
        name = "op_batcher_default"
        counts = batcher.manager.counts
        stages = CounterMetricFamily(f"{name}_batcher_tx", "Batches sent.", labels=["stage"])
        last = GaugeMetricFamily(
            f"{name}_last_batcher_tx_unix", "When a batch was last sent.", labels=["stage"]
        )
        for stage, count, when in (
            ("submitted", counts.submitted, counts.last_submitted_unix),
            ("success", counts.succeeded, counts.last_succeeded_unix),
            ("failed", counts.failed, counts.last_failed_unix),
        ):
            stages.add_metric([stage], count)
            last.add_metric([stage], when)
        channels = CounterMetricFamily(f"{name}_channel", "Channels.", labels=["stage"])
        channels.add_metric(["opened"], batcher.channels_opened)
        channels.add_metric(["fully_submitted"], batcher.channels_submitted)
        refs = GaugeMetricFamily(f"{name}_refs_number", "Heads.", labels=["layer", "type"])
        refs.add_metric(["l1", "latest"], l1.head.number)
        refs.add_metric(["l2", "loaded"], batcher.loaded)
        refs.add_metric(["l2", "added"], batcher.loaded)
        pending = GaugeMetricFamily(
            f"{name}_pending_blocks_count", "Blocks in no channel yet.", labels=["stage"]
        )
        pending.add_metric(["added"], batcher.pending_blocks)
        return [
            _info(name, version),
            _gauge(f"{name}_up", "1 when the batcher runs.", 1),
            stages,
            last,
            channels,
            refs,
            pending,
            _gauge(
                f"{name}_channel_compr_ratio", "Compressed to raw size.", batcher.compression_ratio
            ),
            *_transaction_manager(name, batcher.manager),
        ]

    return read


def proposer_metrics(proposer: Proposer, version: str) -> Read:
    """Return the metrics of op-proposer."""

    def read() -> list[Metric]:
        name = "op_proposer_default"
        refs = GaugeMetricFamily(f"{name}_refs_number", "Heads.", labels=["layer", "type"])
        refs.add_metric(["l2", "proposed"], proposer.proposed)
        return [
            _info(name, version),
            _gauge(f"{name}_up", "1 when the proposer runs.", 1),
            refs,
            *_transaction_manager(name, proposer.manager),
        ]

    return read


def _refs(name: str, node: Node) -> list[Metric]:
    status = node.sync_status()
    numbers = GaugeMetricFamily(f"{name}_refs_number", "Heads.", labels=["layer", "type"])
    times = GaugeMetricFamily(f"{name}_refs_time", "Times of heads.", labels=["layer", "type"])
    steps = GaugeMetricFamily(f"{name}_refs_seqnr", "Sequence numbers of heads.", labels=["type"])
    l1_refs = {
        "l1_head": status.head_l1,
        "l1_safe": status.safe_l1,
        "l1_finalized": status.finalized_l1,
        "l1_derived": status.current_l1,
    }
    for kind, l1_ref in l1_refs.items():
        numbers.add_metric(["l1", kind], l1_ref.number)
        times.add_metric(["l1", kind], l1_ref.timestamp)
    l2_refs = {
        "l2_unsafe": status.unsafe_l2,
        "l2_safe": status.safe_l2,
        "l2_local_safe": status.local_safe_l2,
        "l2_pending_safe": status.pending_safe_l2,
        "l2_cross_unsafe": status.cross_unsafe_l2,
        "l2_finalized": status.finalized_l2,
    }
    for kind, ref in l2_refs.items():
        numbers.add_metric(["l2", kind], ref.number)
        times.add_metric(["l2", kind], ref.timestamp)
        numbers.add_metric(["l1_origin", kind], ref.l1_origin.number)
        steps.add_metric([kind], ref.sequence_number)
    return [numbers, times, steps]


def _transaction_manager(name: str, manager: TransactionManager) -> list[Metric]:
    counts = manager.counts
    confirmed = CounterMetricFamily(f"{name}_txmgr_confirm", "Inclusions.", labels=["status"])
    confirmed.add_metric(["success"], counts.succeeded)
    published = CounterMetricFamily(f"{name}_txmgr_publish", "Sendings.")
    published.add_metric([], counts.submitted + counts.bumps)
    refusals = f"{name}_txmgr_tx_publish_error_count"
    errors = UnknownMetricFamily(refusals, "Refusals by L1.", labels=["error"])
    errors.add_metric(["refused"], counts.publish_errors)
    return [
        _gauge(f"{name}_balance", "Balance in ETH.", manager.balance_wei / _WEI_PER_ETH),
        _gauge(f"{name}_txmgr_pending_txs", "Sent, not included.", int(manager.is_pending)),
        # A counter in op-service; this library would add `_total` to a counter's name.
        UnknownMetricFamily(
            f"{name}_txmgr_rpc_error_count", "Errors of the L1 RPC.", value=counts.rpc_errors
        ),
        _gauge(f"{name}_txmgr_tx_gas_bump", "Times sent again.", counts.bumps),
        _gauge(f"{name}_txmgr_current_nonce", "Nonce in use.", counts.nonce),
        _gauge(
            f"{name}_txmgr_last_publish_unix", "When L1 last took one.", counts.last_publish_unix
        ),
        _gauge(
            f"{name}_txmgr_tx_confirmed_latency_ms",
            "From sending to inclusion.",
            counts.last_latency_seconds * 1000,
        ),
        _counter(f"{name}_txmgr_tx_fee_gwei", "Fees paid so far.", counts.fees_wei / _WEI_PER_GWEI),
        confirmed,
        published,
        errors,
    ]


def _info(name: str, version: str) -> Metric:
    info = GaugeMetricFamily(f"{name}_info", "What runs here.", labels=["version"])
    info.add_metric([version], 1)
    return info


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)


def _counter(name: str, what: str, value: float) -> Metric:
    return CounterMetricFamily(name, what, value=value)
