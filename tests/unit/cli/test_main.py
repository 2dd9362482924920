"""The outermost layer: light to start, and errors become words and exit codes."""

import subprocess
import sys

import pytest

from gonogo.cli.main import COMMANDS, group, run

HEAVY = ("dbos", "sqlalchemy", "alembic", "litestar", "aiohttp", "pydantic", "rich", "yaml")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Looking something up does not pay for the engine."""
    code = (
        "import sys\n"
        "from gonogo.cli.main import run\n"
        f"run({arguments!r})\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )

    ended = subprocess.run(  # noqa: S603 - Our own interpreter and our own text.
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert ended.stderr.splitlines()[-1] == "[]"


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """What can be run is said."""
    code = run(["--help"])

    shown = capsys.readouterr().out
    assert code == 0
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_exists_and_says_the_same(name: str) -> None:
    """The table's line is the first line of the command's own help."""
    command = group.get_command(None, name)  # type: ignore[arg-type]

    assert command is not None
    assert command.get_short_help_str(200) == COMMANDS[name]


def test_misspelt_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """A typing mistake is answered with what was meant."""
    code = run(["asses"])

    assert code == 2
    assert "Did you mean 'assess'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bench", "stauts"], "Did you mean 'status'?"),
        (["network", "lst"], "Did you mean 'list'?"),
        (["network", "xyz"], "There are: add, list, remove, show, stage."),
    ],
)
def test_misspelt_command_of_a_group_names_the_nearest(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands of a group are found like those of gonogo itself."""
    code = run(words)

    assert code == 2
    assert told in capsys.readouterr().err


def test_unknown_option_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line is never a verdict."""
    code = run(["--nope"])

    assert code == 2
    assert "--nope" in capsys.readouterr().err
