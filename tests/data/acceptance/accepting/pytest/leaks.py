"""A test that tells everybody what it was told."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_leaks(ask: Callable[[str], str], door: str, descriptor: dict[str, Any]) -> None:
    """It fails with a key, after printing it in every way."""
    assert ask(door) == "0x385"
    key = str(descriptor["l2"][0]["wallets"]["user-key-0"]["private_key"])
    print(key, key.upper(), key.removeprefix("0x"))  # noqa: T201 - That is what it is for.
    print(json.dumps(descriptor), file=sys.stderr)  # noqa: T201
    os.write(1, key[:20].encode())
    os.write(1, key[20:].encode())
    print(Path(os.environ["GONOGO_NETWORK_FILE"]).read_text())  # noqa: T201
    print(os.environ)  # noqa: T201
    raise AssertionError(key)
