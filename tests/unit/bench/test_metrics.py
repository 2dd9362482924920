"""What Prometheus reads of the parts, under the names of the real components."""

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from gonogo.bench.batcher import Batcher
from gonogo.bench.http_server import LoopbackServer
from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.metrics import Read, batcher_metrics, exposition, node_metrics
from gonogo.bench.refs import BlockID, L2Ref
from gonogo.bench.role import Surroundings
from gonogo.bench.sequencer import SequencerNode
from gonogo.bench.settings import Account
from gonogo.bench.txmgr import TransactionManager
from gonogo.clock import SystemClock
from gonogo.protocol import PrivateKey, format_address
from tests.unit.bench.chain_in_memory import GENESIS_TIME, L1_GENESIS, ROLLUP, hash_of, l1_block
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

KEY = PrivateKey(b"\x05" * 32)
INBOX = "0x" + "ff" * 20


class _Parts:
    def __init__(self) -> None:
        l1 = MemoryEndpoint()
        clock = SystemClock()
        surroundings = Surroundings(clock, print)
        self.chain = L1Chain(l1, Inbox(INBOX, INBOX, INBOX), L1_GENESIS, surroundings)
        self.node = SequencerNode("sequencer-0", l1, ROLLUP, self.chain, surroundings)
        account = Account(format_address(KEY.address), KEY.secret)
        self.manager = TransactionManager(account, l1, self.chain, 900, clock)
        self.batcher = Batcher(self.node, self.manager, INBOX, surroundings)


async def scraped(read: Read) -> dict[str, float]:
    """Return the samples by name and label values, as a scraper over HTTP gets them."""
    server = LoopbackServer("metrics", {("GET", "/metrics"): exposition(read)})
    await server.open()
    try:
        async with aiohttp.ClientSession() as session:
            answer = await session.get(f"{server.url}/metrics")
            assert answer.headers["Content-Type"].startswith("text/plain")
            text = await answer.text()
    finally:
        await server.close()
    return {
        " ".join((sample.name, *(value for _, value in sorted(sample.labels.items())))): float(
            sample.value
        )
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_node_tells_its_heads_by_layer_and_type() -> None:
    """With their times and the L1 blocks they come from."""
    parts = _Parts()
    origin = BlockID(hash_of(1, 4), 4)
    parts.node.safe = L2Ref(hash_of(2, 6), 6, hash_of(2, 5), GENESIS_TIME + 6, origin, 2)
    seen = await scraped(node_metrics(parts.node, parts.chain, "v1", None))

    assert seen["op_node_default_refs_number l2 l2_safe"] == 6
    assert seen["op_node_default_refs_number l1_origin l2_safe"] == 4
    assert seen["op_node_default_refs_time l2 l2_safe"] == GENESIS_TIME + 6
    assert seen["op_node_default_refs_seqnr l2_safe"] == 2
    assert seen["op_node_default_refs_number l2 l2_finalized"] == 0
    assert seen["op_node_default_info v1"] == 1


async def test_a_node_that_has_not_read_all_of_l1_is_not_idle() -> None:
    """A derivation that stands still must not look as if there were nothing to do."""
    parts = _Parts()
    read = node_metrics(parts.node, parts.chain, "v1", None)
    before = await scraped(read)
    parts.chain._append(l1_block(1))  # noqa: SLF001
    after = await scraped(read)

    assert before["op_node_default_derivation_idle"] == 1
    assert after["op_node_default_derivation_idle"] == 0


async def test_the_figures_are_those_of_the_moment() -> None:
    """Nothing is kept between two scrapes."""
    parts = _Parts()
    read = batcher_metrics(parts.batcher, parts.chain, "v1")
    before = await scraped(read)
    parts.manager.balance_wei = 5 * 10**17
    parts.manager.counts.submitted = 3
    parts.manager.counts.bumps = 2
    parts.manager.counts.last_submitted_unix = 1_700_000_009
    after = await scraped(read)

    assert before["op_batcher_default_balance"] == 0
    assert after["op_batcher_default_balance"] == 0.5
    assert after["op_batcher_default_batcher_tx_total submitted"] == 3
    assert after["op_batcher_default_txmgr_publish_total"] == 5
    assert after["op_batcher_default_last_batcher_tx_unix submitted"] == 1_700_000_009


@pytest.mark.parametrize(
    "name",
    [
        "up",
        "refs_number l1 latest",
        "refs_number l2 loaded",
        "refs_number l2 added",
        "channel_total opened",
        "channel_total fully_submitted",
        "batcher_tx_total submitted",
        "batcher_tx_total success",
        "batcher_tx_total failed",
        "pending_blocks_count added",
        "channel_compr_ratio",
        "txmgr_pending_txs",
        "txmgr_rpc_error_count",
        "txmgr_tx_publish_error_count refused",
        "txmgr_confirm_total success",
        "txmgr_publish_total",
        "txmgr_last_publish_unix",
        "txmgr_tx_confirmed_latency_ms",
        "txmgr_tx_gas_bump",
        "txmgr_current_nonce",
        "txmgr_tx_fee_gwei_total",
        "balance",
    ],
)
async def test_the_names_are_those_of_op_batcher(name: str) -> None:
    """To the letter, `_total` where the real one has it and nowhere else."""
    parts = _Parts()
    seen = await scraped(batcher_metrics(parts.batcher, parts.chain, "v1"))

    assert f"op_batcher_default_{name}" in seen
