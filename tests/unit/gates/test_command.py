"""The program of gates, by its command line."""

import pytest

from gonogo.gates.command import main
from gonogo.gates.discovery import discover


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GONOGO_NETWORK_FILE", "DEVNET_ENV_URL"):
        monkeypatch.delenv(name, raising=False)


def test_listing_asks_no_network(capsys: pytest.CaptureFixture[str]) -> None:
    """One test a line, with its title, wherever one is."""
    assert main(["base", "--list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("\t")[0] for line in lines] == list(discover("base"))
    assert all(line.partition("\t")[2] for line in lines)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["base"], "no network is named"),
        (["base", "--run", "rpc_anwsers"], "Did you mean 'rpc_answers'?"),
        (["base", "--skip", "rpc_anwsers"], "Did you mean 'rpc_answers'?"),
        (["base", "--run", "transfer", "--skip", "transfer"], "no test of gate 'base' is left"),
    ],
)
def test_nothing_runs_by_mistake(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """What cannot be meant is refused before any event, and not with exit code 0."""
    assert main(arguments) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err


@pytest.mark.parametrize(
    "arguments", [[], ["bse"], ["base", "--timeout", "soon"], ["base", "--timeout", "0"]]
)
def test_a_wrong_command_line(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """The usage is shown, and nothing runs."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
