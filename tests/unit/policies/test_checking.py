"""Whether policy files are right, alone and together."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.policies import check_policy_file, check_policy_files, project_policy_names
from gonogo.project import Project

SETTINGS = """\
workspace: "0123456789abcdef0123456789abcdef"
features:
  interop: {title: I, team: platforms, components: [op-node], networks: [eris, hestia]}
"""
OWN = "name: own:nightly\ntitle: Nightly\nlevel: OWN\nextends: promote:alphanet\nsoak: 4d\n"
OURS = """\
extends: promote:alphanet
applies_to: {networks: [eris]}
by_hand: {roles: [feature], freshness: 7d}
requirements:
  - {id: interop-messages, title: T, why: w, remedy: r, source: s}
  - {id: nodes-answer, passes: 9}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A workspace in whose root we stand."""
    (tmp_path / "gonogo.yaml").write_text(SETTINGS)
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "ours.yaml").write_text(OURS)
    (tmp_path / "policies" / "own.yaml").write_text(OWN)
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


def test_a_file_says_what_it_adds_and_tightens(project: Project) -> None:
    """And where it applies."""
    ours, own = check_policy_files(project)

    assert (ours.name, ours.extends, ours.is_extension) == (
        "policies/ours.yaml",
        "promote:alphanet",
        True,
    )
    assert (ours.added, ours.tightened) == (("interop-messages",), ("nodes-answer",))
    assert (ours.networks, own.networks) == (("eris",), None)
    assert (own.is_extension, own.composed.policy.name) == (False, "own:nightly")
    assert project_policy_names(project).count("own:nightly") == 1


def test_a_file_of_the_folder_is_checked_with_the_others(project: Project) -> None:
    """It may extend one of them."""
    (project.policies / "more.yaml").write_text("extends: own:nightly\nsoak: 5d\n")

    checked = check_policy_file(Path("policies/more.yaml"))

    assert checked.extends == "own:nightly"
    assert checked.composed.policy.soak_seconds == 5 * 86400.0


def test_a_file_from_elsewhere_is_checked_by_itself(project: Project) -> None:
    """It extends what ships."""
    path = project.root / "elsewhere.yaml"
    path.write_text(OURS)

    assert check_policy_file(path).added == ("interop-messages",)
    path.write_text("extends: own:nightly\nsoak: 5d\n")
    with pytest.raises(DocumentError, match="there is no policy 'own:nightly'"):
        check_policy_file(path)


def test_files_that_exclude_each_other_on_one_network_are_found(project: Project) -> None:
    """Each is right alone, and elsewhere they never meet."""
    row = "\nrequirements: [{id: security-statement, roles: [ROLE]}]\n"
    (project.policies / "a.yaml").write_text(
        "extends: promote:alphanet" + row.replace("ROLE", "security")
    )
    (project.policies / "b.yaml").write_text(
        "extends: promote:alphanet\napplies_to: {networks: [hestia]}"
        + row.replace("ROLE", "platforms")
    )

    with pytest.raises(DocumentError, match="nobody could sign it"):
        check_policy_files(project)


def test_a_weaker_file_is_refused_wherever_it_applies(project: Project) -> None:
    """With place and reason."""
    (project.policies / "lax.yaml").write_text(
        "extends: promote:betanet\napplies_to: {networks: [hestia]}\nsoak: 1d\n"
    )

    with pytest.raises(DocumentError, match=r"policies/lax.yaml:3:1 soak: must be at least 7 days"):
        check_policy_files(project)
