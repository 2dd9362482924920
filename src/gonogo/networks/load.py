"""Load a network from its files, whichever of them there are."""

from pathlib import Path

from gonogo.networks.errors import NetworkFileError
from gonogo.networks.model import Network


def load(path: Path) -> Network:
    """Return the network that a directory, a manifest or a descriptor describes.

    A directory has a `manifest.yaml` and may have an `inventory.yaml`, a
    `devnet-env.json` and, for each chain, a folder with `chain.yaml` and
    `rollup.json`. What is odd in the files is told in the network's notes.

    Raises:
        NetworkFileError: there is no such path, or no manifest in the directory.
        DocumentError: a file is not what it should be; names every problem with its place.
    """
    # The readers need pydantic, and commands that load no network should not pay for it.
    from gonogo.networks.directory import read_directory, read_file  # noqa: PLC0415

    try:
        if path.is_dir():
            return read_directory(path)
        if path.exists():
            return read_file(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path cannot be used"
        raise NetworkFileError(path, reason, hint="Check the path.") from error
    raise NetworkFileError(path, "there is no such file or directory", hint="Check the path.")
