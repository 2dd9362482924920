"""Put together what the process of one task has around it, and take it away afterwards."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from gonogo.acceptance.environment.inherited import Inherited
from gonogo.acceptance.environment.secret_files import SecretFiles
from gonogo.acceptance.environment.variables import TaskFiles, Terms, variables_of
from gonogo.acceptance.proxy import Doors
from gonogo.acceptance.task import Surroundings


@contextlib.contextmanager
def surroundings_for(  # noqa: PLR0913  # Everything that a process has around it.
    terms: Terms,
    inherited: Inherited,
    doors: Doors | None,
    *,
    files: SecretFiles,
    directory: Path,
    workplace: Path,
    kept: Path | None = None,
) -> Iterator[Surroundings]:
    """Give the surroundings of a task, with its descriptor on disk while it runs.

    Args:
        terms: What the run promises to all its tests.
        inherited: What they get of the caller's variables.
        doors: The task's doors to the network; None: it runs for no network.
        files: Where the descriptor is written.
        directory: The test directory.
        workplace: An empty directory for what is built.
        kept: The directory of the run, which stays.

    Raises:
        OSError: a file cannot be written.
    """
    if doors is None:
        yield Surroundings(directory, workplace, variables_of(terms, inherited, None), kept)
        return
    described = TaskFiles(
        files.write(f"{doors.task}-devnet-env.json", msgspec.json.encode(doors.descriptor)),
        files.write(f"{doors.task}-network.json", msgspec.json.encode(doors.network)),
    )
    try:
        yield Surroundings(directory, workplace, variables_of(terms, inherited, described), kept)
    finally:
        files.remove(described.descriptor)
        files.remove(described.network)
