"""Manifests, in their known variety and no other."""

import pytest

from gonogo.documents import DocumentError
from gonogo.networks import Component, Network, Stage
from gonogo.networks.manifest import KNOWN_COMPONENTS, read_manifest
from tests.unit.networks.fixtures import MANIFEST, NETWORKS, manifest


def read(text: str) -> Network:
    return read_manifest(text, "manifest.yaml")


def refusal(text: str) -> str:
    with pytest.raises(DocumentError) as refused:
        read(text)
    return refused.value.message


def harbour() -> Network:
    return read((NETWORKS / "harbour" / "manifest.yaml").read_text())


def test_least_manifest() -> None:
    """What a manifest may leave out is absent, not an error."""
    network = read(MANIFEST)

    assert network.name == "pebble"
    assert network.status is None
    assert not network.components
    assert not network.features
    assert not network.flags
    assert not network.notes
    assert [(chain.name, chain.chain_id) for chain in network.chains] == [("pebble-0", 420100004)]


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("alphanet", Stage.ALPHANET),
        ("betanet", Stage.BETANET),
        ("bench", Stage.BENCH),
        ("testnet", Stage.TESTNET),
        ("demo", None),
        ("devnet", None),
    ],
)
def test_stage_is_proposed_from_the_type(word: str, stage: Stage | None) -> None:
    """A demo or a devnet says nothing about its stage, and a person must."""
    assert read(manifest(alphanet=word)).stage is stage


def test_versions_keep_every_character() -> None:
    """A version that looks like a number is not made one."""
    network = harbour()

    assert ("op-deployer.version", "0.10") in network.contract_versions
    assert Component("op-program", "1234567e89") in network.components


def test_empty_strings_are_nothing() -> None:
    """An empty version or locator says the same as none."""
    names = [name for name, _ in harbour().contract_versions]

    assert names == ["l1-contracts.version", "op-deployer.version"]


def test_forks_are_apart_from_other_settings() -> None:
    """Overrides that decide when a fork is active are the fork plan, the others are flags."""
    network = harbour()

    assert network.fork_plan == (
        ("l2GenesisInteropTimeOffset", "0x3c"),
        ("l2GenesisJovianTimeOffset", "0x0"),
    )
    assert ("overrides.disputeGameFinalityDelaySeconds", "300") in network.flags
    assert ("chain.harbour-1.overrides.l2BlockTime", "1") in network.flags


def test_chain_ids_as_number_and_as_text() -> None:
    """Both spellings of a chain id are the same number."""
    assert [chain.chain_id for chain in harbour().chains] == [420120201, 420120202]


def test_unquoted_address_is_an_address() -> None:
    """An address without quotes is not read as a number."""
    address = dict(harbour().flags)["l1.owner_safe_address"]

    assert address == "0xe934dc97e347c6acef74364b50125bb8689c40ff"


@pytest.mark.parametrize("word", ["use_revenue_share", "useRevenueShare"])
def test_both_spellings_of_revenue_share(word: str) -> None:
    """The older spelling of a setting is the same setting."""
    text = manifest().replace("420100004}", f"420100004, deployment: {{{word}: true}}}}")

    assert read(text).flags == (("chain.pebble-0.use_revenue_share", "true"),)


def test_two_spellings_that_differ_are_refused() -> None:
    """A setting that is given as true and as false is neither."""
    both = "deployment: {use_revenue_share: true, useRevenueShare: false}"

    assert "useRevenueShare" in refusal(manifest().replace("420100004}", f"420100004, {both}}}"))


@pytest.mark.parametrize(
    ("addition", "expected"),
    [
        ("stauts: online\n", "manifest.yaml:7:1 stauts: unknown key (did you mean 'status'?)"),
        ("status: onlin\n", "manifest.yaml:7:9 status: Input should be 'online', 'offline'"),
        ("status: onlin\n", "did you mean 'online'?"),
        ("name: again\n", "manifest.yaml:7:1: the key 'name' stands here a second time"),
        ("features: {a: b}\n", "manifest.yaml:7:11 features: must be a list"),
        ("features: [[a]]\n", "features.0"),
        ("cluster: {nam: x}\n", "cluster.nam: unknown key (did you mean 'name'?)"),
        ("description: [a]\n", "description: must be text"),
        ("workflow: {disable_k8s_merge: perhaps}\n", "is neither true nor false"),
    ],
)
def test_mistakes_at_the_top(addition: str, expected: str) -> None:
    """A wrong key or value is refused with its place and the nearest name."""
    assert expected in refusal(manifest(addition))


@pytest.mark.parametrize(
    ("word", "by", "expected"),
    [
        ("components", "componets", "l2.componets: unknown key (did you mean 'components'?)"),
        ("components", "componets", "l2.components: is required and is missing"),
        ("420100004", "0", "l2.chains.0.chain_id: is not a chain id"),
        ("420100004", "-5", "is not a chain id"),
        ("420100004", "mainnet", "is not a chain id"),
        ("420100004", "0x10", "is not a chain id"),
        ("420100004", "1.5", "is not a chain id"),
        ("420100004", "true", "is not a chain id"),
        ("420100004", "99999999999999999999", "is not a chain id"),
        ("420100004", "", "is not a chain id"),
        ("11155111", "'0'", "l1.chain_id: is not a chain id"),
        ("alphanet", "alfanet", "type: Input should be 'alphanet'"),
        ("alphanet", "alfanet", "did you mean 'alphanet'?"),
        ("pebble-0", "../../etc", "l2.chains.0.name: is not a name"),
        ("name: pebble\n", "name: ''\n", "manifest.yaml:1:7 name: is not a name"),
        ("name: pebble\n", "name: a/b\n", "is not a name"),
        ("[{name: pebble-0, chain_id: 420100004}]", "[]", "l2.chains: List should have at least 1"),
        (
            "[{name: pebble-0, chain_id: 420100004}]",
            "{}",
            "l2.chains: must be a list",
        ),
        (
            "{name: pebble-0",
            "{nmae: pebble-0",
            "l2.chains.0.nmae: unknown key (did you mean 'name'?)",
        ),
        (
            "[{name: pebble-0, chain_id: 420100004}]",
            "[{name: a, chain_id: 7}, {name: a, chain_id: 8}]",
            "l2.chains.1.name: is the same as at 6:19",
        ),
        (
            "[{name: pebble-0, chain_id: 420100004}]",
            "[{name: a, chain_id: 7}, {name: b, chain_id: '7'}]",
            "l2.chains.1.chain_id: is the same as at 6:32",
        ),
        ("components: {}", "components: {op-node: {vresion: v1}}", "did you mean 'version'?"),
        ("components: {}", "components: {op-node: v1}", "l2.components.op-node"),
    ],
)
def test_mistakes_inside(word: str, by: str, expected: str) -> None:
    """Wherever a mistake stands, its path is told."""
    assert expected in refusal(MANIFEST.replace(word, by))


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "[]", "just words", "\x00", "a: [", "%PDF-1.7\n", "{}", "null"]
)
def test_garbage_is_refused(text: str) -> None:
    """What is no manifest at all is refused as one."""
    assert refusal(text).startswith("manifest.yaml:")


def test_unknown_component_is_allowed_and_a_slip_is_noted() -> None:
    """New components come with every upgrade; one that looks like a slip is pointed out."""
    components = "components: {op-bathcer: {version: v1}, zk-prover: {version: ''}}"

    notes = read(MANIFEST.replace("components: {}", components)).notes

    assert len(notes) == 2
    assert "'op-batcher' is" in notes[0]
    assert notes[1] == "component 'zk-prover' has no version"
    assert tuple(sorted(KNOWN_COMPONENTS)) == KNOWN_COMPONENTS


def test_documented_but_unused_keys_change_the_candidate() -> None:
    """The environment of a component and components of one chain are settings."""
    text = MANIFEST.replace("components: {}", "components: {op-node: {version: v1, env: {A: 1}}}")
    text = text.replace("420100004}", "420100004, components: {op-node: {version: v2}}}")

    assert read(text).flags == (
        ("chain.pebble-0.component.op-node.version", "v2"),
        ("component.op-node.env.A", "1"),
    )
