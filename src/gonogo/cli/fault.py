"""Keep what a fault of ours left behind, so that it can be reported.

The file holds the versions and the traceback, and no values of variables: a
traceback with values could show a private key.
"""

import contextlib
import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from gonogo import __version__
from gonogo.clock import SystemClock
from gonogo.errors import GonogoError


def keep(error: Exception) -> Path:
    """Write the traceback of a fault into a file and return where it is.

    In the workspace when there is one that can be written to, otherwise in the
    machine's place for temporary files.
    """
    from gonogo.project import workspace_directory  # noqa: PLC0415 - It may be what broke.

    stamp = SystemClock().now().strftime("%Y%m%dT%H%M%SZ")
    name = f"{stamp}-{os.getpid()}.txt"
    text = "".join(
        (
            f"gonogo {__version__}, Python {platform.python_version()}, {platform.platform()}\n",
            f"command: {' '.join(sys.argv[1:])}\n\n",
            *traceback.format_exception(error),
        )
    )
    # Neither a full or read-only disk nor a deleted folder may hide the fault itself.
    with contextlib.suppress(OSError, GonogoError):
        workspace = workspace_directory()
        if workspace.is_dir():
            return _write(workspace / "faults", name, text)
    return _write(Path(tempfile.gettempdir()) / f"gonogo-faults-{os.getuid()}", name, text)


def _write(directory: Path, name: str, text: str) -> Path:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path
