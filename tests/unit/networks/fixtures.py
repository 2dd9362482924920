"""Where the networks of the tests stand, and ways to spoil them."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.networks import NetworkFileError, load

NETWORKS = Path(__file__).parents[2] / "data" / "networks"
SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "devnets"
"""Real networks of the public devnets repository, where they are at hand."""

MANIFEST = """\
name: pebble
type: alphanet
l1: {name: sepolia, chain_id: 11155111}
l2:
  components: {}
  chains: [{name: pebble-0, chain_id: 420100004}]
"""
"""The least that a manifest must say."""


def manifest(addition: str = "", **replaced: str) -> str:
    """Return the least manifest with words replaced and lines added."""
    text = MANIFEST
    for word, by in replaced.items():
        assert word in text
        text = text.replace(word, by)
    return text + addition


def rewrite(directory: Path, word: str, by: str) -> None:
    """Replace a word in the descriptor alone."""
    path = directory / "devnet-env.json"
    path.write_text(path.read_text().replace(word, by))


def refusal(path: Path) -> GonogoError:
    """Return the error with which a path is refused; it names the path and what to do."""
    with pytest.raises(GonogoError) as refused:
        load(path)
    assert isinstance(refused.value, (NetworkFileError, DocumentError))
    assert refused.value.hint
    assert str(path) in refused.value.message
    return refused.value
