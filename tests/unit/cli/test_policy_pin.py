"""`gonogo policy pin` as it is typed: what it writes, what it signs, what it says next."""

from pathlib import Path

import pytest

from gonogo.cli.main import run

STRICTER = "extends: rehearsal\nvalidity: 12h\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one, in which we stand."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    folder = tmp_path / "w"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run(["init", "--solo", "--name", "ada", "--no-passphrase"]) == 0
    return folder


def test_everything_is_pinned_from_the_beginning(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is to be done before the first decision."""
    capsys.readouterr()
    assert run(["policy", "list"]) == 0
    listed = capsys.readouterr().out
    assert run(["policy", "pin", "--all"]) == 0

    assert listed.count("  pinned\n") == 10
    assert "says this already" in capsys.readouterr().out


def test_a_stricter_policy_differs_until_it_is_agreed_on(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list tells what to type; what is typed is shown, signed, and then it is pinned."""
    (workspace / "policies" / "ours.yaml").write_text(STRICTER)
    run(["policy", "list"])
    before = capsys.readouterr().out
    text = (workspace / "trust.yaml").read_text()

    assert run(["policy", "pin", "rehearsal", "--dry-run"]) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert (workspace / "trust.yaml").read_text() == text
    assert run(["policy", "pin", "rehearsal"]) == 0
    assert "gonogo adopt trust.yaml" in capsys.readouterr().out
    run(["policy", "list"])
    assert "differs from sha256:" in capsys.readouterr().out
    assert run(["policy", "pin", "rehearsal", "--adopt", "--yes"]) == 0
    assert "signed sha256:" in capsys.readouterr().out
    run(["policy", "list"])

    assert "gonogo policy pin rehearsal" in before
    assert "differs" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["pin"],
        ["pin", "rehearsal", "--all"],
        ["pin", "rehersal"],
        ["pin", "rehearsal", "--network", "nowhere"],
        ["pin", "policies/ours.yaml"],
        ["pin", "rehearsal", "--json", "--adopt"],
    ],
)
def test_what_cannot_be_meant_is_refused(words: list[str], workspace: Path) -> None:
    """And nothing is written."""
    (workspace / "policies" / "ours.yaml").write_text(STRICTER)
    before = (workspace / "trust.yaml").read_text()

    assert run(["policy", *words]) == 2
    assert (workspace / "trust.yaml").read_text() == before
