"""`gonogo adopt gonogo.yaml` where a feature names what its network does not have."""

import json
from pathlib import Path

import pytest

from gonogo.cli.main import run
from tests.acceptance.planned import found_workspace


def test_a_component_that_no_network_has_is_told_before_it_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """To people and to programs; it may be signed all the same, since networks change."""
    found_workspace(tmp_path, monkeypatch)
    text = Path("gonogo.yaml").read_text().partition("features:")[0]
    row = "{title: X, team: platforms, components: [op-nodde], networks: [eris]}"
    Path("gonogo.yaml").write_text(f"{text}features:\n  interop: {row}\n")
    capsys.readouterr()

    assert run(["adopt", "gonogo.yaml", "--dry-run"]) == 0
    shown = capsys.readouterr().err
    assert run(["adopt", "gonogo.yaml", "--yes", "--json"]) == 0
    (warning,) = json.loads(capsys.readouterr().out)["warnings"]

    assert f"! {warning}" in shown
    assert "'interop' touches 'op-nodde'" in warning
    assert "eris" in warning
