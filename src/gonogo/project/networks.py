"""The networks of a workspace, by name: those that were added and the running benches.

Added ones are copies of the files that a person gave, so that a run can be taken
up again when the originals are gone, and only their owner can read them: a
descriptor may hold keys. A bench that is down is no network; its files stay
behind and lead nowhere.
"""

import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from gonogo.errors import GonogoError
from gonogo.networks import Network, Node, Stage, load
from gonogo.project.network_errors import (
    BARE_NAME,
    USUAL_BENCH,
    BenchNameError,
    NameTakenError,
    NetworkIsBenchError,
    NetworkNameError,
    UnknownNetworkError,
)
from gonogo.project.workspace import WorkspaceError

STAGE_FILE = ".stage"
_FILES = ("*.yaml", "*.yml", "*.json", "*/*.yaml", "*/*.yml", "*/*.json")
_LARGEST_FILE_BYTES = 16 * 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ANOTHER = "Give it another name with --name."
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Listed:
    """A network of the workspace, or why it cannot be read."""

    name: str
    is_bench: bool
    network: Network | None
    problem: str | None = None


class WorkspaceNetworks:
    """Finds networks by name."""

    def __init__(self, workspace: Path) -> None:
        self._added = workspace / "networks"
        self.benches = workspace / "bench"

    def names(self) -> tuple[str, ...]:
        """Return the names of all networks, benches that are up among them."""
        return tuple(sorted({*self._added_names(), *self._bench_names()}))

    def listed(self) -> tuple[Listed, ...]:
        """Return every network, the unreadable ones with what is wrong with them."""
        return tuple(self._listed(name) for name in self.names())

    def load(self, name: str) -> Network:
        """Return the network of this name.

        Raises:
            UnknownNetworkError: there is none, or it is a bench that is not up.
            GonogoError: its files cannot be read.
        """
        if name in self._bench_names():
            return load(self.benches / name)
        if name in self._added_names():
            return self._load_added(name)
        is_down = _NAME.fullmatch(name) is not None and (self.benches / name).is_dir()
        raise UnknownNetworkError(name, self.names(), is_bench_down=is_down)

    def path_of(self, name: str) -> Path | None:
        """Return what a network is loaded from, a directory or a file; None: there is none."""
        if name in self._bench_names():
            return self.benches / name
        return _described_in(self._added / name) if name in self._added_names() else None

    def add(self, path: Path, *, name: str | None = None, stage: Stage | None = None) -> Network:
        """Copy a network's files into the workspace and return it as it will be read.

        Raises:
            NetworkNameError: the name is taken or is none.
            GonogoError: the files describe no network.
        """
        network = load(path)
        chosen = network.name if name is None else name
        self._require_free(chosen, path)
        directory = self._added / chosen
        beside = self._added / f".{chosen}.{os.getpid()}"
        try:
            beside.mkdir(mode=0o700, parents=True)
            _copy(path, beside)
            if stage is not None:
                _write_stage(beside, stage)
            beside.replace(directory)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise WorkspaceError(str(directory), f"cannot be written ({error.strerror})") from error
        return self._load_added(chosen)

    def remove(self, name: str) -> None:
        """Forget a network that was added; what was recorded about it stays.

        Raises:
            UnknownNetworkError: none was added under this name.
            NetworkIsBenchError: it is a bench.
        """
        directory = self.require_added(name)
        # Renamed first, since half a network is none, and would be read as one.
        aside = self._added / f".removed.{name}.{os.getpid()}"
        try:
            directory.rename(aside)
            shutil.rmtree(aside)
        except OSError as error:
            raise WorkspaceError(str(directory), f"cannot be removed ({error.strerror})") from error

    def set_stage(self, name: str, stage: Stage) -> Network:
        """Tell where a network that was added stands, whatever its files say.

        Raises:
            UnknownNetworkError: none was added under this name.
            NetworkIsBenchError: it is a bench, whose stage is always the same.
        """
        directory = self.require_added(name)
        try:
            _write_stage(directory, stage)
        except OSError as error:
            raise WorkspaceError(str(directory), f"cannot be written ({error.strerror})") from error
        return self._load_added(name)

    def require_added(self, name: str) -> Path:
        """Return where the files of an added network are.

        Raises:
            UnknownNetworkError: none was added under this name.
            NetworkIsBenchError: it is a bench.
        """
        if name in self._added_names():
            return self._added / name
        if name in self._bench_names():
            raise NetworkIsBenchError(name)
        raise UnknownNetworkError(name, self.names(), is_bench_down=False)

    def require_no_network(self, name: str) -> None:
        """Refuse the name of an added network for a bench.

        Raises:
            NameTakenError: one of the two would hide the other.
        """
        if name in self._added_names():
            raise NameTakenError(name)

    def require_bare_name(self, name: str) -> None:
        """Refuse a name for bare endpoints that is none, or that is another network's.

        Raises:
            NetworkNameError: what is recorded would be taken for that network's.
        """
        _require_name(name)
        if name in self._added_names() or (self.benches / name).is_dir():
            hint = "Give another name with --name, or check the network itself."
            raise NetworkNameError(name, "another network of this workspace is", hint=hint)

    def _require_free(self, name: str, path: Path) -> None:
        _require_name(name)
        if (self._added / name).exists():
            why = "a network of this name was added before"
            remove = f"{_ANOTHER} To replace the former: gonogo network remove {name}."
            raise NetworkNameError(name, why, hint=remove)
        if (self.benches / name).is_dir() or name == USUAL_BENCH:
            raise BenchNameError(name, path)
        if name == BARE_NAME:
            raise NetworkNameError(name, "bare endpoints are called so", hint=_ANOTHER)

    def _load_added(self, name: str) -> Network:
        directory = self._added / name
        network = load(_described_in(directory))
        stage_file = directory / STAGE_FILE
        if stage_file.exists():
            network = replace(network, stage=Stage(stage_file.read_text("utf-8").strip()))
        return replace(network, name=name)

    def _listed(self, name: str) -> Listed:
        is_bench = name in self._bench_names()
        try:
            return Listed(name, is_bench, self.load(name))
        except GonogoError as error:
            return Listed(name, is_bench, None, error.message)

    def _added_names(self) -> tuple[str, ...]:
        if not self._added.is_dir():
            return ()
        return tuple(
            path.name
            for path in self._added.iterdir()
            if path.is_dir() and not path.name.startswith(".")
        )

    def _bench_names(self) -> tuple[str, ...]:
        if not self.benches.is_dir():
            return ()
        # Asked only where benches ever were, since its import is not free.
        from gonogo.bench import running_sessions  # noqa: PLC0415

        return tuple(session.name for session in running_sessions(self.benches))


def _require_name(name: str) -> None:
    """Refuse what is no name: it becomes a part of paths."""
    if _NAME.fullmatch(name) is None:
        why = "a name is letters, digits, dots and hyphens, at most 64"
        raise NetworkNameError(name, why, hint=_ANOTHER)


def _described_in(directory: Path) -> Path:
    """Return what of a network's directory describes it: all of it, or its only file."""
    files = [
        path
        for path in directory.iterdir()
        if path.is_file() and not path.name.startswith(STAGE_FILE)
    ]
    has_manifest = (directory / "manifest.yaml").exists()
    return directory if has_manifest or len(files) != 1 else files[0]


def is_local(network: Network) -> bool:
    """Say whether every address of a network is on this machine."""
    nodes = [node for chain in network.chains for node in chain.nodes]
    addresses = [*network.l1.rpcs, *(url for node in nodes for url in _addresses(node))]
    return bool(addresses) and all(urlsplit(url).hostname in _LOOPBACK for url in addresses)


def _addresses(node: Node) -> tuple[str, ...]:
    return tuple(url for url in (node.execution_rpc, node.consensus_rpc) if url is not None)


def _write_stage(directory: Path, stage: Stage) -> None:
    # Beside it first: a file that is cut off would make the network unreadable.
    beside = directory / f"{STAGE_FILE}.{os.getpid()}"
    beside.write_text(stage.value, encoding="utf-8")
    beside.chmod(0o600)
    beside.replace(directory / STAGE_FILE)


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        _copy_file(source, target / source.name)
        return
    for pattern in _FILES:
        for file in source.glob(pattern):
            if file.is_file() and file.stat().st_size <= _LARGEST_FILE_BYTES:
                _copy_file(file, target / file.relative_to(source))


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o600)
