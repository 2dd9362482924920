"""`gonogo report` as it is typed: a decision in three formats that say the same, or a refusal."""

import json
from pathlib import Path
from typing import Any

import pytest

from gonogo.cli.main import run
from tests.acceptance.planned import ROWS, found_workspace, typed
from tests.unit.report.said import Said, said_by_markdown, said_by_page

BLOCK = "the audit is not public yet"
KEPT = "a file that somebody wrote\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one with a planned alphanet, in which we stand."""
    return found_workspace(tmp_path, monkeypatch)


def decided(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Decide about the deployment; returns what the command said."""
    capsys.readouterr()
    run(["determine", "eris", "--for", "deploy", "--yes", "--json", *words])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def reported(name: str, code: int, *words: str) -> tuple[Said, Said, dict[str, Any]]:
    """Write a report in each format, which must end with a code; returns what each says."""
    files = ("-o", "r.html", "-o", "r.md", "-o", "r.json")
    assert run(["report", name, *files, *words]) == code
    return (
        said_by_page(Path("r.html").read_text()),
        said_by_markdown(Path("r.md").read_text()),
        json.loads(Path("r.json").read_text()),
    )


def plain(said: Said) -> str:
    """Return what is said as one line, without letters that only part a name for a browser."""
    return said.text.replace("\u200b", "").replace("\u00ad", "")


def test_a_refusal_is_told_alike_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    """Verdict, reasons, answers and who decided; the page and the Markdown word for word."""
    typed(f"sign-off {ROWS[0]} --network eris --for deploy --note seen --yes")
    said = decided(capsys, "--block", BLOCK)

    page, markdown, document = reported(said["determination"], 1)

    assert (said["verdict"], document["verdict"]) == ("no-go", "no-go")
    assert document["kind"] == "decision"
    assert document["report"]["authority"]["determination"] == said["determination"]
    for people in (page, markdown):
        assert "no-go" in plain(people).lower()
        assert BLOCK in plain(people)
        assert "ada" in people.sections["Who decided"]
        for missing in ROWS[1:]:
            assert missing in people.sections["Results by requirement"]
    assert [*page.sections][1:] == [*markdown.sections][1:]
    for section in [*page.sections][1:]:
        assert page.words(section) == markdown.words(section), section


def test_the_reasons_are_those_that_were_signed(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON names each with its code and what it is about, and each answer, as the act does."""
    said = decided(capsys, "--hold", "the docs are not reviewed")

    page, markdown, document = reported(said["determination"], 3)

    told = document["report"]["decision"]
    reasons = [(each["code"], each["verdict"]) for each in told["reasons"]]
    answers = {(each["requirement"], each["chain"]): each["answer"] for each in told["answers"]}
    assert sorted(reasons) == sorted((each["code"], each["verdict"]) for each in said["reasons"])
    assert answers == {
        (each["requirement"], each["chain"]): each["answer"] for each in said["answers"]
    }
    for reason in told["reasons"]:
        for people in (page, markdown):
            assert reason["code"] in people.sections["Other reasons"]


def test_a_decision_that_was_taken_back_is_no_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    """What was signed as a go is a hold, and every format says why."""
    for row in ROWS:
        typed(f"sign-off {row} --network eris --for deploy --note seen --yes")
    said = decided(capsys)
    before = reported(said["determination"], 0)[2]
    assert run(["revoke", said["determination"], "--reason", "of another commit", "--yes"]) == 0

    page, markdown, document = reported(said["determination"], 3)

    assert (before["verdict"], before["stands"]) == ("go", True)
    assert (document["verdict"], document["stands"]) == ("go", False)
    assert document["failings"] == ["revoked"]
    for people in (page, markdown):
        assert "of another commit" in plain(people)
        assert "Nobody may act on this decision any more: revoked." in plain(people)


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_an_unknown_network_is_told_and_a_file_is_left_as_it_is(
    ending: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could not be made takes nothing away, and leaves no half file."""
    (workspace / f"kept.{ending}").write_text(KEPT)
    before = sorted(workspace.iterdir())

    code = run(["report", "nowhere", "-o", f"kept.{ending}", "-o", "new.html"])

    assert code == 2
    assert "no network, run or decision 'nowhere'" in capsys.readouterr().err
    assert (workspace / f"kept.{ending}").read_text() == KEPT
    assert sorted(workspace.iterdir()) == before


@pytest.mark.parametrize("bad", ["report.pdf", "nowhere/report.html"])
def test_no_file_is_written_where_one_of_them_cannot_be(
    bad: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said before anything is judged, so the good path is not written either."""
    (workspace / "kept.html").write_text(KEPT)

    assert run(["report", "eris", "--for", "deploy", "-o", "kept.html", "-o", bad]) == 2

    assert "cannot be written" in capsys.readouterr().err
    assert (workspace / "kept.html").read_text() == KEPT


def test_a_report_replaces_the_one_before_as_a_whole(workspace: Path) -> None:
    """What is longer than the new one leaves no tail, and nothing else lies beside it."""
    (workspace / "r.md").write_text(KEPT * 100_000)

    markdown = reported("eris", 3, "--for", "deploy")[1]

    assert KEPT.strip() not in plain(markdown)
    assert not list(workspace.glob(".new-*"))
