"""Find the files of a network and hand each to its reader."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from gonogo.documents import Document, DocumentError, Problem, parse_yaml, read_text
from gonogo.networks.chain_file import read_chain_file
from gonogo.networks.descriptor import read_descriptor
from gonogo.networks.errors import NetworkFileError
from gonogo.networks.inventory import read_inventory
from gonogo.networks.manifest import read_manifest
from gonogo.networks.merge import ChainFolder, with_chain_folders, with_descriptor, with_inventory
from gonogo.networks.model import Network
from gonogo.networks.rollup_file import read_rollup_file

MANIFEST = "manifest.yaml"
INVENTORY = "inventory.yaml"
DESCRIPTOR = "devnet-env.json"
CHAIN_FILE = "chain.yaml"
ROLLUP_FILE = "rollup.json"


def read_directory(path: Path) -> Network:
    """Return the network whose files stand in a directory.

    Raises:
        NetworkFileError: there is no manifest, or the files name different L1 chains.
        DocumentError: a file is not what its name says.
    """
    if not (path / MANIFEST).exists():
        raise NetworkFileError(path, f"there is no {MANIFEST} in it", hint=_instead(path))
    network = read_manifest(*_opened(path / MANIFEST))
    if path.resolve().name != network.name:
        note = f"the network is {network.name!r}, and its directory {path.resolve().name!r}"
        network = replace(network, notes=(*network.notes, note))
    if (path / INVENTORY).exists():
        inventory = read_inventory(*_opened(path / INVENTORY))
        network = with_inventory(network, inventory, INVENTORY)
    network = with_chain_folders(network, _folders(path))
    if (path / DESCRIPTOR).exists():
        network = _with_descriptor(network, path / DESCRIPTOR)
    return network


def read_file(path: Path) -> Network:
    """Return the network that a single manifest or descriptor describes.

    Raises:
        DocumentError: it is neither; names every problem with its place.
    """
    text, name = _opened(path)
    document = parse_yaml(text, name)
    value = document.value
    if not isinstance(value, dict):
        message = "is empty" if value is None else "is no manifest and no descriptor"
        raise _not_a_network(document, message)
    # A descriptor lists its chains where a manifest has a mapping, whatever the file is called.
    if isinstance(value.get("l2"), list) or (path.suffix == ".json" and "type" not in value):
        return read_descriptor(text, name)
    if "l2" not in value and "l1" not in value:
        _refuse_part(document, value)
    return read_manifest(text, name)


def _refuse_part(document: Document, value: dict[str, Any]) -> None:
    """Say so when the file is only a part of a network's description."""
    parts = {"chains": INVENTORY, "contracts": CHAIN_FILE, "l2_chain_id": ROLLUP_FILE}
    for key, file in parts.items():
        if key in value:
            raise _not_a_network(document, f"looks like the {file} of a network")


def _not_a_network(document: Document, message: str) -> DocumentError:
    return DocumentError(
        document.name,
        [Problem(document.place(()), "", message)],
        hint=f"Give a directory with a {MANIFEST}, or a {MANIFEST} or {DESCRIPTOR} file.",
    )


def _with_descriptor(network: Network, path: Path) -> Network:
    descriptor = read_descriptor(*_opened(path))
    if descriptor.l1.chain_id != network.l1.chain_id:
        what = (
            f"the L1 is chain {descriptor.l1.chain_id}, "
            f"and in {MANIFEST} it is {network.l1.chain_id}"
        )
        raise NetworkFileError(path, what, hint="Is the descriptor of another deployment?")
    ours = {chain.chain_id for chain in network.chains}
    if not ours & {chain.chain_id for chain in descriptor.chains}:
        listed = ", ".join(str(chain_id) for chain_id in sorted(ours))
        what = f"it describes none of the chains in {MANIFEST} ({listed})"
        raise NetworkFileError(path, what, hint="Is the descriptor of another deployment?")
    return with_descriptor(network, descriptor, DESCRIPTOR)


def _folders(path: Path) -> list[ChainFolder]:
    folders = []
    for folder in sorted(found for found in path.iterdir() if found.is_dir()):
        chain_file, rollup = folder / CHAIN_FILE, folder / ROLLUP_FILE
        if chain_file.exists() or rollup.exists():
            folders.append(
                ChainFolder(
                    folder.name,
                    read_chain_file(*_opened(chain_file)) if chain_file.exists() else None,
                    read_rollup_file(*_opened(rollup)) if rollup.exists() else None,
                )
            )
    return folders


def _opened(path: Path) -> tuple[str, str]:
    return read_text(path), str(path)


def _instead(path: Path) -> str:
    if (path / DESCRIPTOR).exists():
        return f"Give the descriptor itself: {path / DESCRIPTOR}"
    below = sorted(found.parent.name for found in path.glob(f"*/{MANIFEST}"))
    if below:
        return f"Give one of the networks in it, such as {path / below[0]}"
    return f"Give the directory of a network's {MANIFEST}, or a {DESCRIPTOR} file."
