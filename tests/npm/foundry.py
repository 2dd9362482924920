"""forge and a compiler for it, installed with npm when a test first asks for them.

They are kept in `.cache/` of the checkout. forge is known by its digest; the compiler is
JavaScript, known by npm's lock file.
"""

import fcntl
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gonogo.bench.packages import Packages, Program, Project

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "npm-for-tests"
FORGE = Program(
    "node_modules/@foundry-rs/forge-linux-amd64/bin/forge",
    "4f77da0810de94325734855d0ad58d70640aa8a5b2a837608ddf8c26da34355c",
    "1.7.1",
)
PROJECT = Project(
    files={
        name: (HERE / name).read_bytes() for name in ("package.json", "package-lock.json", ".npmrc")
    },
    programs={"forge": FORGE},
)


@dataclass(frozen=True)
class Foundry:
    """Programs that work offline."""

    forge: Path
    solc: Path


def install_foundry() -> Foundry:
    """Return forge and a compiler, installed by whichever test process asks first."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        forge = Packages(PROJECT, CACHE, os.environ).program("forge")
        installed = CACHE / PROJECT.name
        solc = installed / "solc"
        if not solc.exists():
            _write_compiler(solc, installed / "node_modules")
    return Foundry(forge, solc)


def _write_compiler(solc: Path, modules: Path) -> None:
    """Write the compiler as forge wants it, a program by itself.

    forge asks for its version at every start, which must not cost loading it.
    """
    node = shutil.which("node")
    assert node, "the compiler is a program of Node.js"
    compiler = f'NODE_PATH="{modules}" exec "{node}" "{HERE / "solc.js"}" "$@"\n'
    version = subprocess.run(  # noqa: S603 - All of it is ours.
        ["/bin/sh", "-c", compiler, "solc", "--version"], stdout=subprocess.PIPE, check=True
    ).stdout.decode()
    made = solc.with_suffix(".made")
    made.write_text(
        f'#!/bin/sh\n[ "$1" != --version ] || exec echo "{version.strip()}"\n{compiler}',
        "utf-8",
    )
    made.chmod(0o755)
    made.rename(solc)
