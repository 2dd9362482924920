"""Policies by name or from a file, checked before anything runs."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.policies import (
    StrayPolicyError,
    composed_policy,
    known_networks,
    policy_files,
    policy_named,
    require_network,
)
from gonogo.project import Project, UnknownNetworkError
from gonogo.readiness import UnknownPolicyError, shipped_policy, shipped_policy_names

SETTINGS = """\
workspace: "0123456789abcdef0123456789abcdef"
features:
  interop: {title: I, team: platforms, components: [op-node], networks: [eris, hestia]}
"""
ON_ERIS = "extends: promote:alphanet\nsoak: 5d\napplies_to: {networks: [eris]}\n"
EVERYWHERE = "extends: promote:alphanet\nvalidity: 7d\n"
DAY = 86400.0


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A workspace whose scope names two networks, with an extension of each kind."""
    (tmp_path / "gonogo.yaml").write_text(SETTINGS)
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "README.md").write_text("# Policies\n")
    (tmp_path / "policies" / "policy.schema.json").write_text("{}\n")
    (tmp_path / "policies" / "eris.yaml").write_text(ON_ERIS)
    (tmp_path / "policies" / "all.yml").write_text(EVERYWHERE)
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("network", "soak_days", "validity_days"), [("eris", 5, 7), ("hestia", 3, 7), (None, 3, 7)]
)
def test_a_name_means_the_policy_of_the_workspace_for_the_network(
    project: Project, network: str | None, soak_days: int, validity_days: int
) -> None:
    """With everything that extends it there, and nothing that does elsewhere."""
    policy = composed_policy("promote:alphanet", network=network, project=project).policy

    assert (policy.soak_seconds, policy.validity_seconds) == (soak_days * DAY, validity_days * DAY)


def test_a_policy_that_nobody_extends_is_the_shipped_one(project: Project) -> None:
    """Digest and all."""
    composed = composed_policy("promote:betanet", network="eris", project=project)

    assert composed.policy.digest == shipped_policy("promote:betanet").digest


def test_where_numbers_came_from_is_told_as_people_see_the_files(project: Project) -> None:
    """By the path from the workspace's root."""
    composed = composed_policy("promote:alphanet", network="eris", project=project)

    assert composed.tightened == {"soak": "policies/eris.yaml", "validity": "policies/all.yml"}


def test_an_extension_for_a_network_that_nobody_knows_is_refused(project: Project) -> None:
    """Misspelt, it would apply nowhere; also where another network is asked about."""
    (project.policies / "eris.yaml").write_text(ON_ERIS.replace("eris", "eriss"))

    with pytest.raises(DocumentError, match="did you mean 'eris'") as refused:
        composed_policy("rehearsal", network="hestia", project=project)
    assert "policies/eris.yaml:3:25" in str(refused.value)


@pytest.mark.parametrize("name", ["x.ymal", "x.yaml.bak", "x.json", "teams/"])
def test_whatever_else_is_in_the_folder_is_refused(project: Project, name: str) -> None:
    """It might be meant to be a policy, and would ask for nothing."""
    path = project.policies / name
    path.mkdir() if name.endswith("/") else path.write_text(EVERYWHERE)

    with pytest.raises(StrayPolicyError, match="is no policy file"):
        policy_files(project)


def test_hidden_files_and_those_for_people_are_no_policies(project: Project) -> None:
    """An editor's and git's own do not stop anybody."""
    (project.policies / ".eris.yaml.swp").write_text("garbage: [")

    assert set(policy_files(project)) == {"policies/all.yml", "policies/eris.yaml"}


def test_a_workspace_without_the_folder_has_the_shipped_policies(tmp_path: Path) -> None:
    """Nobody has to make an empty folder."""
    (tmp_path / "gonogo.yaml").write_text(SETTINGS)

    assert policy_files(Project(tmp_path)) == {}
    with pytest.raises(UnknownPolicyError):
        composed_policy("promote:gammanet", project=Project(tmp_path))


def test_networks_are_those_of_the_scope_and_those_that_were_added(project: Project) -> None:
    """And the bench, up or down."""
    (project.local / "bench" / "other").mkdir(parents=True)

    assert known_networks(project) == {"eris", "hestia", "bench", "other"}


def test_a_network_that_nobody_knows_is_no_network_to_show_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shown for it would be what no network is asked."""
    monkeypatch.chdir(project.root)

    require_network("hestia")
    require_network(None)
    with pytest.raises(UnknownNetworkError, match="did you mean 'eris'"):
        require_network("eriz")


@pytest.mark.parametrize("name", shipped_policy_names())
def test_shipped_policies_fit_the_checks_there_are(name: str) -> None:
    """Each names checks and parameters that exist, with values of their type."""
    assert policy_named(name).name == name


@pytest.mark.parametrize(
    ("check", "parameters", "told"),
    [
        ("safe_head_advance", "{}", "did you mean 'safe_head_advances'"),
        ("safe_head_advances", "{longest_stall: 5}", "longest_stall_seconds"),
        ("safe_head_advances", "{longest_stall_seconds: soon}", "not a number"),
        ("safe_head_advances", "{longest_stall_seconds: -1}", "negative"),
        ("safe_head_advances", "{longest_stall_seconds: .inf}", "not a number"),
        ("node_answers", "{longest_silence_seconds: '9e999'}", "without end"),
        ("verifiers_keep_up", "{most_blocks_behind: 1.5}", "not a whole number"),
    ],
)
def test_mistakes_of_a_file_are_found_at_once(
    tmp_path: Path, check: str, parameters: str, told: str
) -> None:
    """A run that cannot be judged is never started."""
    path = tmp_path / "policy.yaml"
    path.write_text(
        "name: x\ntitle: x\nlevel: X\ninterval: 1s\ndefaults: {window: 5s, freshness: 5m}\n"
        "requirements:\n"
        f"  - {{id: a, title: A, why: w, remedy: r, source: s, check: {check},"
        f" parameters: {parameters}}}\n"
    )

    with pytest.raises(DocumentError, match=told) as refused:
        policy_named(str(path))
    assert f"{path}:7:" in refused.value.message


@pytest.mark.parametrize(
    ("check", "component", "told"),
    [
        ("batcher_advances", "bacher", "'bacher' is given"),
        ("safe_head_advances", "batcher", "is about no component"),
    ],
)
def test_a_component_cannot_excuse_a_check_that_is_not_about_it(
    tmp_path: Path, check: str, component: str, told: str
) -> None:
    """A misspelt component is in no inventory, so the requirement would apply nowhere."""
    path = tmp_path / "policy.yaml"
    path.write_text(
        "name: x\ntitle: x\nlevel: X\ninterval: 1s\ndefaults: {window: 900s, freshness: 5m}\n"
        "requirements:\n"
        f"  - {{id: a, title: A, why: w, remedy: r, source: s, check: {check},"
        f" component: {component}}}\n"
    )

    with pytest.raises(DocumentError, match=told) as refused:
        policy_named(str(path))
    assert f"{path}:7:" in refused.value.message
