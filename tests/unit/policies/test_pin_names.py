"""A pin for a name that nobody has is told before it is signed."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.policies.pin_names import require_known_pins
from gonogo.project import Project, WorkspaceNetworks
from tests.unit.steps.founders import ADA, BOB, begin

SAMPLE = Path("tests/data/networks/harbour")
DIGEST = "sha256:" + "a" * 64


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = begin(tmp_path / "w", ADA, BOB)
    WorkspaceNetworks(made.local).add(SAMPLE, name="eris")
    return made


def _pin(project: Project, key: str) -> None:
    before = project.trust_file.read_text().partition("\npolicies:")[0]
    project.trust_file.write_text(f"{before}\npolicies:\n  {key}: {DIGEST}\n")


@pytest.mark.parametrize("key", ["promote:alphanet", "promote:alphanet@eris"])
def test_a_step_and_a_network_that_there_are(project: Project, key: str) -> None:
    """Both are known here, so the pin holds something."""
    _pin(project, key)

    require_known_pins(project)


@pytest.mark.parametrize(
    ("key", "near"),
    [("promote:alfanet", "promote:alphanet"), ("promote:alphanet@eriss", "eris")],
)
def test_a_slip_of_the_pen(project: Project, key: str, near: str) -> None:
    """With its place in the file, and what was meant."""
    _pin(project, key)
    with pytest.raises(DocumentError, match=near) as refused:
        require_known_pins(project)

    assert project.trust_file.name in refused.value.message


def test_a_project_without_trust(tmp_path: Path) -> None:
    """There is nothing that could be pinned."""
    require_known_pins(Project(tmp_path))
