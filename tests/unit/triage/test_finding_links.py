"""Notes about a finding: what holds at once, what waits, and what is no original."""

import pytest

from gonogo.project import (
    RefusedError,
    TextError,
)
from gonogo.triage.finding_links import Link
from gonogo.triage.finding_view import State
from tests.unit.steps.founders import ADA, BOB
from tests.unit.triage.acting import link
from tests.unit.triage.desks import (
    Office,
)


def test_team_and_tracker_hold_at_once(team: Office) -> None:
    """Anybody of the people can say whose it is and where it is tracked."""
    named = team.only_finding().finding.id
    link(team, named, Link("proofs", "https://github.com/o/r/issues/7"))

    view = team.only_finding()
    assert view.finding.owning_team == "proofs"
    assert view.finding.tracker_url == "https://github.com/o/r/issues/7"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://x.org",
        "https://x.org/\x1b]8;;evil",
        "https://x.org/\nhttps://y",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "//x.org",
        "https://user:pw@x.org",
        "https://x.org@evil.example",
        'https://x.org/"onclick="x',
        "https://x.org/<script>",
        "https://\u0435xample.org",
        "https://x.org:99999999",
        "https://[",
        "https://x.org/" + "a" * 3000,
        "",
    ],
)
def test_a_tracker_is_a_web_address(team: Office, url: str) -> None:
    """Nothing that runs, that hides or that carries a password."""
    named, before = team.only_finding().finding.id, team.acts()

    with pytest.raises(TextError):
        link(team, named, Link(tracker=url))

    assert team.acts() == before


def test_a_duplicate_waits_for_somebody_else(team: Office) -> None:
    """Nobody resolves a finding by calling it another's duplicate."""
    team.observe(balances="failed")
    first, second = team.findings()
    said = link(team, second.finding.id, Link(duplicate_of=first.digits), ADA)
    assert team.findings()[1].state is State.UNRATED
    assert [each.act.id for each in team.findings()[1].pending] == [said.id]

    team.endorse(BOB, said)

    assert team.findings()[1].state is State.DUPLICATE


def test_duplicates_make_no_circle(team: Office) -> None:
    """Neither of itself nor by way of others, whether anybody agreed to these yet or not."""
    team.observe(balances="failed")
    team.observe(nodes_agree="failed")
    one, two, three = (each.finding.id for each in team.findings())
    link(team, two, Link(duplicate_of=one))
    link(team, three, Link(duplicate_of=two))

    for name, other in ((one, one), (one, two), (one, three), (two, three)):
        with pytest.raises(RefusedError, match="the same as itself"):
            link(team, name, Link(duplicate_of=other))


def test_a_finding_of_another_network_is_no_original(team: Office) -> None:
    """It is known by its id, and refused by its network."""
    team.observe(network="styx", balances="failed")
    here, elsewhere = team.only_finding(), team.findings("styx")[0]

    with pytest.raises(RefusedError, match="is a finding of styx"):
        link(team, here.finding.id, Link(duplicate_of=elsewhere.finding.id))
