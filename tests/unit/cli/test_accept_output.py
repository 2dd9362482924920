"""What people and machines are told of runs of gates."""

import json
from collections.abc import Iterator

import pytest

from gonogo.acceptance import GateParameters, GateRun, evaluate
from gonogo.cli.accept_output import show_attempts
from gonogo.cli.accepting import Attempted
from gonogo.cli.exit_code import ExitCode
from gonogo.evidence import Outcome
from gonogo.readiness import Problem
from tests.unit.acceptance.attempts import attempt, result

GOOD = attempt([result("TestA")], is_local=True)
BAD = attempt([result("TestA", Outcome.FAILED, "the fee\nis 3\nand\nnot 4")], is_local=True)
CUT = attempt([], selected=["TestA"], is_local=True, is_interrupted=True)
CODES = {
    Outcome.PASSED: ExitCode.GO,
    Outcome.FAILED: ExitCode.NO_GO,
    Outcome.ERRORED: ExitCode.HOLD,
}


def attempted(run: GateRun, *problems: Problem) -> Attempted:
    """Return a run of one gate, for no network."""
    judgement = evaluate(run, GateParameters(), None)
    code = CODES[judgement.outcome]
    return Attempted(
        "run-1", (run,), ((run.gate, "", judgement),), "/runs/1", code, problems=problems
    )


@pytest.mark.parametrize(
    ("runs", "code"),
    [
        ([GOOD], ExitCode.GO),
        ([GOOD, CUT], ExitCode.HOLD),
        ([CUT, BAD, GOOD], ExitCode.NO_GO),
        ([], ExitCode.HOLD),
    ],
)
def test_the_worst_run_is_the_exit_code(runs: list[GateRun], code: ExitCode) -> None:
    """Of nothing at all, nothing is known."""
    assert show_attempts(map(attempted, runs), as_json=False) is code


def test_people_read_the_gate_then_what_did_not_pass(capsys: pytest.CaptureFixture[str]) -> None:
    """The first lines of why, and where everything is."""
    show_attempts([attempted(BAD)], as_json=False)

    assert capsys.readouterr().out.splitlines() == [
        "✗ base: base: 1 test failed: pkg:TestA: the fee",
        "    ✗ pkg:TestA  [assertion]",
        "        the fee",
        "        is 3",
        "        and",
        "(run-1) left /runs/1",
    ]


def test_what_never_ran_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """A test that was selected does not vanish with its run."""
    show_attempts([attempted(CUT)], as_json=False)

    told = capsys.readouterr().out
    assert "? base: base: it was ended before all of its tests had ended" in told
    assert "    ? pkg:TestA  [never-ran]" in told


def test_problems_of_the_run_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Beside what came of the gates."""
    show_attempts([attempted(GOOD, Problem("network", "it moved", "again"))], as_json=False)

    assert "! network: it moved" in capsys.readouterr().out


def test_what_tests_say_cannot_write_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A message may hold anything."""
    forged = attempt(
        [result("TestA", Outcome.FAILED, "\x1b[2J\x1b]0;all passed\x07")], is_local=True
    )

    show_attempts([attempted(forged)], as_json=False)

    assert "\x1b" not in capsys.readouterr().out


def test_a_long_list_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything is in the report."""
    many = attempt(
        [result(f"Test{number}", Outcome.FAILED, "no") for number in range(60)], is_local=True
    )

    show_attempts([attempted(many)], as_json=False)

    assert "and 10 more; all of them are in the report" in capsys.readouterr().out


def test_several_runs_say_what_they_exclude(capsys: pytest.CaptureFixture[str]) -> None:
    """Of all gates, and of each test that did not always pass."""
    show_attempts(map(attempted, [GOOD, GOOD, BAD]), as_json=False)

    told = capsys.readouterr().out.splitlines()
    assert told[-2].startswith("all gates: 2 of 3")
    assert told[-1].startswith("  pkg:TestA: 2 of 3")


def test_machines_read_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    """With every run, its gates and tests."""
    show_attempts(map(attempted, [GOOD, CUT]), as_json=True)

    document = json.loads(capsys.readouterr().out)
    good, cut = document["runs"]
    assert (document["exit_code"], good["exit_code"], cut["exit_code"]) == (3, 0, 3)
    assert good["gates"][0]["outcome"] == "passed"
    assert (cut["tests"][0]["kind"], cut["tests"][0]["seconds"]) == ("never-ran", None)
    assert document["stability"][0]["errored"] == 1


@pytest.mark.parametrize("as_json", [True, False])
def test_what_came_before_an_interrupt_is_told(
    capsys: pytest.CaptureFixture[str], *, as_json: bool
) -> None:
    """Each run is shown when it is known."""

    def interrupted() -> Iterator[Attempted]:
        yield attempted(BAD)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        show_attempts(interrupted(), as_json=as_json)

    assert "pkg" in capsys.readouterr().out


def test_a_refusal_is_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing ran there is nothing to read."""

    def refused() -> Iterator[Attempted]:
        raise ValueError
        yield attempted(GOOD)

    with pytest.raises(ValueError):  # noqa: PT011 - Whichever it is.
        show_attempts(refused(), as_json=True)

    assert capsys.readouterr().out == ""
