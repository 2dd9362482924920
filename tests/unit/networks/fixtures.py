"""Where the networks of the tests stand."""

from pathlib import Path

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
