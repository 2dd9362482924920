"""Policies by name or from a file, checked before anything runs."""

from pathlib import Path

import pytest

from gonogo.bootstrap import policy_named
from gonogo.documents import DocumentError
from gonogo.readiness import shipped_policy_names


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
