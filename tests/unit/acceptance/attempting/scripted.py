"""Gates of a command that does what its package is called, and the plan of them."""

from collections.abc import Mapping
from pathlib import Path

from gonogo.acceptance import NamedTest, OnLive, Runner, Suites, Surroundings
from gonogo.acceptance.attempting import Group, Planned, SuiteRun, Venue, plan_gates
from gonogo.acceptance.environment import Terms, inherited
from gonogo.acceptance.runners.command import CommandRunner
from gonogo.clock import SystemClock

_SCRIPT = """
case $1 in
fails) end='<failure>no</failure>' ;;
waits) touch waiting; exec sleep 60 ;;
esac
echo "$1" >>ran
echo "<testsuite tests='1'><testcase classname='$1' name='test'>$end</testcase></testsuite>" >$2
[ -z "$end" ]
"""


def runner_of(group: Group, suites: Suites) -> Runner:
    """Return what runs the command of a gate."""
    del suites
    return CommandRunner(command=group.tool.command)


def bare(group: Group) -> Surroundings:
    """Return what looking for tests has around it."""
    return Surroundings(group.directory, group.directory)


async def planned(directory: Path, *packages: str) -> tuple[Planned, ...]:
    """Plan a gate `one` that asks for the test of each of these packages."""
    (directory / "does.sh").write_text(_SCRIPT)
    tests = "".join(f"\n      - {{package: {each}, name: test}}" for each in packages)
    (directory / "gates.yaml").write_text(
        "gates:\n  - id: one\n    runner: command\n    report: report.xml\n"
        f"    command: [sh, does.sh, '{{package}}', '{{report}}']\n    tests:{tests}\n"
    )
    suites = Suites(validators=str(directory / "gates.yaml"), directory=str(directory))
    return await plan_gates(["one"], suites, runner_of=runner_of, bare=bare)


def suite_run(
    directory: Path,
    plan: tuple[Planned, ...],
    *,
    venue: Venue | None = None,
    took: Mapping[NamedTest, float] | None = None,
    on_live: OnLive = lambda _live: None,
) -> SuiteRun:
    """Return an attempt at a plan, one task after the other."""
    return SuiteRun(
        planned=plan,
        terms=Terms("run-1", funder_key="0x" + "ab" * 32),
        inherited=inherited({"PATH": "/usr/bin:/bin"}),
        directory=directory / "left",
        workplace=directory / "work",
        venue=venue,
        clock=SystemClock(),
        jobs=1,
        seconds_of=lambda _tests: took or {},
        on_live=on_live,
    )
