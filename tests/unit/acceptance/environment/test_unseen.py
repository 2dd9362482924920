"""That tests cannot look into the process that starts them."""

import subprocess
import sys

import pytest

_PROGRAM = """
import ctypes
from gonogo.acceptance.environment import hide_this_process
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
hide_this_process()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux knows the call")
def test_a_process_that_hides_can_be_read_by_nobody_of_its_user() -> None:
    """The kernel says of it that it may be looked into before, and not afterwards."""
    said = subprocess.run(  # noqa: S603 - Our own interpreter and program.
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["1", "0"]
