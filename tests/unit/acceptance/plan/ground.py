"""A test directory with packages, as a runner would have found them; nothing is on disk."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from gonogo.acceptance import Package
from gonogo.acceptance.plan import Plan, make_plan, patterns
from gonogo.acceptance.validators import Choice, choose_gates, parse_validators

DIRECTORY = Path("/work/suites")
MODULE = "example.org/suites"


def package(below: str, *tests: str, is_known: bool = True, fault: str = "") -> Package:
    """Return a package of the module below the test directory."""
    name = f"{MODULE}/{below}" if below else MODULE
    return Package(name, DIRECTORY / below, tuple(sorted(tests)) if is_known else None, fault)


BASE = package("base", "TestChain", "TestDeposit", "TestFees")
DEPOSIT = package("base/deposit", "TestDeposit")
ISTHMUS = package("isthmus", "TestFees")
HELPERS = package("helpers")
LATE = package("late", is_known=False)
BROKEN = package("broken", "TestOld", fault="syntax error")
PACKAGES = (BASE, DEPOSIT, ISTHMUS, HELPERS, LATE, BROKEN)


def find(
    wanted: Iterable[str], there: Sequence[Package] = PACKAGES
) -> dict[str, tuple[Package, ...]]:
    """Return what a runner of Go would find for each pattern."""
    return {pattern: tuple(each for each in there if _names(pattern, each)) for pattern in wanted}


def _names(pattern: str, each: Package) -> bool:
    if pattern.startswith("."):
        pattern = f"{MODULE}/{pattern.removeprefix('.').removeprefix('/')}".rstrip("/")
    root = pattern.removesuffix("/...")
    return each.name == root or (root != pattern and each.name.startswith(f"{root}/"))


def choose(text: str, *gates: str, excluded: Sequence[str] = ()) -> Choice:
    """Return gates of a file; without names, the one called `g`."""
    return choose_gates(parse_validators(text, "gates.yaml"), gates or ("g",), excluded)


def plan(choice: Choice, there: Sequence[Package] = PACKAGES) -> Plan:
    """Plan a choice on this ground."""
    return make_plan(choice, find(patterns(choice), there), directory=DIRECTORY)


def planned(text: str, *gates: str, excluded: Sequence[str] = ()) -> Plan:
    """Plan gates of a file on this ground."""
    return plan(choose(text, *gates, excluded=excluded))


def runs(of: Plan, there: Sequence[Package] = PACKAGES) -> list[str]:
    """Return each test that the tasks of a plan would run, as often as they would."""
    by_name = {each.name: each for each in there}
    ran = []
    for task in of.tasks:
        names = task.names or by_name[task.package].tests or ()
        ran += [f"{task.package}:{name}" for name in names if name not in task.leaves_out]
    return ran
