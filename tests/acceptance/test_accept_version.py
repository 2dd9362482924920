"""`gonogo accept-version` as it is typed: after another release candidate, a pass counts on."""

import json
import re
import shlex
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo import digest
from gonogo.cli.main import run
from gonogo.clock import SystemClock
from gonogo.people import ActKind
from gonogo.project import Project, keep_content, sign_act
from gonogo.record import (
    ComponentVersion,
    FeatureVersions,
    ManualResultBody,
    ScopedChain,
    signer_of,
)
from tests.acceptance.planned import found_workspace, typed
from tests.unit.promotion.example import POLICY, decision, named, step

OLD, NOW = "v1.16.0-rc.0", "v1.16.0-rc.1"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one, in which interop passed an alphanet with an older op-node."""
    folder = found_workspace(tmp_path, monkeypatch)
    project, clock = Project(folder), SystemClock()
    signer = signer_of(tmp_path / "home" / ".config" / "gonogo" / "id_ed25519", environment={})
    pin_for_alphanets(project)
    look = ManualResultBody(
        "alpha", named("deployment"), "safe-head-advances", None, "passed", "it advanced", ()
    )
    sign_act(project, ActKind.MANUAL_RESULT, look, signer, clock)
    features = (FeatureVersions("interop", (ComponentVersion("op-node", OLD),)),)
    body = decision(
        features=features,
        scope=(ScopedChain("901", ()),),
        judged_at=clock.now(),
        valid_until=clock.now().replace(microsecond=0) + timedelta(days=1),
    )
    decided = sign_act(project, ActKind.DETERMINATION, body, signer, clock).act
    sign_act(project, ActKind.PROMOTION, step(decided), signer, clock)
    return folder


def pin_for_alphanets(project: Project) -> None:
    """Pin a policy that asks for one look, and keep it beside the record as a decision does."""
    pinned = project.trust().policies["promote:alphanet"]
    place = project.root / "trust.yaml"
    place.write_text(place.read_text().replace(pinned, POLICY.digest))
    typed("adopt trust.yaml --yes")
    keep_content(project, digest.canonical_json(POLICY))


def test_the_ledger_knows_the_step(capsys: pytest.CaptureFixture[str]) -> None:
    """Signed once, with what it carries over told before; a second time there is nothing to do."""
    words = f"accept-version op-node --from {OLD} --to {NOW} --reason same"
    capsys.readouterr()

    typed(f"{words} --yes --json")
    told = json.loads(capsys.readouterr().out)
    typed(f"{words} --yes", code=1)

    assert (told["component"], told["from"], told["to"]) == ("op-node", OLD, NOW)
    assert "counts for" in capsys.readouterr().err


def test_it_is_shown_before_it_is_signed(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without anybody to ask, nothing is signed without --yes."""
    before = sorted((workspace / "record").rglob("*.json"))

    code = run(["accept-version", "op-node", "--from", OLD, "--to", NOW, "--reason", "same"])

    said = capsys.readouterr()
    assert code != 0
    assert "interop, promote:alphanet on alpha" in said.out + said.err
    assert sorted((workspace / "record").rglob("*.json")) == before


def reasons(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Return what to do about each reason, under a policy that wants an alphanet passed."""
    capsys.readouterr()
    run(["explain", "eris", "--policy", "deploy:betanet", "--json"])
    told = json.loads(capsys.readouterr().out)
    return {each["code"]: json.dumps(each) for each in told["reasons"]}


def test_what_is_told_to_type_settles_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The reason names the whole command line, which can be typed as it is."""
    before = reasons(capsys)["feature-not-passed"]
    found = re.search(r"`gonogo (accept-version [^`]*)`", json.loads(before)["remedy"])
    assert found is not None, before

    words = shlex.split(found[1].replace("\N{HORIZONTAL ELLIPSIS}", "only the docs differ"))
    assert run([*words, "--yes"]) == 0

    assert words[:6] == ["accept-version", "op-node", "--from", OLD, "--to", NOW]
    assert "feature-not-passed" not in reasons(capsys)


def test_answers_that_one_person_made_up_carry_no_feature(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Signed by hand under the pinned policy, and promoted on: the ledger and the judge say no."""
    project, clock = Project(workspace), SystemClock()
    signer = signer_of(tmp_path / "home" / ".config" / "gonogo" / "id_ed25519", environment={})
    features = (FeatureVersions("interop", (ComponentVersion("op-node", NOW),)),)
    body = decision(
        deployment=named("another"),
        features=features,
        judged_at=clock.now(),
        valid_until=clock.now().replace(microsecond=0) + timedelta(days=1),
    )
    forged = sign_act(project, ActKind.DETERMINATION, body, signer, clock).act
    sign_act(project, ActKind.PROMOTION, step(forged), signer, clock)
    capsys.readouterr()

    run(["ledger", "--json"])
    told = capsys.readouterr().out

    assert told.count("not_derived") == 1
    assert "feature-not-passed" in reasons(capsys)
