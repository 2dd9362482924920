"""pytest: the project in `tests/data/acceptance/pytest`, and the pytest that runs us."""

import shutil
import sys
from pathlib import Path

from gonogo.acceptance import NamedTest
from gonogo.acceptance.runners.pytest import PytestRunner
from tests.contract.acceptance.stand import Case, Stand

PROJECT = Path(__file__).parents[2] / "data" / "acceptance" / "pytest"


def _make(place: Path) -> Path:
    return Path(shutil.copytree(PROJECT, place / "suite"))


PYTEST = Stand(
    name="pytest",
    make=_make,
    runner=lambda: PytestRunner(python=sys.executable),
    # What else is installed beside us is not for these tests.
    environment={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    tests={
        Case.PASSES: NamedTest("passes.py", "test_fee"),
        Case.FAILS: NamedTest("fails.py", "test_wrong"),
        Case.SKIPS: NamedTest("skips.py", "test_skipped"),
        Case.ALL_SKIPPED: NamedTest("all_skipped.py", "test_one"),
        Case.CRASHES: NamedTest("crashes.py", "test_breaks"),
        Case.DIES: NamedTest("aborts.py", "test_aborts"),
        Case.HANGS: NamedTest("hangs.py", "test_hangs"),
        Case.STARTS_ANOTHER: NamedTest("hangs.py", "test_starts_another"),
        Case.LONG_LINE: NamedTest("prints.py", "test_long_line"),
        Case.BYTES: NamedTest("prints.py", "test_bytes"),
        Case.NO_TESTS: NamedTest("no_tests.py", "test_fee"),
        Case.LEFT_TWIN: NamedTest("left/twin.py", "test_twin"),
        Case.RIGHT_TWIN: NamedTest("right/twin.py", "test_twin"),
        Case.SILENT: NamedTest("silent/silent.py", "test_never_runs"),
        Case.SURROUNDINGS: NamedTest("prints.py", "test_environment"),
    },
    # Python sets the first in the C locale, pytest the others.
    own_variables=frozenset({"LC_CTYPE", "PYTEST_CURRENT_TEST", "PYTEST_VERSION"}),
    seconds_to_begin=2.0,
)
