"""Which files a directory holds, and what is told of those that are missing or are others."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.networks import NetworkFileError, load
from tests.unit.networks.fixtures import MANIFEST, NETWORKS, refusal, rewrite


@pytest.mark.parametrize(
    "file", ["harbour/manifest.yaml", "harbour/devnet-env.json", "early-env.json"]
)
def test_single_files(file: str) -> None:
    """A manifest or a descriptor alone describes a network too."""
    assert load(NETWORKS / file).chains


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


def test_least_manifest_alone(tmp_path: Path) -> None:
    """A manifest is enough, and what it does not say is unknown."""
    (tmp_path / "manifest.yaml").write_text(MANIFEST)

    chain = load(tmp_path).chains[0]

    assert not chain.nodes
    assert not chain.services
    assert chain.block_time_seconds is None
