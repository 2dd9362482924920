"""Whole networks from their files: the samples, our own, and what is wrong with others."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.networks import Network, NetworkFileError, candidate_digest, load
from tests.unit.networks.fixtures import NETWORKS, SAMPLES, refusal

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


def test_missing_path(tmp_path: Path) -> None:
    """A path that leads nowhere is told as that."""
    assert "there is no such file or directory" in refusal(tmp_path / "nowhere").message


def test_path_that_cannot_be_one() -> None:
    """A path that no system takes is told as that."""
    with pytest.raises(NetworkFileError, match="no such file or directory"):
        load(Path("a\0b"))


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
