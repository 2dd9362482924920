"""What a report holds, and what never comes into one."""

from dataclasses import replace

import pytest

from gonogo.networks import L1, Chain, Network, Node, NodeKind, Stage, Wallet
from gonogo.report import (
    MixedReportError,
    report_html,
    report_json,
    report_text,
    summarise,
)
from tests.unit.report import samples

CANARY = "c0ffee" * 10 + "cafe"

NETWORK = Network(
    name="bench",
    type="bench",
    stage=Stage.BENCH,
    l1=L1(
        "l1", 900, rpcs=(f"http://user:{CANARY}@127.0.0.1",), wallets=(Wallet("a", "0x1", CANARY),)
    ),
    chains=(
        Chain(
            "bench-901",
            901,
            nodes=(Node("sequencer-0", NodeKind.SEQUENCER, execution_rpc=f"http://x/{CANARY}"),),
            wallets=(Wallet("user-key-0", "0x2", CANARY),),
        ),
    ),
    status="online",
)


def test_a_summary_says_what_the_files_say() -> None:
    """Names, numbers, stage and status of a network come into its summary."""
    summary = summarise(NETWORK)

    assert (summary.stage, summary.status, summary.l1_chain_id) == ("bench", "online", 900)
    assert [(chain.name, chain.chain_id, chain.nodes) for chain in summary.chains] == [
        ("bench-901", 901, ("sequencer-0",))
    ]


def test_an_untold_stage_stays_untold() -> None:
    """A stage that nobody told is None, and no guess."""
    assert summarise(replace(NETWORK, stage=None)).stage is None


def test_no_format_shows_a_key_or_an_endpoint() -> None:
    """What wallets and addresses of endpoints hold is in no format of a report."""
    report = replace(samples.go(), network=summarise(NETWORK))

    everything = report_html(report) + report_json(report).decode() + report_text(report)

    assert CANARY not in everything


def test_a_report_of_two_networks_is_refused() -> None:
    """A decision about one network is never shown under the name of another."""
    with pytest.raises(MixedReportError, match=r"'bench'.*'other'"):
        replace(samples.go(), network=samples.network("other"))
