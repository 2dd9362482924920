"""What a person types to run the tests of one task again."""

import shlex
from pathlib import Path

import pytest

from gonogo.acceptance.runners.by_hand import by_hand
from gonogo.acceptance.runners.choosing import RUNNER_NAMES
from gonogo.acceptance.task import Task

HERE = Path("/suites")


def typed(runner: str, task: Task, **told: object) -> str:
    place, argv = by_hand(runner, task, HERE, program="tool", **told)  # type: ignore[arg-type]
    assert place == HERE
    return shlex.join(argv)


@pytest.mark.parametrize(
    ("runner", "task", "said"),
    [
        ("go", Task("1", "x.org/a"), "tool test -v -count=1 -timeout=300s x.org/a"),
        (
            "go",
            Task("1", "x.org/a", ("TestA", "TestB/x y")),
            "tool test -v -count=1 -timeout=300s '-run=^TestA$|^TestB$/^x\\ y$' x.org/a",
        ),
        (
            "go",
            Task("1", "x.org/a", leaves_out=("TestA",)),
            "tool test -v -count=1 -timeout=300s '-skip=^TestA$' x.org/a",
        ),
        ("pytest", Task("1", "t/test_a.py"), "tool -m pytest ./t/test_a.py"),
        (
            "pytest",
            Task("1", "t/test_a.py", ("TestB.test_c/a%2Fb",)),
            "tool -m pytest './t/test_a.py::TestB::test_c[a/b]'",
        ),
        (
            "pytest",
            Task("1", "t/test_a.py", leaves_out=("test_x",)),
            "tool -m pytest ./t/test_a.py --deselect ./t/test_a.py::test_x",
        ),
    ],
)
def test_in_the_words_of_the_tool(runner: str, task: Task, said: str) -> None:
    """The tests that were run, and no others."""
    assert typed(runner, task) == said


def test_a_command_of_the_users_own() -> None:
    """With everything filled in that it was told."""
    words = ("run me", "{package}", "--out={report}", "{names}", "only={names}")

    said = typed("command", Task("1", "a;b", ("x", "$(y)")), command=words, report="out/r.xml")

    assert shlex.split(said) == ["run me", "a;b", "--out=r.xml", "x", "$(y)", "only=x,$(y)"]


@pytest.mark.parametrize("runner", RUNNER_NAMES)
def test_every_runner_can_be_done_without(runner: str) -> None:
    """Each has something to type."""
    assert by_hand(runner, Task("1", "gonogo/base"), HERE, program=runner, command=("make",))[1]
