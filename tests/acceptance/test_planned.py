"""A deployment that is decided about before anything runs, as people type it."""

import json
from pathlib import Path

import pytest

from gonogo.cli.main import run
from gonogo.digest import of_value
from tests.acceptance.planned import ROWS, found_workspace, sign_all, typed


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one with a planned alphanet, in which we stand."""
    return found_workspace(tmp_path, monkeypatch)


def verify(bundle: str, transition: str, code: int, *more: str) -> None:
    manifest = Path("../files/eris/manifest.yaml")
    words = ["verify", bundle, "--trust", "trust.yaml", "--manifest", str(manifest)]
    assert run([*words, "--transition", transition, *more]) == code


def test_a_decision_to_deploy_is_a_go_that_others_can_verify(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Assessed without observing, decided, bundled; for that step, candidate and plan alone."""
    typed("assess eris --for deploy", code=3)
    sign_all()
    typed("assess eris --for deploy")
    capsys.readouterr()
    typed("determine eris --for deploy --yes --json")
    said = json.loads(capsys.readouterr().out)
    typed("bundle eris --for deploy -o b")

    planned = of_value(
        {"network": "eris", "candidate": said["candidate"], "identity": {"facts": []}}
    )
    assert (said["verdict"], said["deployment"]) == ("go", planned)
    assert not list(workspace.glob(".gonogo/runs/*"))
    verify("b", "deploy:alphanet", 0)
    verify("b", "deploy:alphanet", 0, "--deployment", planned)
    verify("b", "deploy:alphanet", 1, "--deployment", "sha256:" + "1" * 64)
    verify("b", "publish:alphanet", 1)


def test_a_decision_to_deploy_permits_no_other_step(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever may deploy may not publish or promote by that."""
    sign_all()
    typed("determine eris --for deploy --yes")
    capsys.readouterr()

    typed("publish eris --yes", code=1)
    typed("promote eris --yes", code=1)
    assert capsys.readouterr().out.count("[no_determination]") == 2


@pytest.mark.parametrize("missing", ROWS)
def test_one_row_less_is_a_hold(missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And explain names the command that signs what is missing."""
    for row in ROWS:
        if row != missing:
            typed(f"sign-off {row} --network eris --for deploy --note seen --yes")

    typed("determine eris --for deploy --yes", code=3)
    capsys.readouterr()
    typed("explain eris --for deploy", code=3)
    assert f"gonogo sign-off {missing} --network eris --for deploy" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        "--for publish",
        "--for deploy --policy deploy:alphanet",
        "--for deploy --deployment sha256:123456",
    ],
)
def test_what_cannot_be_about_a_plan_is_refused(words: str) -> None:
    """A former deployment is none that is planned."""
    typed(f"sign-off fma-started --network eris {words} --note seen --yes", code=2)
