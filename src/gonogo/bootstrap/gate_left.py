"""What is left of an attempt at gates that was killed, as its directory has it."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from gonogo.acceptance.attempting import Left, kept_plan, left_in
from gonogo.acceptance.carrying import journal
from gonogo.acceptance.environment import Terms, inherited, secrets_of
from gonogo.errors import GonogoError
from gonogo.project import WorkspaceNetworks
from gonogo.workflows import Occasion


def left_behind(
    directory: Path, occasion: Occasion, terms: Terms, secrets: tuple[str, ...]
) -> Left | None:
    """Return what an attempt left that was cut off; None: it had begun nothing."""
    runs = left_in(directory, is_local=False)
    began, ended = (_written_at(directory / name) for name in (kept_plan.FILE, journal.FILE))
    if not runs or began is None:
        return None
    return Left(
        directory=directory,
        runs=runs,
        started_at=began,
        seconds=max(0.0, (ended - began).total_seconds()) if ended else 0.0,
        terms=terms,
        inherited=inherited({}),
        secrets=secrets,
        network=occasion.network.name,
    )


def secrets_about(
    occasion: Occasion, networks: WorkspaceNetworks, environ: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what must not be seen of a run that is told of later."""
    from gonogo.acceptance.proxy import find_descriptor  # noqa: PLC0415 - Brings a server.

    network, descriptor = occasion.network, None
    # What was recorded of the network has no keys; its files have them, if they are there still.
    with contextlib.suppress(GonogoError):
        network = networks.load(occasion.network.name)
        path = networks.path_of(occasion.network.name)
        descriptor = None if path is None else find_descriptor(path)
    return secrets_of(network, environ, descriptor=descriptor)


def _written_at(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None
