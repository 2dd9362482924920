"""Where gonogo.yaml says that a team's acceptance tests are."""

from pathlib import Path

import pytest

from gonogo.acceptance import Suites
from gonogo.bootstrap import suites_here
from gonogo.documents import DocumentError

WORKSPACE = f"workspace: '{'0' * 32}'\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a process stands, below that of its workspace."""
    (tmp_path / "deep" / "below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "below")
    monkeypatch.delenv("GONOGO_WORKSPACE", raising=False)
    return tmp_path


def test_paths_are_those_beside_the_file(root: Path) -> None:
    """Wherever below it somebody stands."""
    (root / "gonogo.yaml").write_text(
        WORKSPACE + "acceptance: {validators: gates.yaml, testdir: ./tests, quarantine: /q.yaml}\n"
    )

    assert suites_here() == Suites(
        validators=str(root / "gates.yaml"),
        directory=str(root / "tests"),
        quarantine="/q.yaml",
    )


def test_what_it_does_not_say_is_not_there(root: Path) -> None:
    """A team without tests of its own still has ours."""
    (root / "gonogo.yaml").write_text(WORKSPACE)

    assert suites_here() == Suites()


@pytest.mark.usefixtures("root")
def test_without_a_workspace_of_people_nothing_is_said() -> None:
    """Everything is then on the command line."""
    assert suites_here() == Suites()


def test_a_key_that_is_misspelt_is_refused(root: Path) -> None:
    """Or gates would run without the quarantine that somebody meant."""
    (root / "gonogo.yaml").write_text(WORKSPACE + "acceptance: {quarantin: q.yaml}\n")

    with pytest.raises(DocumentError, match="did you mean 'quarantine'"):
        suites_here()
