"""Installing with npm: a small stand-in for npm, whatever it does wrong."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.bench.errors import InstallError, UnsupportedMachineError
from gonogo.bench.machine import Machine
from gonogo.bench.packages import Packages, Program, Project

HERE = Machine("Linux", "x86_64", "glibc", "2.36")
TOOL = b"#!/bin/sh\necho tool\n"
PROJECT = Project(
    files={"package.json": b"{}", "package-lock.json": b"{}", ".npmrc": b""},
    programs={"tool": Program("node_modules/tool", hashlib.sha256(TOOL).hexdigest(), "1")},
)
WORKING_NPM = """#!/bin/sh
echo "$@" >> "$CALLS"
mkdir node_modules && printf '#!/bin/sh\\necho tool\\n' > node_modules/tool
"""

Make = Callable[[str], Packages]


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Where the stand-in for npm writes how it was called."""
    return tmp_path / "calls"


@pytest.fixture
def with_npm(tmp_path: Path, calls: Path) -> Make:
    """Return packages that are installed by an npm with the given script."""

    def make(script: str) -> Packages:
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / "npm").write_text(script)
        (tmp_path / "bin" / "npm").chmod(0o755)
        environment = {
            "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.defpath}",
            "HOME": str(tmp_path),
            "CALLS": str(calls),
        }
        return Packages(PROJECT, tmp_path / "cache", environment, machine=HERE)

    return make


def leftovers(tmp_path: Path) -> list[str]:
    return [entry.name for entry in (tmp_path / "cache").iterdir() if entry.name[0] == "."]


def test_a_program_is_installed_once(tmp_path: Path, with_npm: Make, calls: Path) -> None:
    """The second time nothing is downloaded, and nothing unfinished lies about."""
    packages = with_npm(WORKING_NPM)

    assert packages.program("tool").read_bytes() == TOOL
    assert packages.program("tool").read_bytes() == TOOL
    assert calls.read_text().splitlines() == ["ci --ignore-scripts --no-audit --no-fund"]
    assert leftovers(tmp_path) == []


def test_an_altered_program_is_installed_anew(with_npm: Make, calls: Path) -> None:
    """A program that is not the one that was verified is never handed out."""
    packages = with_npm(WORKING_NPM)
    packages.program("tool").write_bytes(TOOL + b"rm -rf /\n")

    assert packages.program("tool").read_bytes() == TOOL
    assert len(calls.read_text().splitlines()) == 2


def test_a_program_with_another_digest_is_refused(tmp_path: Path, with_npm: Make) -> None:
    """What a registry serves instead is not kept and not executed."""
    packages = with_npm("#!/bin/sh\nmkdir node_modules && echo evil > node_modules/tool\n")

    with pytest.raises(InstallError, match="tool is not the program it should be"):
        packages.program("tool")

    assert list((tmp_path / "cache").iterdir()) == []


def test_a_program_that_npm_left_out_is_missed(with_npm: Make) -> None:
    """Npm may succeed and install nothing, for instance by configuration."""
    with pytest.raises(InstallError, match="npm finished without installing tool"):
        with_npm("#!/bin/sh\nexit 0\n").program("tool")


def test_npm_failing_shows_its_last_lines(tmp_path: Path, with_npm: Make) -> None:
    """Who waits reads what npm said, and the next step."""
    script = "#!/bin/sh\nfor i in 1 2 3 4 5 6 7 8 9; do echo line $i; done\necho E404 >&2\nexit 1\n"

    with pytest.raises(InstallError, match="E404") as failed:
        with_npm(script).program("tool")

    assert "line 1\n" not in failed.value.message
    assert "npm ping" in (failed.value.hint or "")
    assert leftovers(tmp_path) == []


def test_npm_is_given_a_cache_where_home_is_not_writable(
    tmp_path: Path, with_npm: Make, calls: Path
) -> None:
    """Downloads need a place also when the user has none."""
    with_npm(WORKING_NPM.replace('"$@"', '"$npm_config_cache"'))
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.defpath}"
    environment = {"PATH": path, "HOME": "/dev/null", "CALLS": str(calls)}

    Packages(PROJECT, tmp_path / "cache", environment, machine=HERE).program("tool")

    assert calls.read_text().strip() == str(tmp_path / "cache" / "npm")


def test_a_missing_npm_is_told(tmp_path: Path) -> None:
    """Without npm the message says what to install."""
    packages = Packages(PROJECT, tmp_path, {"PATH": str(tmp_path)}, machine=HERE)

    with pytest.raises(InstallError, match="npm is not installed"):
        packages.program("tool")


def test_nothing_is_installed_on_an_unfit_machine(tmp_path: Path, with_npm: Make) -> None:
    """A machine that cannot run the programs does not download them."""
    with_npm(WORKING_NPM)
    packages = Packages(PROJECT, tmp_path / "cache", {}, machine=Machine("Plan 9", "mips", "", ""))

    with pytest.raises(UnsupportedMachineError):
        packages.program("tool")

    assert not (tmp_path / "cache").exists()


def test_two_at_once_do_not_disturb_each_other(tmp_path: Path, with_npm: Make) -> None:
    """Both get a verified program, whoever finishes first."""
    packages = with_npm(WORKING_NPM)
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(packages.program("tool").read_bytes()))
        for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [TOOL] * 4
    assert leftovers(tmp_path) == []
