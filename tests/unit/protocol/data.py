"""Fixed bytes for these tests, from `tests/data/protocol`."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[2] / "data" / "protocol"


def load(name: str) -> Any:
    """Return the content of one of the files."""
    return json.loads((_FOLDER / name).read_text())


def unhex(text: str) -> bytes:
    """Return the bytes that `0x…` stands for."""
    return bytes.fromhex(text.removeprefix("0x"))
