"""What an attempt leaves for readers, put together of what it recorded."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.acceptance import GateParameters, GateRun, Suites
from gonogo.acceptance.attempting import Left
from gonogo.acceptance.environment import Terms, inherited
from gonogo.acceptance.validators import GATELESS
from gonogo.bootstrap.gate_reports import command_of, leave_reports, parameters_of
from gonogo.workflows import Occasion
from tests.simulator.devnet import Devnet
from tests.unit.report.suites import reports

KEY = "hunter2-but-longer"
CANDIDATE = f"sha256:{'a' * 64}"
NETWORK = Devnet().network(dict.fromkeys(("l1", "sequencer-0"), "http://127.0.0.1:1"))


def occasion(*held_to: tuple[str, tuple[tuple[str, str], ...]]) -> Occasion:
    return Occasion("run-1", NETWORK, CANDIDATE, CANDIDATE, Suites(), None, held_to)


def left_in(directory: Path, run: GateRun, *, network: str = "") -> Left:
    return Left(
        directory=directory,
        runs=(run,),
        started_at=reports.STARTED,
        seconds=3.0,
        terms=Terms(run="run-1"),
        inherited=inherited({"MY_URL": f"http://x/{KEY}"}, passed=("MY_URL",)),
        secrets=(KEY,),
        network=network,
    )


def summary_of(directory: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((directory / "summary.json").read_bytes())
    return found


def test_a_run_for_no_network_is_judged_by_its_tests(tmp_path: Path) -> None:
    """It has no candidate and no chain."""
    run = replace(reports.all_passed().gates[0].run, is_local=True, calls=())

    faults = leave_reports(left_in(tmp_path, run), [run], Suites(), None, now=reports.STARTED)

    told = summary_of(tmp_path)
    assert faults == ()
    assert (told["outcome"], told["network"], told["candidate"]) == ("passed", None, None)


def test_a_run_for_a_network_is_judged_on_each_chain(tmp_path: Path) -> None:
    """A chain that nobody called was not seen."""
    run = reports.all_passed().gates[0].run
    left = left_in(tmp_path, run, network=NETWORK.name)

    leave_reports(left, [run], Suites(), occasion(), now=reports.STARTED)

    told = summary_of(tmp_path)
    assert (told["outcome"], told["candidate"]) == ("errored", CANDIDATE)


def test_no_secret_is_left(tmp_path: Path) -> None:
    """In no file that is made of what tests said."""
    run = replace(reports.all_passed().gates[0].run, faults=(f"no {KEY}",))

    leave_reports(left_in(tmp_path, run), [run], Suites(), None, now=reports.STARTED)

    assert all(KEY not in each.read_text("utf-8") for each in tmp_path.iterdir())


def test_what_breaks_while_it_is_made_is_told(tmp_path: Path) -> None:
    """Nothing is raised: the results are recorded by then."""
    run = reports.all_passed().gates[0].run
    broken = occasion((run.gate, (("least_tests", "many"),)))

    (fault,) = leave_reports(left_in(tmp_path, run), [run], Suites(), broken, now=reports.STARTED)

    assert fault.startswith("no report could be made: GateParameterError")


def test_a_policy_says_what_a_gate_is_held_to() -> None:
    """Each requirement that asks for it, and nobody else's."""
    held_to = (("base", (("least_tests", "5"),)), ("other", ()), ("base", (("most_silent", "1"),)))

    assert parameters_of("base", Suites(), occasion(*held_to)) == (
        GateParameters(least_tests=5),
        GateParameters(most_silent=1),
    )


@pytest.mark.parametrize(("excluded", "most"), [((), 0), (("flake-shake",), 1_000_000)])
def test_whoever_excludes_tests_by_themselves_may(excluded: tuple[str, ...], most: int) -> None:
    """Where no network is named, there is nobody else to say so."""
    suites = Suites(excluded_gates=excluded)

    assert parameters_of("base", suites, None) == (GateParameters(most_left_out=most),)


def test_the_command_runs_it_again() -> None:
    """With everything that was said, and nothing that was not."""
    suites = Suites(
        validators="/a/tests.yaml",
        directory="./tests",
        excluded_gates=("x", "y"),
        jobs=3,
        allows_skips=True,
        passed_variables=("AWS_*",),
    )

    assert " ".join(command_of(["base", "isthmus"], suites, "eris")) == (
        "gonogo accept eris --gate base --gate isthmus --validators /a/tests.yaml"
        " --testdir ./tests --exclude-gates x,y --default-timeout 300s --jobs 3"
        " --test-log-level info --env AWS_* --allow-skips"
    )
    assert command_of([GATELESS], Suites(), "")[:3] == ["gonogo", "accept", "--default-timeout"]
