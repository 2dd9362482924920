"""Which files and tests pytest finds for a pattern, without running any."""

import pytest

from gonogo.acceptance.runners.pytest import PytestError, PytestRunner
from tests.integration.acceptance.pytest.suites import Suite

FILES = {
    "tests/test_a.py": "def test_2(): print(1 / 0)\ndef test_1(): pass\n",
    "tests/deep/test_b.py": """
        import pytest
        class TestC:
            @pytest.mark.parametrize("n", [1, 2])
            def test_n(self, n): pass
        """,
    "tests/test_none.py": "",
    "tests/test_broken.py": "import nothing_like_it\n",
    "tests/test_skips.py": "import pytest\npytest.skip('no', allow_module_level=True)\n",
}


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("tests/test_a.py", ["tests/test_a.py"]),
        ("./tests/test_a.py", ["tests/test_a.py"]),
        ("tests/deep", ["tests/deep/test_b.py"]),
        ("tests/deep/...", ["tests/deep/test_b.py"]),
        ("...", sorted(FILES)),
        ("./...", sorted(FILES)),
        (".", sorted(FILES)),
        ("tests/tpyo", []),
    ],
)
async def test_patterns_name_files(suite: Suite, pattern: str, names: list[str]) -> None:
    """A file is itself, a directory all files below it, and what is not there nothing."""
    found = await suite.write(FILES).discover(pattern)

    assert [package.name for package in found[pattern]] == names


async def test_tests_and_faults_are_known_beforehand(suite: Suite) -> None:
    """A file has its tests by name, or why it cannot be loaded; of one that skips nothing."""
    found = await suite.write(FILES).discover("tests")

    assert {package.name: (package.tests, package.fault) for package in found["tests"]} == {
        "tests/test_a.py": (("test_1", "test_2"), ""),
        "tests/deep/test_b.py": (("TestC.test_n",), ""),
        "tests/test_none.py": ((), ""),
        "tests/test_broken.py": (
            None,
            "ModuleNotFoundError: No module named 'nothing_like_it'",
        ),
        "tests/test_skips.py": (None, ""),
    }


async def test_settings_hide_no_test_from_the_list(suite: Suite) -> None:
    """What `-k` or `--lf` leave out is there, and will show as never run."""
    suite.write(
        {
            **FILES,
            "pytest.ini": "[pytest]\naddopts = -k test_1 --lf\n",
            ".pytest_cache/v/cache/lastfailed": '{"tests/test_a.py::test_1": true}',
        }
    )

    found = await suite.discover("tests/test_a.py")

    assert found["tests/test_a.py"][0].tests == ("test_1", "test_2")


async def test_a_broken_directory_is_the_fault_of_its_files(suite: Suite) -> None:
    """An `__init__.py` that cannot be imported does not make the files beside it vanish."""
    suite.write({"sub/__init__.py": "raise ValueError('no')\n", "sub/test_a.py": "def test(): 1\n"})

    found = await suite.discover("sub/test_a.py", "sub/...")

    assert all("ValueError: no" in packages[0].fault for packages in found.values())


@pytest.mark.parametrize(
    ("conftest", "words"),
    [
        ("import nothing_like_it\n", "nothing_like_it"),
        ("import os\nos._exit(0)\n", "ended before it was done"),
        ("def pytest_configure():\n    raise ValueError\n", "ValueError"),
    ],
)
async def test_a_pytest_that_cannot_begin_is_refused(
    suite: Suite, conftest: str, words: str
) -> None:
    """Nothing is found by a pytest that broke: its last words are in the error."""
    suite.write({**FILES, "conftest.py": conftest})

    with pytest.raises(PytestError, match=words):
        await suite.discover("tests")


async def test_a_python_without_pytest_is_refused(suite: Suite) -> None:
    """A Python that is not there, or has no pytest, is told as such."""
    suite.write(FILES)

    with pytest.raises(PytestError, match="No such file"):
        await PytestRunner(python="/nowhere/python").discover(["tests"], suite.surroundings())
