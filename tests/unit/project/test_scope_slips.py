"""Components of a scope that no network has."""

from pathlib import Path

import pytest

from gonogo.project import Project, WorkspaceNetworks, unknown_components
from gonogo.record import PeopleBody, ScopeBody, ScopedFeature
from tests.unit.steps.founders import ADA, BOB, begin

SAMPLE = Path("tests/data/networks/harbour")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = begin(tmp_path / "w", ADA, BOB)
    WorkspaceNetworks(made.local).add(SAMPLE, name="eris")
    return made


def scope(components: tuple[str, ...], networks: tuple[str, ...]) -> ScopeBody:
    return ScopeBody((ScopedFeature("interop", "Interop", "platforms", components, networks),))


def test_a_slip_is_told_with_what_was_meant(project: Project) -> None:
    """The feature, the component, the network that was looked at, and the nearest name."""
    (told,) = unknown_components(project, scope(("op-geht", "op-geth"), ("eris",)))

    assert "'interop' touches 'op-geht'" in told
    assert "eris" in told
    assert "did you mean 'op-geth'" in told


@pytest.mark.parametrize(
    ("components", "networks"),
    [(("op-geth",), ("eris",)), (("op-geht",), ("elsewhere",)), (("op-geht",), ())],
)
def test_what_a_network_has_or_nobody_here_knows_is_no_slip(
    project: Project, components: tuple[str, ...], networks: tuple[str, ...]
) -> None:
    """A clone may not know the network; another one does."""
    assert unknown_components(project, scope(components, networks)) == ()


def test_another_file_names_no_components(project: Project) -> None:
    """Only a scope does."""
    assert unknown_components(project, PeopleBody.of(project.people())) == ()
