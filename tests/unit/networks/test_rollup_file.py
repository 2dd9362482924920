"""Rollup configurations."""

import json

import pytest

from gonogo.documents import DocumentError
from gonogo.networks.rollup_file import read_rollup_config, read_rollup_file
from tests.unit.networks.fixtures import NETWORKS

TEXT = (NETWORKS / "harbour" / "harbour-1" / "rollup.json").read_text()


def test_what_is_used() -> None:
    """Block time, roles and contracts are read, and all of it is kept."""
    rollup = read_rollup_file(TEXT, "rollup.json")

    assert (rollup.chain_id, rollup.l1_chain_id) == (420120202, 11155111)
    assert rollup.block_time_seconds == 1
    assert rollup.roles.keys() == {"batcher", "batch_inbox"}
    assert rollup.contracts.keys() == {"OptimismPortalProxy", "SystemConfigProxy"}
    assert json.loads(rollup.canonical) == json.loads(TEXT)


def test_canonical_form_does_not_depend_on_order() -> None:
    """The same configuration written in another order is the same."""
    turned = dict(reversed(json.loads(TEXT).items()))

    assert read_rollup_config(turned, "n").canonical == read_rollup_file(TEXT, "n").canonical


def test_unknown_keys_belong_to_it() -> None:
    """A key that a later upgrade brings is kept, not refused."""
    config = json.loads(TEXT) | {"lagoon_time": 7}

    assert '"lagoon_time":7' in read_rollup_config(config, "n").canonical


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("block_time", 0),
        ("block_time", True),
        ("block_time", "2"),
        ("block_time", 1.5),
        ("block_time", None),
        ("l2_chain_id", 0),
        ("l1_chain_id", "sepolia"),
        ("genesis", []),
        ("batch_inbox_address", "0x12"),
        ("deposit_contract_address", 12),
    ],
)
def test_mistakes(key: str, value: object) -> None:
    """What is used must be what it should be."""
    with pytest.raises(DocumentError, match=key):
        read_rollup_config(json.loads(TEXT) | {key: value}, "rollup.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"block_time": 1, "block_time": 2}', "<html>"])
def test_garbage(text: str) -> None:
    """What is no rollup configuration is refused."""
    with pytest.raises(DocumentError, match=r"^rollup\.json:"):
        read_rollup_file(text, "rollup.json")
