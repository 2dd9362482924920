"""What `gonogo accept` is asked for by its options, and what it refuses before anything runs."""

import json
import signal
from pathlib import Path

import pytest

from gonogo.cli.main import run
from tests.acceptance.accepting import (
    accepted,
    begun,
    go_module,
    ports_of,
    processes_in,
    pytest_project,
    until,
    written,
)
from tests.contract.acceptance.stand import STARTED

GATES = """
    gates:
      - {id: base, tests: [{package: passes.py}, {package: crashes.py}]}
      - {id: flaky, tests: [{package: crashes.py}]}
      - {id: passes, tests: [{package: passes.py}]}
      - {id: waits, tests: [{package: left/waits.py}, {package: right/waits.py}]}
"""
# It passes twice, and a file remembers how often.
FLAKE = """
    from pathlib import Path


    def test_third_time():
        counted = Path(__file__).with_name("count.txt")
        with counted.open("a") as file:
            file.write("x")
        assert len(counted.read_text()) % 3
"""
# It passes only while the other one runs.
WAITS = """
    import time
    from pathlib import Path


    def test_meets():
        here = Path(__file__).parent
        (here / "here").touch()
        other = here.with_name("{other}") / "here"
        end = time.monotonic() + {seconds}
        while not other.exists():
            assert time.monotonic() < end, "nobody else runs"
            time.sleep(0.02)
"""


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A project of pytest in which we stand, with a workspace of its own."""
    del capsys
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONOGO_WORKSPACE", str(tmp_path / ".gonogo"))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytest_project(tmp_path, GATES)


def accept(*words: str) -> int:
    """Run gates of the project's file, in this process."""
    return run(["accept", "--testdir", ".", "--validators", "gates.yaml", *words])


def test_a_dry_run_shows_the_plan_and_runs_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would run, with which limit and in which process; and what was left out."""
    code = accept("--gate", "base", "--exclude-gates", "flaky", "--dry-run")
    told = capsys.readouterr().out

    assert code == 0
    assert "base: 2 tests, run by pytest" in told
    assert "passes.py:test_fee  300 s" in told
    assert "left out by flaky: crashes.py" in told
    assert not (project / ".gonogo" / "tests").exists()


def test_a_dry_run_tells_machines_the_same(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON, with the process of each test."""
    code = accept("--gate", "base", "--dry-run", "--json")
    (gate,) = json.loads(capsys.readouterr().out)

    assert (code, gate["gate"], gate["runner"]) == (0, "base", "pytest")
    assert [each["test"] for each in gate["tests"]] == ["test_breaks", "test_fee", "test_nothing"]
    assert not (project / ".gonogo" / "tests").exists()


@pytest.mark.usefixtures("project")
def test_what_is_excluded_does_not_run_and_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever says so in so many words is held to the rest, and reads what is missing."""
    code = accept("--gate", "base", "--exclude-gates", "flaky")
    told = capsys.readouterr().out

    assert code == 0, told
    assert "2 tests passed (1 left out)" in told


def test_repeating_finds_a_flake_and_counts_every_attempt(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The third time it fails: no-go, and what the others exclude is said of each test."""
    gates = "gates: [{id: flake, tests: [{package: flake.py}]}]\n"
    written(project, {"flake.py": FLAKE, "gates.yaml": gates})

    assert accept("--gate", "flake", "--repeat", "2") == 0
    steady = capsys.readouterr().out
    assert accept("--gate", "flake", "--repeat", "2") == 1
    flaky = capsys.readouterr().out

    assert "all gates: 2 of 2: failure rates above 78 % excluded" in steady
    assert "all gates: 1 of 2" in flaky
    assert "flake.py:test_third_time: 1 of 2" in flaky
    assert (project / "count.txt").read_text() == "xxxx"


@pytest.mark.parametrize(("words", "seconds", "code"), [("--jobs 2", 60, 0), ("--serial", 1, 1)])
def test_processes_run_side_by_side_or_one_by_one(
    project: Path, capsys: pytest.CaptureFixture[str], words: str, seconds: int, code: int
) -> None:
    """Two tests that wait for each other meet only where both run."""
    written(
        project,
        {
            f"{one}/waits.py": WAITS.format(other=other, seconds=seconds)
            for one, other in (("left", "right"), ("right", "left"))
        },
    )

    assert accept("--gate", "waits", *words.split()) == code, capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("accept", "it is not known where the tests are"),
        ("accept --gate bse", "did you mean 'base'"),
        ("accept --gate base", "is about a network; name one"),
        ("accept --testdir nowhere", "is not a directory"),
        ("accept --testdir empty", "has no tests of Go, pytest or Foundry"),
        ("accept --testdir . --runner rust", "is not one of"),
        ("accept --testdir . --gate bas", "no file says which tests bas has"),
        ("accept --testdir . --exclude-gates base", "no file says which tests base has"),
        ("accept --testdir . --default-timeout 0s", "must be more than nothing"),
        ("accept --testdir . --timeout 5", "has no unit"),
        ("accept --testdir . --serial --jobs 2", "--serial is --jobs 1"),
        ("accept --testdir . --repeat 0", "--repeat"),
        ("accept --testdir . --run-interval 5m", "No such option"),
        ("accept --testdir . --policy rehearsal", "--policy is about a network"),
        ("accept --testdir . --env GONOGO_KEY", "is not passed on to tests"),
        ("accept --testdir . --env PTAH", "no variable PTAH is set; did you mean PATH?"),
        ("accept --testdir . --validators gates.yaml --gate ,", "has an empty name"),
        ("accept --testdir . --validators missing.yaml", "does not exist"),
        ("accept --testdir . --validators gates.yaml --exclude-gates flky", "did you mean 'flaky'"),
        (
            "accept --testdir . --validators gates.yaml --gate flaky --exclude-gates flaky",
            "asked for by --gate and left out by --exclude-gates",
        ),
        (
            "accept --testdir . --validators gates.yaml --gate passes --quarantine gates.yaml",
            "quarantine: is required and is missing",
        ),
        ("accept nowhere --gate base", "no network 'nowhere'"),
        ("accept --testdir . --runner pytest --python ./none", "cannot look for tests"),
        ("accept --testdir . --runner go --go-binary ./none", "--go-binary"),
    ],
)
def test_mistakes_are_refused_in_words(
    project: Path, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    """Exit code 2 and what to do, before anything is run or recorded."""
    (project / "empty").mkdir()

    code = run(words.split())
    out, err = capsys.readouterr()

    assert (code, out) == (2, ""), err
    assert told in err
    assert not (project / ".gonogo" / "tests").exists()


def test_interrupt_leaves_no_process_and_says_what_was_seen(tmp_path: Path) -> None:
    """Ctrl-C ends the tests of Go with all they started; failures that were seen are told.

    Without a network nothing is listened to meanwhile, neither for metrics nor for health.
    """
    directory = go_module(
        tmp_path,
        "gates: [{id: g, tests: [{package: ./crashes}, {package: ./hangs}, {package: ./skips}]}]\n",
    )
    process = begun(
        directory,
        *("accept", "--testdir", ".", "--validators", "gates.yaml", "--gate", "g"),
        *("--serial", "--env", STARTED),
    )
    until((directory / "it-hangs").exists, "a test that hangs")
    listening = ports_of(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert listening == []
    assert process.returncode == 130, err
    assert "✗ example.org/suite/crashes:TestPanics  [crash]" in out
    assert "? example.org/suite/hangs:TestHangs  [interrupted]" in out
    assert "? example.org/suite/skips:TestRuns  [never-ran]" in out
    assert "interrupted" in err
    until(lambda: not processes_in(directory), "the end of all processes")


def test_what_runs_elsewhere_stays_alive(tmp_path: Path) -> None:
    """A run ends only what it started: another one beside it goes on."""
    directory = go_module(tmp_path, "gates: [{id: g, tests: [{package: ./passes}]}]\n")

    first = begun(
        directory, "accept", "--testdir", ".", "--validators", "gates.yaml", "--gate", "g"
    )
    second = accepted(directory, "g")
    first.communicate(timeout=60)

    assert (first.returncode, second.returncode) == (0, 0)
