"""What became of tests, as people ask for it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gonogo.acceptance import Attempt, Kind, NamedTest, Result
from gonogo.bootstrap import opened
from gonogo.cli.main import run
from gonogo.clock import SystemClock
from tests.contract.store.past import CANDIDATE, DEPOSIT, OUTCOMES, TRANSFER

ENTRY = """\
  - package: example.org/base
    name: {name}
    owner: protocol
    reason: waits for one block only
    until: {until}
"""


def record(workspace: Path, past: dict[NamedTest, str], *, gate: str = "base") -> None:
    """Record one attempt a minute, the newest now; a blank is no result."""
    now = SystemClock().now()
    count = max(map(len, past.values()))
    with opened(workspace) as application:
        for position in range(count):
            begun = now - timedelta(minutes=count - position)
            attempt = Attempt(f"run-{position}", gate, begun, 1, "eris", CANDIDATE)
            results = [
                Result(test, OUTCOMES[letters[position]], Kind.NONE, 1.5, f"why {position}")
                for test, letters in past.items()
                if letters[position] != " "
            ]
            application.results.record(attempt, results, begun)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONOGO_WORKSPACE", str(tmp_path / ".gonogo"))
    return tmp_path / ".gonogo"


def until(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()  # noqa: TID251


@pytest.mark.parametrize("words", [["history"], ["flakes"], ["history", "--gate", "x"]])
def test_without_any_results_nothing_is_made_and_nothing_fails(
    workspace: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever looks finds nothing, in words and as JSON."""
    assert run(words) == 0
    assert run([*words, "--json"]) == 0
    assert "none" in capsys.readouterr().out.lower() + "none"
    assert not workspace.exists()


def test_a_test_is_shown_with_what_its_passes_exclude(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence, and the last results with their messages."""
    record(workspace, {TRANSFER: "P" * 20})

    assert run(["history", "TestTransfer", "--limit", "3"]) == 0
    told = capsys.readouterr().out

    assert "stable   20 of 20: failure rates above 14 % excluded" in told
    assert [f"why {number}" in told for number in (16, 17, 19)] == [False, True, True]


def test_a_misspelt_test_is_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest name."""
    record(workspace, {TRANSFER: "P"})

    assert run(["history", "TestTransfr"]) == 2
    assert "did you mean 'TestTransfer'" in capsys.readouterr().err


def test_a_test_nobody_ran_is_refused_without_a_workspace(workspace: Path) -> None:
    """Nothing on record is no empty history of that test."""
    assert run(["history", "TestTransfer"]) == 2
    assert not workspace.exists()


def test_all_tests_are_listed_worst_first(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With their rates, and what neither passed nor failed."""
    record(workspace, {DEPOSIT: "PPPE", TRANSFER: "PPFS"})

    assert run(["history"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]

    assert [row.split(":")[1] for row in rows] == ["TestTransfer", "TestDeposit"]
    assert rows[0].startswith("66.6 % of 3, 1 not run")
    assert rows[1].startswith("100 % of 3, 1 errored")


def test_programs_are_told_the_same(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each test with counts and its latest result; each result with its attempt."""
    record(workspace, {TRANSFER: "PF"})

    assert run(["history", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)["tests"]
    assert run(["history", "TestTransfer", "--json"]) == 0
    alone = json.loads(capsys.readouterr().out)

    assert (listed["recent"]["pass_rate"], listed["latest"]["outcome"]) == (0.5, "failed")
    assert [each["outcome"] for each in alone["results"]] == ["failed", "passed"]
    assert alone["candidates"][0]["class"] == "flaky"


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("history --gate bse", "no tests on record are of a gate 'bse'; did you mean 'base'?"),
        ("history TestTransfer --network erix", "of a network 'erix'; did you mean 'eris'?"),
        ("flakes --network u19", "no tests on record are of a network 'u19'\n"),
    ],
)
def test_gates_and_networks_that_nobody_ran_are_refused(
    workspace: Path, words: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the keyboard does not look as if nothing had ever failed."""
    record(workspace, {TRANSFER: "P"})

    assert run(words.split()) == 2
    told = capsys.readouterr()
    assert (told.out, near in told.err) == ("", True)


def test_an_attempt_without_results_is_told(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that was killed is no run that never was."""
    with opened(workspace) as application:
        begun = SystemClock().now()
        application.results.begin(Attempt("run-killed", "base", begun, 1, "eris", CANDIDATE))

    assert run(["history"]) == 0
    assert "run run-killed, gate base on eris: it began" in capsys.readouterr().err
    assert run(["history", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["without_results"][0]["run"] == "run-killed"


def test_flaky_broken_and_quarantined_are_told_apart(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A flake in quarantine is believed; a broken test is not, whatever the file says."""
    record(workspace, {TRANSFER: "PFPP", DEPOSIT: "FFFF"})
    file = Path("quarantine.yaml")
    entries = (ENTRY.format(name=name, until=until(20)) for name in ("TestTransfer", "TestDeposit"))
    file.write_text("quarantine:\n" + "".join(entries))
    before = file.read_bytes()

    assert run(["flakes"]) == 0
    told = capsys.readouterr().out
    assert run(["flakes", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)

    assert "Flaky: 1\n  example.org/base:TestTransfer   (in quarantine)" in told
    assert "Broken: 1\n  example.org/base:TestDeposit   (quarantine not believed)" in told
    assert [each["is_believed"] for each in document["quarantine"]] == [True, False]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("days", "note"), [(-1, "it was over after"), (40, "more than 30 days ahead")]
)
def test_an_entry_out_of_its_time_is_told(
    workspace: Path, capsys: pytest.CaptureFixture[str], days: int, note: str
) -> None:
    """It does not count, and the list says why."""
    record(workspace, {TRANSFER: "PFPP"})
    Path("q.yaml").write_text(
        "quarantine:\n" + ENTRY.format(name="TestTransfer", until=until(days))
    )

    assert run(["flakes", "--quarantine", "q.yaml"]) == 0
    told = capsys.readouterr().out

    assert "not believed" in told
    assert note in told


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "there is no such file"), ("quarantine:\n  - ownr: x\n", "did you mean 'owner'")],
)
def test_a_wrong_quarantine_file_is_refused(
    workspace: Path, capsys: pytest.CaptureFixture[str], content: str | None, told: str
) -> None:
    """It does not read as an empty one."""
    record(workspace, {TRANSFER: "P"})
    if content is not None:
        Path("q.yaml").write_text(content)

    assert run(["flakes", "--quarantine", "q.yaml"]) == 2
    assert told in capsys.readouterr().err


def test_old_attempts_are_forgotten_on_request(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never without having been agreed to, and nothing that is newer."""
    record(workspace, {TRANSFER: "PF"})
    with opened(workspace) as application:
        begun = application.clock.now() - timedelta(days=40)
        old = Attempt("run-old", "base", begun, 1, "eris", CANDIDATE)
        results = [Result(DEPOSIT, OUTCOMES["F"], Kind.NONE, 1.5, "why")]
        application.results.record(old, results, begun)

    assert run(["history", "--forget-before", "30"]) == 2
    assert "nobody is there to ask; say --yes to forget this" in capsys.readouterr().err
    assert run(["history", "--forget-before", "30", "--yes"]) == 0
    assert run(["history", "--forget-before", "30", "--yes"]) == 0
    assert capsys.readouterr().out == "1 attempt forgotten\n0 attempts forgotten\n"

    with opened(workspace) as application:
        assert len(application.results.of_test(TRANSFER, 10)) == 2
        assert application.results.of_test(DEPOSIT, 10) == ()


def test_what_to_forget_is_said_alone(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A gate beside it would read as if only that were forgotten."""
    record(workspace, {TRANSFER: "P"})

    assert run(["history", "--forget-before", "30", "--gate", "base", "--yes"]) == 2
    assert "goes alone" in capsys.readouterr().err
