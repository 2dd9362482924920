"""The pull request: complete, and safe whatever people wrote into findings."""

import subprocess
from dataclasses import replace
from datetime import date

import pytest

from gonogo.networks import Stage
from gonogo.promotion import (
    KnownFinding,
    PullRequest,
    Reason,
    pull_request_text,
    pull_request_title,
    verifying_lines,
)
from tests.unit.promotion.example import POLICY, Process, named, verified_from

NASTY = "a|b\n# c <script>alert(1)</script> [x](https://evil.example) @everyone `rm` ~~d~~ \x1b[31m"


def request() -> PullRequest:
    """Return the promotion of an alphanet with a plan."""
    decided = Process().decide(verdict="conditional", level="READINESS_ALPHANET_CONDITIONAL")
    return PullRequest(
        verified=verified_from(decided),
        stage=Stage.ALPHANET,
        bundle="alpha.bundle",
        bundle_digest=named("bundle"),
        reasons=(Reason("finding-planned", "sha256:ab", "conditional"),),
        findings=(
            KnownFinding(
                "Slow withdrawals", "SEV 2", "Twice the proposers", "ada", date(2026, 12, 1)
            ),
        ),
        version="0.1.0",
        titles={"interop": "Interop"},
    )


@pytest.mark.parametrize(
    "told",
    [
        "## What climbs",
        "interop: Interop",
        "op\\-geth 1.2.0\\-rc.1, op\\-node 1.9.0",
        "**conditional** for `promote:alphanet`, worth `READINESS_ALPHANET_CONDITIONAL`",
        "valid until 2026-11-15 12:00 UTC",
        "It rests on plans or waivers",
        named("bundle"),
        named("candidate"),
        named("deployment"),
        POLICY.digest,
        "finding\\-planned",
        "| SEV 2 | Slow withdrawals | Twice the proposers | ada | 2026-12-01 |",
        "go on to a betanet",
        "--accept conditional",
    ],
)
def test_it_tells_everything(told: str) -> None:
    """What climbs, at which versions, by which decision, why, and how to verify it."""
    assert told in pull_request_text(request())


def test_its_title_names_the_stages() -> None:
    """In one line."""
    assert pull_request_title(request()) == "Promote 2 features of alpha from alphanet to betanet"


def test_a_rehearsal_says_so_first() -> None:
    """Nobody takes a bench's promotion for one."""
    rehearsed = replace(request(), stage=Stage.BENCH)

    assert pull_request_title(rehearsed).startswith("Rehearse")
    assert pull_request_text(rehearsed).startswith("**This is a rehearsal.**")


def test_solo_is_marked() -> None:
    """One person alone decided, and whoever reads it sees that."""
    decided = Process().decide()
    solo = replace(request(), verified=verified_from(decided, is_solo=True))

    assert "**SOLO**" in pull_request_text(solo)


def test_an_open_break_glass_stands_first() -> None:
    """Wherever the network is shown, so is what was forced on it."""
    text = pull_request_text(replace(request(), break_glass=("BREAK-GLASS one", "BREAK-GLASS two")))

    assert text.splitlines()[0] == "> **BREAK\\-GLASS one**"
    assert "BREAK\\-GLASS two" in text


def test_what_people_wrote_stays_text() -> None:
    """A title makes no row, heading, link, mention or tag, and moves no cursor."""
    finding = KnownFinding(NASTY, NASTY, NASTY, NASTY)
    told = replace(
        request(),
        findings=(finding,),
        reasons=(Reason(NASTY, NASTY, NASTY),),
        titles={"interop": NASTY},
        break_glass=(NASTY,),
    )

    text = pull_request_text(told)

    rows = [line for line in text.splitlines() if "script" in line]
    assert len(rows) == 4
    assert [row.replace("\\|", "").count("|") for row in rows] == [0, 3, 4, 6]
    assert "<script" not in text.replace("\\<", "")
    assert "@everyone" not in text
    assert "](http" not in text
    assert "https://evil" not in text
    assert "\x1b" not in text
    assert "\n# c" not in text


def test_it_has_five_lines_to_verify_with() -> None:
    """A job needs no more than these."""
    asked = "--transition promote:alphanet --accept conditional"

    assert verifying_lines(request()) == (
        "set -eu",
        "python3 -m pip install gonogo==0.1.0",
        "bundle=alpha.bundle",
        f'echo "{named("bundle").removeprefix("sha256:")}  $bundle" | sha256sum --check',
        f'gonogo verify "$bundle" --trust trust.yaml --manifest manifest.yaml {asked}',
    )


@pytest.mark.parametrize("name", ["a b.bundle", "$(touch pwned).bundle", "a'b.bundle", "-x.bundle"])
def test_no_file_name_runs_anything(name: str) -> None:
    """The shell reads a name as a name."""
    line = verifying_lines(replace(request(), bundle=name))[2]

    said = subprocess.run(  # noqa: S603 - the line is what is tried
        ["/bin/sh", "-c", f'{line}\nprintf %s "$bundle"'],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == name


def test_without_anything_to_tell_it_says_so() -> None:
    """Nothing is left empty for a reader to guess."""
    decided = Process().decide(features=())
    text = pull_request_text(
        replace(request(), verified=verified_from(decided), findings=(), reasons=())
    )

    assert "No feature is in scope." in text
    assert "Every requirement is met, and nothing else weighs on it." in text
    assert "## Findings that go along\n\nNone." in text
