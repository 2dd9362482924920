"""The schema for editors says what the models say."""

from typing import Any

import pytest

from gonogo.documents import DocumentError, parse_yaml
from gonogo.policies import known_checks
from gonogo.readiness import read_file, shipped_policy_names, shipped_policy_text
from gonogo.readiness.policy_json_schema import policy_json_schema
from gonogo.readiness.policy_schema import PolicyFile
from gonogo.readiness.shipped_files import base_names, base_text
from tests.unit.readiness.extensions import OURS, TIGHTER
from tests.unit.readiness.json_schema import faults
from tests.unit.readiness.policy_files import WHOLE
from tests.unit.readiness.test_policy_file import DAYS

SCHEMA = policy_json_schema(known_checks(), shipped_policy_names())
OF_BASES = {**SCHEMA, "anyOf": [{"required": ["requirements"]}]}


def found(text: str, schema: dict[str, Any] = SCHEMA) -> list[str]:
    return [*faults(parse_yaml(text, "x.yaml").value, schema, schema)]


@pytest.mark.parametrize("name", shipped_policy_names())
def test_shipped_policies_fit_the_schema(name: str) -> None:
    """An editor has nothing to say about them."""
    assert found(shipped_policy_text(name)) == []


@pytest.mark.parametrize("name", base_names())
def test_base_files_fit_the_schema_of_rows(name: str) -> None:
    """Their rows are those of policies."""
    assert found(base_text(name), OF_BASES) == []


@pytest.mark.parametrize("text", [OURS, TIGHTER, WHOLE.replace(", exact: true", "") + DAYS])
def test_what_people_write_fits_the_schema(text: str) -> None:
    """Extensions and whole policies."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("interval: 2s", "interval: 2"),
        ("interval: 2s", "intervall: 2s"),
        ("interval: 2s\n", ""),
        ("interval: 2s", "interval:"),
        ("window: 30m", "window: 30"),
        ("level: OWN_ALPHANET", "level: own"),
        ("name: own:alphanet", "name: my own"),
        ("check: safe_head_advances", "check: safe_head_advance"),
        ("passes_to_resolve: 3", "passes_to_resolve: 0"),
        ("passes_to_resolve: 3", "passes_to_resolve: '3'"),
        ("resolves_by_pass: true", "resolves_by_pass: yes"),
        ("roles: [security, platforms]", "roles: [break-glass]"),
        ("roles: [security, platforms]", "roles: platforms"),
        ("is_invariant: true", "repeatable: {failure_percent: 100}"),
        ("is_invariant: true", "repeatable: {failure_percent: '14'}"),
        ("longest_stall_seconds: 120.0", "longest_stal_seconds: 120.0"),
        ("longest_stall_seconds: 120.0", "longest_stall_seconds: [120]"),
        ("role: platforms", "role: anybody"),
        ("id: deposit", "id: Deposit"),
        ("interval: 2s", "interval: 2s\nfreezes: [{from: soon, until: 2027-01-01, reason: r}]"),
        ("interval: 2s", "interval: 2s\nfreezes: [{starts: 2027-01-01, until: 2027-01-02}]"),
    ],
)
def test_the_schema_refuses_what_the_models_refuse(old: str, new: str) -> None:
    """Each mistake that one key alone tells is one in the editor too."""
    text = WHOLE.replace(", exact: true", "")
    assert old in text

    assert found(text.replace(old, new, 1))


def test_every_key_has_a_description() -> None:
    """The editor shows it beside the key."""
    definitions = {**SCHEMA["$defs"], "PolicyFile": SCHEMA}

    for name, definition in definitions.items():
        for key, value in definition["properties"].items():
            assert value.get("description"), f"{name}.{key}"


def test_the_schema_has_the_keys_of_the_files() -> None:
    """Under the names that files have for them."""
    assert set(SCHEMA["properties"]) == set(PolicyFile.model_fields)
    assert set(SCHEMA["$defs"]["FreezeRow"]["properties"]) == {"from", "until", "reason"}


def test_the_modeline_of_editors_is_a_comment() -> None:
    """What tells an editor where the schema is means nothing to gonogo."""
    read = read_file(f"# yaml-language-server: $schema=policy.schema.json\n{OURS}", "x.yaml")

    assert read.is_extension
    with pytest.raises(DocumentError, match="unknown key"):
        read_file(f"$schema: policy.schema.json\n{OURS}", "x.yaml")
