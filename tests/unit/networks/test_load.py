"""Whole networks from their files: the samples, our own, and what is wrong with others."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.networks import Network, NetworkFileError, Stage, candidate_digest, load
from tests.unit.networks.fixtures import MANIFEST, NETWORKS, SAMPLES

REAL = sorted(found.parent.name for found in SAMPLES.glob("*/manifest.yaml"))
OWN = ("harbour", "pebble-renamed")


@pytest.mark.skipif(not REAL, reason="the samples of real networks are not at hand")
@pytest.mark.parametrize("name", REAL or ["none"])
def test_real_network_loads(name: str) -> None:
    """Every network that really existed is read into the model."""
    network = load(SAMPLES / name)

    assert network.name == name
    assert_is_sound(network)


@pytest.mark.skipif(not REAL, reason="the samples of real networks are not at hand")
def test_real_candidates_differ() -> None:
    """No two of the real networks had the same candidate."""
    assert len({candidate_digest(load(SAMPLES / name)) for name in REAL}) == len(REAL)


@pytest.mark.parametrize("name", OWN)
def test_own_network_loads(name: str) -> None:
    """Our own examples, which have every oddity of the real ones, are read into the model."""
    assert_is_sound(load(NETWORKS / name))


def assert_is_sound(network: Network) -> None:
    """Assert what holds of every network that was read."""
    assert (network.stage is None) == (network.type in {"demo", "devnet"})
    assert network.chains
    assert len({chain.chain_id for chain in network.chains}) == len(network.chains)
    assert network.components
    for chain in network.chains:
        held = [address for _, address in (*chain.contracts, *chain.roles)]
        assert all(len(at) == 42 and at == at.lower() and at.strip("0x") for at in held)
        assert all(
            name[0].isupper() and name.endswith(("Proxy", "Impl")) for name, _ in chain.contracts
        )
        assert (chain.rollup_config is None) == (chain.block_time_seconds is None)
        assert len({node.name for node in chain.nodes}) == len(chain.nodes)


def test_everything_comes_together() -> None:
    """Nodes, addresses, contracts and roles of one chain come from four files."""
    network = load(NETWORKS / "harbour")

    chain = network.chains[0]
    sequencer = chain.nodes[0]
    assert network.stage is Stage.BETANET
    assert (sequencer.execution_client, sequencer.execution_rpc) == (
        "op-geth",
        "http://127.0.0.1:31000",
    )
    assert chain.contract("AnchorStateRegistryProxy") is not None
    assert chain.contract("MipsImpl") is not None
    assert chain.role("batch_inbox") is not None
    assert chain.block_time_seconds == 2
    assert chain.has_component("interop-filter")
    assert network.l1.rpcs == ("http://127.0.0.1:30000",)


def test_services_attach_by_name_else_by_kind() -> None:
    """The one proposer of the inventory is the one proposer of the descriptor."""
    services = {service.name: service for service in load(NETWORKS / "harbour").chains[0].services}

    assert services["op-batcher"].metrics == "http://127.0.0.1:31009"
    assert services["op-proposer"].rpc == "http://127.0.0.1:31008"
    assert "the-proposer" not in services
    assert services["proxyd-public"].kind == "proxyd"


def test_files_about_other_chains_are_left_out_and_noted() -> None:
    """What a directory keeps of earlier deployments does not describe this one."""
    network = load(NETWORKS / "pebble-renamed")

    assert network.chains[0].contract("OptimismPortalProxy") is not None
    notes = "\n".join(network.notes)
    assert "the network is 'pebble', and its directory 'pebble-renamed'" in notes
    assert "pebble-0/chain.yaml is about chain 420100004, which the manifest does not list" in notes
    assert "older-name/chain.yaml is about chain 11155111100000, which is 'pebble-0'" in notes


def test_nodes_without_address_are_noted() -> None:
    """A node that nobody can reach is kept, without an address, and pointed out."""
    network = load(NETWORKS / "harbour")

    assert network.chains[0].nodes[1].execution_rpc is None
    assert "devnet-env.json gives no address for node 'rpc-0' of 'harbour-0'" in network.notes
    assert "node 'rpc-9' of 'harbour-0' stands only in devnet-env.json" in network.notes


@pytest.mark.parametrize(
    "file", ["harbour/manifest.yaml", "harbour/devnet-env.json", "early-env.json"]
)
def test_single_files(file: str) -> None:
    """A manifest or a descriptor alone describes a network too."""
    assert load(NETWORKS / file).chains


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(shutil.copytree(NETWORKS / "harbour", tmp_path / "harbour"))


def refusal(path: Path) -> GonogoError:
    with pytest.raises(GonogoError) as refused:
        load(path)
    assert isinstance(refused.value, (NetworkFileError, DocumentError))
    assert refused.value.hint
    assert str(path) in refused.value.message
    return refused.value


def test_missing_path(tmp_path: Path) -> None:
    """A path that leads nowhere is told as that."""
    assert "there is no such file or directory" in refusal(tmp_path / "nowhere").message


def test_path_that_cannot_be_one() -> None:
    """A path that no system takes is told as that."""
    with pytest.raises(NetworkFileError, match="no such file or directory"):
        load(Path("a\0b"))


def test_directory_without_manifest(tmp_path: Path) -> None:
    """Without a manifest the hint names what a directory must hold."""
    refused = refusal(tmp_path)

    assert "there is no manifest.yaml in it" in refused.message
    assert refused.hint is not None
    assert "manifest.yaml" in refused.hint


def test_directory_with_only_a_descriptor(harbour: Path) -> None:
    """The hint names the descriptor that stands there."""
    (harbour / "manifest.yaml").unlink()

    assert refusal(harbour).hint == f"Give the descriptor itself: {harbour / 'devnet-env.json'}"


def test_directory_of_networks() -> None:
    """The hint names one of the networks below."""
    assert "harbour" in (refusal(NETWORKS).hint or "")


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("inventory.yaml", "looks like the inventory.yaml of a network"),
        ("harbour-0/chain.yaml", "looks like the chain.yaml of a network"),
    ],
)
def test_part_of_a_network(harbour: Path, file: str, expected: str) -> None:
    """A file that is only a part of a description is told as that."""
    assert expected in refusal(harbour / file).message


@pytest.mark.parametrize(
    "file", ["manifest.yaml", "inventory.yaml", "devnet-env.json", "harbour-0/rollup.json"]
)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xfa", b"[1, 2", b"just words", b"[]"])
def test_garbage_in_any_file(harbour: Path, file: str, content: bytes) -> None:
    """Whichever file is no such file, the error names it."""
    (harbour / file).write_bytes(content)

    with pytest.raises(DocumentError) as refused:
        load(harbour)

    assert str(harbour / file) in refused.value.message


def test_directory_in_place_of_a_file(harbour: Path) -> None:
    """A directory that has the name of a file is told as that."""
    (harbour / "inventory.yaml").unlink()
    (harbour / "inventory.yaml").mkdir()

    with pytest.raises(DocumentError, match=r"inventory\.yaml: cannot be read"):
        load(harbour)


def test_descriptor_of_another_l1(harbour: Path) -> None:
    """A descriptor that settles on another L1 describes another deployment."""
    rewrite(harbour, "11155111", "7")

    with pytest.raises(NetworkFileError, match="the L1 is chain 7"):
        load(harbour)


def test_descriptor_of_other_chains(harbour: Path) -> None:
    """A descriptor without any of the manifest's chains describes another deployment."""
    rewrite(harbour, "4201202", "4201209")

    with pytest.raises(NetworkFileError, match="describes none of the chains"):
        load(harbour)


def test_contradiction_is_noted(harbour: Path) -> None:
    """Where two files name different addresses, a person is told both."""
    portal = load(harbour).chains[0].contract("OptimismPortalProxy")
    assert portal is not None
    rewrite(harbour, portal, "0x" + "ab" * 20)

    network = load(harbour)

    assert network.chains[0].contract("OptimismPortalProxy") == "0x" + "ab" * 20
    assert any("OptimismPortalProxy of 'harbour-0' is" in note for note in network.notes)
    assert any("rollup configuration of 'harbour-0' differs" in note for note in network.notes)


def test_secrets_stay_out_of_notes(harbour: Path) -> None:
    """Notes are shown, so they hold no key, whatever was odd about the wallets."""
    network = load(harbour)

    assert "5e5e" not in "".join(network.notes) + repr(network)


def rewrite(directory: Path, word: str, by: str) -> None:
    """Replace a word in the descriptor alone."""
    path = directory / "devnet-env.json"
    path.write_text(path.read_text().replace(word, by))


FILES = (
    "manifest.yaml",
    "inventory.yaml",
    "devnet-env.json",
    "harbour-0/chain.yaml",
    "harbour-0/rollup.json",
)
TEXTS = {name: (NETWORKS / "harbour" / name).read_text() for name in FILES}


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    file=st.sampled_from(FILES),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    insert=st.sampled_from(
        [
            "",
            " ",
            "\n",
            ":",
            "- ",
            "{",
            "]",
            "'",
            "&a ",
            "*a",
            "<<: ",
            "null",
            "0",
            "-1",
            "\t",
            "é",
            "x: y\n",
            "\x00",
        ]
    ),
)
@example(file="manifest.yaml", start=0.0, length=40, insert="")
def test_mutated_files_are_a_network_or_an_error(
    harbour: Path, file: str, start: float, length: int, insert: str
) -> None:
    """However a file is damaged, the answer is a network or an error for a person."""
    text = TEXTS[file]
    at = int(start * len(text))
    (harbour / file).write_text(text[:at] + insert + text[at + length :])

    try:
        assert isinstance(load(harbour), Network)
    except GonogoError as error:
        assert error.hint  # noqa: PT017 - both ends are right
    finally:
        (harbour / file).write_text(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["name", "l1", "l2", "type", "chains", "components", "id", "nodes"]
                ),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_a_network_or_an_error(value: object) -> None:
    """No value in the place of a descriptor or manifest brings anything else."""
    from gonogo.networks.descriptor import read_descriptor  # noqa: PLC0415 - as `load` does
    from gonogo.networks.manifest import read_manifest  # noqa: PLC0415

    for read in (read_descriptor, read_manifest):
        with pytest.raises(DocumentError):
            read(json.dumps(value), "file")


def test_least_manifest_alone(tmp_path: Path) -> None:
    """A manifest is enough, and what it does not say is unknown."""
    (tmp_path / "manifest.yaml").write_text(MANIFEST)

    chain = load(tmp_path).chains[0]

    assert not chain.nodes
    assert not chain.services
    assert chain.block_time_seconds is None
