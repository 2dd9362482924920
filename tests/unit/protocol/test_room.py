"""The room as a whole."""

import subprocess
import sys

from gonogo import protocol


def test_importing_it_is_cheap() -> None:
    """A command that only needs an address does not load clients, stores or engines."""
    program = "import sys, gonogo.protocol; print(*sys.modules)"

    loaded = subprocess.run(  # noqa: S603 - our own interpreter on a fixed program.
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()

    assert "coincurve" in loaded
    assert not {"aiohttp", "sqlalchemy", "dbos", "pydantic", "msgspec", "asyncio"} & set(loaded)


def test_every_public_name_is_there() -> None:
    """What the room promises can be imported from it."""
    assert all(hasattr(protocol, name) for name in protocol.__all__)
