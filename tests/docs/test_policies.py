"""The page about policies: its examples are policies, and it leaves no key out."""

import re
from pathlib import Path

import pytest

from gonogo.policies import known_checks
from gonogo.readiness import (
    Composed,
    effective_policy,
    read_file,
    shipped_policy_names,
)
from gonogo.readiness.policy_schema import ByHand, Defaults, PolicyFile, Row

PAGE = (Path(__file__).parents[2] / "docs" / "policies.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
# What needs no telling, or is told by the words of a requirement.
PLAIN = {"name", "title", "level", "check", "requirements", "id", "interval", "resolves_by_pass"}


def composed(text: str) -> Composed:
    read = read_file(text, "example.yaml")
    return effective_policy(
        read.file.name or str(read.file.extends),
        "eris",
        {"example.yaml": text},
        networks=["eris"],
        checks=known_checks(),
    )


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_is_a_policy(text: str) -> None:
    """Whoever copies it has one that works."""
    assert composed(text).sources[-1] == "example.yaml"


def test_the_examples_show_a_policy_and_an_extension() -> None:
    """One of each."""
    assert [read_file(text, "x").is_extension for text in EXAMPLES] == [False, True]


@pytest.mark.parametrize("model", [PolicyFile, Defaults, ByHand, Row])
def test_every_key_is_on_the_page(model: type) -> None:
    """A key that nobody reads about is one that nobody uses."""
    keys = {info.alias or name for name, info in getattr(model, "model_fields").items()}  # noqa: B009 - typed as any class

    assert {key for key in keys - PLAIN if f"`{key}" not in PAGE} == set()


@pytest.mark.parametrize("name", shipped_policy_names())
def test_every_shipped_policy_is_on_the_page(name: str) -> None:
    """In the table of all requirements."""
    assert f"`{name}` |" in PAGE


def test_the_mistake_that_is_shown_is_the_one_that_is_told() -> None:
    """Message and place are as the command writes them."""
    shown = re.search(r"policies/eris.yaml:3:1 .*", PAGE)
    text = "extends: promote:alphanet\napplies_to: {networks: [eris]}\nsoak: 1d\n"

    with pytest.raises(Exception, match="never weakens it") as refused:
        effective_policy(
            "promote:alphanet", "eris", {"policies/eris.yaml": text}, checks=known_checks()
        )
    assert shown is not None
    assert str(refused.value) == shown[0]
