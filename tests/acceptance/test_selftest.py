"""`gonogo selftest` as people type it, and what it says of gates that were tampered with."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import gonogo

COMMAND = str(Path(sys.executable).with_name("gonogo"))
PACKAGE = Path(gonogo.__file__).parent


def selftest(
    directory: Path, *words: str, package: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Type `gonogo selftest` and these words, with a home that is empty."""
    home = directory.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "NO_COLOR": "1"}
    python = [sys.executable, "-m", "gonogo"]
    if package is not None:
        environment["PYTHONPATH"] = str(package)
    return subprocess.run(  # noqa: S603 - Our own command.
        [*python, "selftest", *words],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def workspace(tmp_path: Path) -> Path:
    """Return a workspace that one person keeps."""
    directory = tmp_path / "workspace"
    directory.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "NO_COLOR": "1"}
    for words in ("key new --no-passphrase", "init --solo --name ada"):
        done = subprocess.run(  # noqa: S603 - Our own command.
            [COMMAND, *words.split()],
            cwd=directory,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stderr
    return directory


def everything_in(directory: Path) -> dict[str, tuple[bytes, int, int]]:
    """Return what every file below a directory holds, and when and how it was written."""
    return {
        str(path.relative_to(directory)): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in sorted(directory.rglob("*"))
    }


@pytest.mark.slow
def test_workspace_is_not_touched(tmp_path: Path) -> None:
    """Not a byte, not a time, not a file more; keys and home neither."""
    directory = workspace(tmp_path)
    before = everything_in(tmp_path)

    done = selftest(directory, "--policy", "rehearsal")

    assert done.returncode == 0, done.stdout + done.stderr
    assert everything_in(tmp_path) == before


def test_made_up_records_are_taken_away(tmp_path: Path) -> None:
    """What was laid out is gone afterwards."""
    directory, temporary = tmp_path / "here", tmp_path / "temporary"
    directory.mkdir()
    temporary.mkdir()
    os.environ["TMPDIR"], before = str(temporary), os.environ.get("TMPDIR")
    try:
        selftest(directory, "--policy", "rehearsal", "--only", "7", "--only", "database")
    finally:
        del os.environ["TMPDIR"]
        if before is not None:
            os.environ["TMPDIR"] = before

    assert list(temporary.iterdir()) == []


def test_policy_that_refuses_solo_is_told_to_have_no_go(tmp_path: Path) -> None:
    """One alone cannot meet it: nothing was let through, and the exit code is no zero."""
    directory = workspace(tmp_path)

    done = selftest(directory, "--policy", "deploy:betanet", "--only", "22", "--json")

    document = json.loads(done.stdout)
    states = {each["id"]: each for each in document["policies"][0]["cases"]}
    assert done.returncode == document["exit_code"] == 3
    assert states["control"]["state"] == "not-tried"
    assert states["control-stand-ins"]["state"] == "met"
    assert states["no-tests"]["state"] == "refused"


def test_own_policy_file_is_tried(tmp_path: Path) -> None:
    """A file that extends a shipped policy is met, broken and refused like any other."""
    directory = tmp_path / "here"
    directory.mkdir()
    (directory / "own.yaml").write_text(
        "extends: rehearsal\nrequirements:\n  - {id: nodes-agree, window: 20s}\n"
        "  - {id: own-audit, title: t, why: w, remedy: r, source: s, roles: [security],"
        " freshness: 1d}\n"
    )

    done = selftest(directory, "--policy", "own.yaml", "--only", "wrong-role", "--only", "22")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "own-audit unknown" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--only", "29"), "there is no case '29'"),
        (("--only", "waived-invarant"), "waived-invariant"),
        (("--policy", "promote:alphante"), "promote:alphanet"),
        (("--policy", "missing.yaml"), "missing.yaml"),
    ],
)
def test_what_is_not_there_is_a_usage_error(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """A misspelt case or policy is never nothing to try."""
    directory = tmp_path / "here"
    directory.mkdir()

    done = selftest(directory, *words)

    assert done.returncode == 2
    assert told in done.stderr


def test_cases_are_listed(tmp_path: Path) -> None:
    """All 28 rows first, in order, with what is not tried yet."""
    directory = tmp_path / "here"
    directory.mkdir()

    done = selftest(directory, "--list", "--json")

    rows = json.loads(done.stdout)
    assert [each["row"] for each in rows[:28]] == list(range(1, 29))
    assert all(each["row"] is None for each in rows[28:])
    assert done.returncode == 0


@dataclass(frozen=True)
class Tampered:
    """A rule that somebody took out of the package, and the case that must name it."""

    module: str
    rule: str
    instead: str
    case: str
    only: str
    gate: str


TAMPERED = [
    Tampered(
        "readiness/lifting.py",
        "case.requirement.is_invariant or given",
        "given",
        "waived-invariant",
        "waived-invariant",
        "judge",
    ),
    Tampered(
        "record/counted.py",
        "self.is_solo or not self.standings.are_one_person(each.signer, endorsed.signer)",
        "True",
        "self-lowered",
        "self-lowered",
        "judge",
    ),
    Tampered(
        "verifier/decision.py",
        "    if at >= valid_until:\n",
        "    if False:\n",
        "not-in-force",
        "not-in-force",
        "verifier",
    ),
    Tampered(
        "readiness/case.py",
        "freshness > 0 and 0 <= age <= freshness",
        "freshness > 0",
        "stale",
        "24",
        "judge",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("tampered", TAMPERED, ids=lambda each: each.case)
def test_gate_that_was_tampered_with_is_named(tmp_path: Path, tampered: Tampered) -> None:
    """A copy of the package without one rule is found out: which gate, and what went through."""
    package, directory = tmp_path / "package", tmp_path / "here"
    directory.mkdir()
    # With what is compiled already: to compile it all anew would take longer than the test.
    shutil.copytree(PACKAGE, package / "gonogo")
    module = package / "gonogo" / tampered.module
    text = module.read_text()
    assert text.count(tampered.rule) == 1
    module.write_text(text.replace(tampered.rule, tampered.instead))

    words = ("--policy", "rehearsal", "--only", tampered.only, "--json")
    done = selftest(directory, *words, package=package)

    case = json.loads(done.stdout)["policies"][0]["cases"][-1]
    assert done.returncode == 1, done.stderr
    assert (case["id"], case["state"]) == (tampered.case, "let-through")
    assert case["why"].startswith(tampered.gate)
    assert case["remedy"]
