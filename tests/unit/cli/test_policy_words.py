"""Policies in lines for a terminal."""

from collections.abc import Callable
from dataclasses import replace

import click
import pytest
from click.testing import CliRunner

from gonogo.cli.policy_words import in_short, show_differences, show_policy
from gonogo.readiness import Difference, effective_policy, shipped_composed, shipped_policy

ALPHANET = shipped_policy("promote:alphanet")


def shown(show: Callable[[], None]) -> str:
    @click.command()
    def command() -> None:
        show()

    return CliRunner().invoke(command, [], terminal_width=200).output


@pytest.mark.parametrize("name", ["rehearsal", "promote:betanet"])
def test_every_requirement_is_shown_with_why_and_whose_it_is(name: str) -> None:
    """None is left out, whoever is held up by it."""
    composed = shipped_composed(name)

    told = shown(lambda: show_policy(composed))

    assert composed.policy.digest in told
    for row in composed.policy.requirements:
        assert f"\n{row.id}: {row.title}\n" in told
        assert row.why in told
    assert told.count("  from     ") == len(composed.policy.requirements)


def test_a_number_that_an_extension_set_says_which() -> None:
    """Beside the number."""
    files = {"ours.yaml": "extends: promote:alphanet\nsoak: 5d\n"}

    told = shown(lambda: show_policy(effective_policy("promote:alphanet", None, files)))

    (line,) = (each for each in told.splitlines() if each.startswith("  soak "))
    assert line.endswith("[ours.yaml]")


def test_a_policy_in_short_counts_what_people_must_do() -> None:
    """And says where no decision under it may be acted on."""
    by_hand = sum(row.check is None for row in ALPHANET.requirements)

    assert f"{by_hand} signed by people" in in_short(ALPHANET)
    assert "not valid" in in_short(replace(ALPHANET, validity_seconds=0.0))
    assert "not valid" not in in_short(ALPHANET)


def test_what_stands_in_brackets_is_text() -> None:
    """The library for tables would take it for a colour and show nothing."""
    told = shown(
        lambda: show_differences("a", "b", [Difference("title", "[red]x", "[bold]y", "", ("r",))])
    )

    assert "[red]x" in told
    assert "[bold]y" in told
