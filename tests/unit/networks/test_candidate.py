"""Which changes make another candidate, and which do not."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.networks import Component, candidate_digest, load
from gonogo.networks.manifest import read_manifest
from tests.unit.networks.fixtures import NETWORKS

TEXT = (NETWORKS / "harbour" / "manifest.yaml").read_text()


def of(text: str) -> str:
    return candidate_digest(read_manifest(text, "manifest.yaml"))


def changed(word: str, by: str) -> str:
    assert word in TEXT
    return of(TEXT.replace(word, by))


@pytest.mark.parametrize(
    ("word", "by"),
    [
        ("status: online", "status: pending"),
        ("status: online\n", ""),
        ("deployed_on: 01-14-2025", "deployed_on: 02-02-2026"),
        ("Two chains", "Some chains"),
        ("scope: https://example.org/devnets/1\n", ""),
        ("eth_rpc: https://user:hunter2@l1.example.org", "eth_rpc: ''"),
        ('chain_id: "420120201"', "chain_id: 420120201"),
        ("gas_limit: 60000000", 'gas_limit: "60000000"'),
        ('"0x3C"', "0x3c"),
        ("0xe934Dc97", "0xE934dC97"),
        ("  - skip-ci\n", ""),
        ("  - skip-ci\n  - interop\n", "  - interop\n  - skip-ci\n"),
        ('      - "0x01"\n      - "0x10"\n', '      - "0x10"\n      - "0x01"\n'),
        ('      locator: ""\n    overrides', "      version:\n    overrides"),
        ("use_revenue_share", "useRevenueShare"),
        ("name: harbour-0", "name: pier-0"),
        ('tier_id: "100"', 'tier_id: "300"'),
    ],
)
def test_same_candidate(word: str, by: str) -> None:
    """Status, dates, words, endpoints, names, order and spelling change nothing."""
    assert changed(word, by) == of(TEXT)


@pytest.mark.parametrize(
    ("word", "by"),
    [
        ("op-node/v1.19.4", "op-node/v1.19.5"),
        ("op-node/v1.19.4", "OP-NODE/v1.19.4"),
        ("    op-node:\n", "    kona-node:\n"),
        ("images.example.org/op-geth", "elsewhere.example.org/op-geth"),
        ("version: 0.10", "version: 0.1"),
        ("op-contracts/v5.0.0", "op-contracts/v5.0.1"),
        ('TimeOffset: "0x3C"', 'TimeOffset: "0x0"'),
        ("l2GenesisJovianTimeOffset", "l2GenesisKarstTimeOffset"),
        ("  - interop\n", ""),
        ("        - fp-permissionless\n", "        - fp-interop\n"),
        ("l2BlockTime: 1", "l2BlockTime: 2"),
        ("gas_limit: 60000000", "gas_limit: 30000000"),
        ("use_revenue_share: true", "use_revenue_share: false"),
        ("symbol: PBL", "symbol: PBX"),
        ("fund_dev_accounts: true", "fund_dev_accounts: false"),
        ('      - "0x10"\n', ""),
    ],
)
def test_another_candidate(word: str, by: str) -> None:
    """Any version, setting, fork or feature makes another candidate."""
    assert changed(word, by) != of(TEXT)


def test_deploying_changes_nothing() -> None:
    """The files that a deployment adds say nothing new about what was to be deployed."""
    assert candidate_digest(load(NETWORKS / "harbour")) == of(TEXT)


def test_setting_of_one_chain_is_not_that_of_another() -> None:
    """Moving a setting from one chain to the other makes another candidate."""
    network = load(NETWORKS / "harbour")
    moved = tuple(
        (name.replace("harbour-1.over", "harbour-0.over"), of) for name, of in network.flags
    )

    assert candidate_digest(replace(network, flags=moved)) != candidate_digest(network)


def test_chains_are_counted() -> None:
    """Two chains with the same settings are not one."""
    network = read_manifest(TEXT, "manifest.yaml")
    bare = replace(network.chains[0], features=())
    one = replace(network, chains=(bare,), flags=())
    two = replace(network, chains=(bare, replace(bare, name="other", chain_id=2)), flags=())

    assert candidate_digest(one) != candidate_digest(two)


def test_name_of_a_chain_that_begins_another() -> None:
    """A setting belongs to the chain with the longest fitting name."""
    network = read_manifest(TEXT, "manifest.yaml")
    short, long = (replace(network.chains[0], name=name, features=()) for name in ("a", "a.b"))
    first = replace(network, chains=(short, long), flags=(("chain.a.b.gas_limit", "1"),))
    second = replace(network, chains=(short, long), flags=(("chain.a.gas_limit", "1"),))

    assert candidate_digest(first) == candidate_digest(second)
    assert candidate_digest(first) != candidate_digest(
        replace(first, flags=(("chain.a.b.b.gas_limit", "1"),))
    )


WORDS = st.text("abc-./0x", min_size=1, max_size=6)
PAIRS = st.lists(st.tuples(WORDS, WORDS), max_size=4, unique_by=lambda pair: pair[0])


PARTS = st.fixed_dictionaries(
    {
        "components": PAIRS.map(lambda pairs: [Component(*pair) for pair in pairs]),
        "flags": PAIRS,
        "fork_plan": PAIRS,
        "contract_versions": PAIRS,
        "features": st.lists(WORDS, max_size=4, unique=True),
    }
)


@given(parts=PARTS, data=st.data())
def test_order_never_matters(parts: dict[str, list[Any]], data: st.DataObject) -> None:
    """However the parts are ordered, the candidate is the same; one more is another."""
    base = read_manifest(TEXT, "manifest.yaml")
    parts["chains"] = list(base.chains)
    plain: dict[str, Any] = {name: tuple(items) for name, items in parts.items()}
    shuffled: dict[str, Any] = {
        name: tuple(data.draw(st.permutations(items))) for name, items in parts.items()
    }
    network, turned = replace(base, **plain), replace(base, **shuffled)

    assert candidate_digest(turned) == candidate_digest(network)
    more = replace(network, features=(*network.features, "more"))
    assert candidate_digest(more) != candidate_digest(network)
