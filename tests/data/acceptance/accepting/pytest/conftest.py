"""The network that tests are given."""

import json
import os
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ask = Callable[[str], str]


@pytest.fixture
def descriptor() -> dict[str, Any]:
    """What describes the network."""
    found: dict[str, Any] = json.loads(Path(os.environ["DEVNET_ENV_URL"]).read_bytes())
    return found


@pytest.fixture
def door(descriptor: dict[str, Any]) -> str:
    """Where the first node of the chain is to be called."""
    rpc = descriptor["l2"][0]["nodes"][0]["services"]["el"]["endpoints"]["rpc"]
    return f"{rpc['scheme']}://{rpc['host']}:{rpc['port']}"


@pytest.fixture
def ask() -> Ask:
    """What asks which chain answers at an address."""

    def chain_id(url: str) -> str:
        call = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}
        request = urllib.request.Request(  # noqa: S310 - An address of the descriptor.
            url, json.dumps(call).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return str(json.load(answer)["result"])

    return chain_id
