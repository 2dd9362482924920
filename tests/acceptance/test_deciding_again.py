"""`gonogo determine` where a decision stands already: nobody undoes a block unknowingly."""

import json
from pathlib import Path

import pytest

from gonogo.cli.main import run
from tests.acceptance.planned import found_workspace

BLOCK = "the audit is not public yet"
DECIDE = ["determine", "eris", "--for", "deploy", "--yes"]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one with a planned alphanet, in which we stand."""
    return found_workspace(tmp_path, monkeypatch)


def test_whose_block_falls_is_said_to_people_and_to_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Who it was and why; a decision that nobody blocked is replaced without such words."""
    run([*DECIDE, "--block", BLOCK])
    capsys.readouterr()
    run([*DECIDE, "--json", "--hold", "a\x1b[2J"])
    told = json.loads(capsys.readouterr().out)["replaces"]
    run(DECIDE)
    shown = " ".join(capsys.readouterr().out.split())
    run(DECIDE)
    after = capsys.readouterr().out

    assert [each["objections"] for each in told] == [
        [{"who": "ada", "verdict": "no-go", "reason": BLOCK}]
    ]
    assert told[0]["verdict"] == "no-go"
    assert "! which falls with it: ada held it: a" in shown
    assert "\x1b[2J" not in shown
    assert "It replaces the decision" in after
    assert "falls with it" not in after
