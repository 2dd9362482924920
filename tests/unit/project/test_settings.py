"""gonogo.yaml: the workspace, and which features are in scope where."""

import pytest

from gonogo.documents import DocumentError
from gonogo.features import Feature
from gonogo.project import parse_settings
from gonogo.project.settings import AcceptanceSettings

WORKSPACE = "0123456789abcdef0123456789abcdef"
SETTINGS = f"""\
workspace: {WORKSPACE}
features:
  interop:
    title: Interop
    team: platforms
    components: [op-supervisor, op-node]
    networks: [eris]
"""


def test_features_are_read_in_one_order() -> None:
    """Components and networks are sets, so their order in the file does not matter."""
    settings = parse_settings(SETTINGS, "gonogo.yaml")

    assert settings.workspace == WORKSPACE
    assert settings.features == (
        Feature("interop", "Interop", "platforms", ("op-node", "op-supervisor"), ("eris",)),
    )


def test_where_acceptance_tests_are_is_read_as_it_is_written() -> None:
    """Paths are of the project's folder; whoever uses them puts the two together."""
    text = f"workspace: {WORKSPACE}\nacceptance: {{validators: gates.yaml, testdir: ./tests}}\n"

    settings = parse_settings(text, "gonogo.yaml")

    assert settings.acceptance == AcceptanceSettings("gates.yaml", "./tests", None)
    assert parse_settings(SETTINGS, "gonogo.yaml").acceptance == AcceptanceSettings()


@pytest.mark.parametrize("features", ["features:\n", "features: {}\n", ""])
def test_a_workspace_may_have_no_features_yet(features: str) -> None:
    """It begins with none."""
    assert parse_settings(f"workspace: {WORKSPACE}\n{features}", "gonogo.yaml").features == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("workspace:", "worksapce:", "1:1 worksapce: unknown key (did you mean 'workspace'?)"),
        (WORKSPACE, "abc", "1:1 workspace: must be 32 small hexadecimal digits"),
        ("features:", "feature:", "2:1 feature: unknown key (did you mean 'features'?)"),
        ("components:", "component:", "6:5 features.interop.component: unknown key"),
        ("[op-supervisor, op-node]", "[]", "6:5 features.interop.components: is empty"),
        ("[op-supervisor, op-node]", "[a, a]", "6:21 features.interop.components.1: stands here a"),
        ("[op-supervisor, op-node]", "op-node", "must be a list"),
        ("[eris]", "['']", "7:16 features.interop.networks.0: is no name"),
        ("  interop:", "  Interop Two:", "3:3 features.Interop Two: is no id"),
        ("    team: platforms\n", "", "features.interop.team: is required"),
        ("title: Interop", "title: ''", "4:5 features.interop.title: must be one line"),
        (SETTINGS, "", "is empty"),
    ],
)
def test_a_mistake_in_settings_is_told_with_its_place(old: str, new: str, told: str) -> None:
    """Every rule that the file breaks is named, with line and column."""
    assert old in SETTINGS

    with pytest.raises(DocumentError) as refused:
        parse_settings(SETTINGS.replace(old, new, 1), "gonogo.yaml")

    assert told in refused.value.message
