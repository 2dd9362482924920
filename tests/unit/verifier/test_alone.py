"""The folder stands alone: it imports nothing of ours, and runs where it was copied to."""

import ast
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gonogo.verifier
from tests.unit.verifier.writing import (
    CANDIDATE,
    CHAIN,
    DEPLOYMENT,
    NETWORK,
    TRANSITION,
    Body,
    decided,
    minutes,
    text_of,
    trust,
)

FOLDER = Path(gonogo.verifier.__file__).parent
ALLOWED = set(sys.stdlib_module_names) | {"cryptography"}
# What `cryptography` itself needs; nothing else may be found by the copy.
NEEDED = ("cryptography", "cffi", "_cffi_backend", "pycparser")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("**/*.py")), ids=lambda path: path.name)
def test_module_imports_only_what_it_may(path: Path) -> None:
    """Beside its own folder, a module imports the standard library and `cryptography`."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= 1, "imports from above its folder"
            imported |= {(node.module or "").partition(".")[0]} if node.level == 0 else set()

    assert imported <= ALLOWED


def test_no_module_hides_one_of_the_standard_library() -> None:
    """The folder can be run as such only if no file in it is named as a module of Python."""
    assert {path.stem for path in FOLDER.glob("*.py")} & set(sys.stdlib_module_names) == set()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Copy the folder to where nothing else is."""
    shutil.copytree(FOLDER, tmp_path / "verifier", ignore=shutil.ignore_patterns("__pycache__"))
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for name in NEEDED:
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            continue
        origin = Path(found.origin)
        source = origin.parent if origin.name == "__init__.py" else origin
        (libraries / source.name).symlink_to(source)
    return tmp_path


def _run(folder: Path, bundle: bytes, trust_value: Body, *options: str) -> tuple[int, str]:
    (folder / "b.bundle").write_bytes(bundle)
    (folder / "trust.json").write_text(json.dumps(trust_value))
    start = (
        "import sys, runpy; sys.path.append('libraries'); sys.argv = sys.argv[1:];"
        "runpy.run_path('verifier', run_name='__main__')"
    )
    asked = ["--candidate", CANDIDATE, "--network", NETWORK, "--chain", CHAIN]
    asked += ["--transition", TRANSITION, "--deployment", DEPLOYMENT]
    asked += ["--at", text_of(minutes(60)), "--trust", "trust.json", "--json"]
    made = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-I", "-S", "-c", start, "verifier", "b.bundle", *asked, *options],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return made.returncode, made.stdout.decode() + made.stderr.decode()


def test_copy_of_the_folder_accepts_and_refuses(copied: Path) -> None:
    """Without the product, and with `cryptography` alone, it comes to the same."""
    bundle = decided().bundle()

    code, said = _run(copied, bundle, trust())
    refused, why = _run(copied, bundle, trust(), "--network", "another")

    assert code == 0, said
    assert json.loads(said)["accepted"] is True
    assert refused == 1
    assert [each["code"] for each in json.loads(why)["reasons"]] == ["not_this_network"]


def test_copy_finds_nothing_else(copied: Path) -> None:
    """What the copy runs with is indeed no more than that."""
    program = "import sys; sys.path.append('libraries'); import gonogo"
    made = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-I", "-S", "-c", program], cwd=copied, capture_output=True, check=False
    )

    assert b"No module named 'gonogo'" in made.stderr
