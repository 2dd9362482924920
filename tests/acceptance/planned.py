"""A workspace of one person with an alphanet that is planned, as people type it together."""

import json
from pathlib import Path

import pytest

from gonogo.cli.main import run

ROWS = (
    "acceptance-coverage",
    "local-acceptance",
    "fma-started",
    "scope-described",
    "manifest-published",
    "approval-deploy-platforms",
)
MANIFEST = {
    "name": "eris",
    "type": "alphanet",
    "l1": {"name": "sepolia", "chain_id": 11155111},
    "l2": {
        "components": {"op-node": {"version": "v1.16.0-rc.1"}},
        "chains": [{"name": "eris-0", "chain_id": 420120001}],
    },
}
FEATURES = """
features:
  interop: {title: Interop, team: platforms, components: [op-node], networks: [eris]}
"""


def found_workspace(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the workspace below a directory, and go into it."""
    home, folder, files = directory / "home", directory / "w", directory / "files" / "eris"
    for each in (home, folder, files):
        each.mkdir(parents=True)
    (files / "manifest.yaml").write_text(json.dumps(MANIFEST))
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "SSH_AUTH_SOCK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)
    typed("init --solo --name ada --no-passphrase")
    settings = (folder / "gonogo.yaml").read_text()
    (folder / "gonogo.yaml").write_text(settings[: settings.index("\nfeatures:")] + FEATURES)
    typed("adopt gonogo.yaml --yes")
    typed(f"network add {files}")
    return folder


def typed(words: str, code: int = 0) -> None:
    """Type a command, which must end with this code."""
    assert run(words.split()) == code


def sign_all() -> None:
    """Sign everything that is asked before a deployment."""
    for row in ROWS:
        typed(f"sign-off {row} --network eris --for deploy --note seen --yes")
