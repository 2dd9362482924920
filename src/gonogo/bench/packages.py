"""The programs of the bench: anvil and supersim, installed with npm and known by their digest.

npm is asked to install exactly what the shipped lock file names, without
running any script of a package. What is then executed must have the digest
that stands here; that is hashed in full once and afterwards recognised by size
and time, because hashing 120 MB at every start would cost more than starting.

An installation is made beside its final place and renamed there, so two benches
that start at once on a fresh machine do not disturb each other, and one that
was interrupted leaves nothing that looks finished.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import msgspec

from gonogo.bench.errors import InstallError
from gonogo.bench.machine import Machine

Progress = Callable[[str], None]

ANVIL = "anvil"
SUPERSIM = "supersim"
FITTING_ANVIL = "1.7."
ANVIL_VERSION = "1.7.1"
SUPERSIM_VERSION = "0.1.0-alpha.58"

_NPM_SECONDS = 600
_SHOWN_LINES = 8
_STAMP = "verified.json"


@dataclass(frozen=True)
class Program:
    """An executable file inside an installation, and the digest it must have."""

    path: str
    sha256: str
    version: str


@dataclass(frozen=True)
class Project:
    """What npm installs: the text of its files, and the programs that must come out."""

    files: Mapping[str, bytes]
    programs: Mapping[str, Program]

    @property
    def name(self) -> str:
        """Return the folder name of an installation: another lock file has another."""
        state = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            state.update(f"{name}\0{len(content)}\0".encode() + content)
        return f"npm-{state.hexdigest()[:16]}"


def shipped_project() -> Project:
    """Return the lock file that comes with gonogo, and what it must give."""
    folder = resources.files("gonogo.bench") / "npm"
    return Project(
        files={
            name: (folder / name).read_bytes()
            for name in ("package.json", "package-lock.json", ".npmrc")
        },
        programs={
            ANVIL: Program(
                "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil",
                "10c1c727d6c1de973aeb160e59875b9a9a23464d6e74149ee8abb30b3500311b",
                ANVIL_VERSION,
            ),
            SUPERSIM: Program(
                "node_modules/supersim/bin/supersim",
                "2e26ef9b2fbf402ab6e4817f977c800617618d472b9ea8714d12fd636c9fa7d9",
                SUPERSIM_VERSION,
            ),
        },
    )


def cache_directory(environment: Mapping[str, str], fallback: Path) -> Path:
    """Return where programs and genesis states are kept; `fallback` when HOME is not writable."""
    candidates = []
    if configured := environment.get("XDG_CACHE_HOME"):
        candidates.append(Path(configured))
    if home := environment.get("HOME"):
        candidates.append(Path(home) / ".cache")
    for candidate in candidates:
        directory = candidate / "gonogo"
        with contextlib.suppress(OSError):
            directory.mkdir(parents=True, exist_ok=True)
            if _is_writable(directory):
                return directory
    fallback.mkdir(parents=True, exist_ok=True)
    return fallback


def _is_writable(directory: Path) -> bool:
    # Asking for permission bits is not enough: a read-only file system grants them too.
    try:
        with tempfile.TemporaryFile(dir=directory):
            return True
    except OSError:
        return False


def find_anvil(search_path: str) -> tuple[Path, str] | None:
    """Return a fitting anvil on the search path and its version, else None.

    npm's own launcher does not fit: it is a Node script that leaves the real
    anvil running when it is killed.
    """
    found = shutil.which(ANVIL, path=search_path)
    if found is None:
        return None
    path = Path(found).resolve()
    try:
        with path.open("rb") as file:
            if file.read(4) != b"\x7fELF":
                return None
        said = subprocess.run(  # noqa: S603 - The user's own anvil, asked for its version.
            [path, "--version"], capture_output=True, text=True, timeout=10, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = said.splitlines()[0].rpartition(" ")[2].removeprefix("v") if said else ""
    return (path, version) if version.startswith(FITTING_ANVIL) else None


class Packages:
    """The programs of a project, installed into a cache when they are first wanted."""

    def __init__(
        self,
        project: Project,
        cache: Path,
        environment: Mapping[str, str],
        *,
        machine: Machine | None = None,
        on_progress: Progress | None = None,
    ) -> None:
        self._project = project
        self._cache = cache
        self._environment = dict(environment)
        self._machine = machine or Machine.here()
        self._on_progress = on_progress or (lambda _: None)

    def anvil(self) -> tuple[Path, str]:
        """Return the anvil to run and its version: a fitting one on PATH, else the pinned one.

        Raises:
            UnsupportedMachineError: the pinned one does not run here.
            InstallError: it could not be installed, or has another digest.
        """
        found = find_anvil(self._environment.get("PATH", os.defpath))
        return found or (self.program(ANVIL), self._project.programs[ANVIL].version)

    def program(self, name: str) -> Path:
        """Return the path of an installed, verified program; install it when missing.

        Raises:
            UnsupportedMachineError: the program does not run here.
            InstallError: it could not be installed, or has another digest.
        """
        self._machine.require_supported()
        installed = self._cache / self._project.name
        if not self._is_verified(installed):
            self._install(installed)
        return installed / self._project.programs[name].path

    def _is_verified(self, installed: Path) -> bool:
        try:
            stamp = msgspec.json.decode((installed / _STAMP).read_bytes(), type=dict[str, str])
            return stamp == self._stamp(installed)
        except (OSError, msgspec.DecodeError):
            return False

    def _stamp(self, installed: Path) -> dict[str, str]:
        stamp = {}
        for program in self._project.programs.values():
            state = (installed / program.path).stat()
            stamp[program.path] = f"{program.sha256} {state.st_size} {state.st_mtime_ns}"
        return stamp

    def _install(self, installed: Path) -> None:
        self._cache.mkdir(parents=True, exist_ok=True)
        self._on_progress("installing anvil and supersim with npm (once)")
        made = Path(tempfile.mkdtemp(prefix=".installing-", dir=self._cache))
        try:
            for name, content in self._project.files.items():
                (made / name).write_bytes(content)
            self._run_npm(made)
            self._verify(made)
            (made / _STAMP).write_bytes(msgspec.json.encode(self._stamp(made)))
            self._put_in_place(made, installed)
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _put_in_place(self, made: Path, installed: Path) -> None:
        # What stands there fails its stamp, or another process has just finished: only the latter
        # may stay, because somebody may be running it.
        try:
            made.rename(installed)
        except OSError:
            if self._is_verified(installed):
                return
            installed.rename(made / ".replaced")
            made.rename(installed)
            shutil.rmtree(installed / ".replaced", ignore_errors=True)

    def _run_npm(self, directory: Path) -> None:
        npm = shutil.which("npm", path=self._environment.get("PATH", os.defpath))
        if npm is None:
            raise InstallError(
                "npm is not installed, and the bench's programs come from it",
                hint="Install Node.js with npm, or put an anvil 1.7 on the PATH and try again.",
            )
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        environment = {**self._environment, "npm_config_update_notifier": "false"}
        home = self._environment.get("HOME")
        if not home or not _is_writable(Path(home)):
            # npm keeps its downloads below HOME unless told otherwise, and fails when it cannot.
            environment.setdefault("npm_config_cache", str(self._cache / "npm"))
        try:
            ran = subprocess.run(  # noqa: S603 - The command is ours, found on the user's PATH.
                command,
                cwd=directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=_NPM_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise InstallError(
                f"npm did not finish within {_NPM_SECONDS} s",
                hint="Check the connection to the npm registry: npm ping",
            ) from error
        if ran.returncode != 0:
            last = "\n".join(f"  {line}" for line in ran.stdout.splitlines()[-_SHOWN_LINES:])
            raise InstallError(
                f"npm could not install the bench's programs; its last lines:\n{last}",
                hint="Check the connection to the npm registry: npm ping",
            )

    def _verify(self, directory: Path) -> None:
        for name, program in self._project.programs.items():
            try:
                with (directory / program.path).open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise InstallError(
                    f"npm finished without installing {name} ({error.strerror})",
                    hint="Is npm configured to leave packages out? See: npm config list",
                ) from error
            if digest != program.sha256:
                raise InstallError(
                    f"{name} is not the program it should be: its digest is {digest},"
                    f" expected {program.sha256}",
                    hint="It was not executed. The registry you use serves another file.",
                )
