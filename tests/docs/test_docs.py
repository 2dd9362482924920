"""The documentation says what the code has: nothing missing, nothing that is gone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generate import PAGES
from gonogo.acceptance import default_gate_texts
from gonogo.acceptance.runners import RUNNER_NAMES
from gonogo.checks import CATALOG
from gonogo.cli.exit_code import ExitCode, of_verdict
from gonogo.cli.main import COMMANDS
from gonogo.findings import SEVERITY_NAMES, Severity
from gonogo.people import ActKind, Role, Signer, Standing, may_sign
from gonogo.readiness import Answer, Verdict
from gonogo.report import report_json
from gonogo.report.wording import EXIT_CODES
from tests.unit.report import samples

DOCS = Path(__file__).parents[2] / "docs"


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def rows(page: str, header: str) -> Iterator[list[str]]:
    """Yield the rows of the table whose header begins so, without their decoration."""
    lines = iter(page[page.index(f"| {header}") :].splitlines()[2:])
    for line in lines:
        if not line.startswith("|"):
            return
        yield [cell.strip(" *`") for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_says(name: str) -> None:
    """Run `make docs` after changing a check, a policy or a command's help."""
    assert read(name) == PAGES[name]()


@pytest.mark.parametrize("check", CATALOG)
def test_every_check_is_documented(check: str) -> None:
    """Each check of the catalog has its entry, and says what it asserts."""
    assert f'<a id="{check}"></a>`{check}`\n**{CATALOG[check].title}.**' in read("checks.md")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    """Each command has its help on the page."""
    assert f"## `gonogo {command}`\n" in read("commands.md")


@pytest.mark.parametrize("kind", ActKind)
@pytest.mark.parametrize("signer", [*Standing, *Role])
def test_every_permission_is_documented(kind: ActKind, signer: Signer) -> None:
    """A cell of the page says yes exactly where the signer may sign."""
    page = read("permissions.md")
    header = next(line for line in page.splitlines() if line.startswith("| act |"))
    column = [cell.strip() for cell in header.strip("|").split("|")].index(signer.value)
    row = next(row for row in rows(page, "act |") if row[0] == kind.value)

    assert row[column] == ("yes" if may_sign(kind, {signer}) else "")


def test_every_exit_code_is_documented() -> None:
    """The table has exactly the codes that there are, under their names."""
    told = {row[1]: int(row[0]) for row in rows(read("exit-codes.md"), "code | name")}

    assert told == {code.name: code.value for code in ExitCode}


def test_exit_codes_of_verdicts_are_the_same_everywhere() -> None:
    """The command line, the report and its page give a verdict the same number."""
    told = {row[0]: int(row[2]) for row in rows(read("reading-a-report.md"), "verdict | meaning")}

    for verdict in Verdict:
        assert told[verdict.value] == EXIT_CODES[verdict] == of_verdict(verdict)
    assert len(told) == len(Verdict)


def test_every_answer_is_documented_with_the_verdict_it_makes() -> None:
    """The table of answers is the one that the judge uses."""
    told = {row[0]: row[2] for row in rows(read("reading-a-report.md"), "answer | meaning")}

    assert told == {kind.value: samples.answer(0, kind).verdict.value for kind in Answer}


def test_every_severity_is_documented() -> None:
    """Severities have the names that reports show."""
    told = {row[0]: row[1] for row in rows(read("reading-a-report.md"), "severity | name")}

    assert told.pop("unrated") == ""
    assert told == {f"SEV {one.value}": SEVERITY_NAMES[one] for one in Severity}


def test_every_field_of_the_json_is_documented() -> None:
    """The table has the fields that a report has, and the last row those inside."""
    page = read("reading-a-report.md")
    told = {row[0]: row[1] for row in rows(page, "field | what")}
    document = json.loads(report_json(samples.no_go()))

    assert set(told) == set(document)
    assert set(document["report"]) <= set(re.findall(r"`?(\w+)`?", told["report"]))


def test_pages_link_to_pages_that_exist() -> None:
    """No link inside the documentation leads nowhere."""
    for page in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("name", default_gate_texts())
def test_every_parameter_of_gates_is_documented(name: str) -> None:
    """With what holds where a policy says nothing."""
    told = {
        parameter: default for parameter, _, default in rows(read("acceptance.md"), "parameter")
    }
    default = default_gate_texts()[name]

    assert told[name] == (default.lower() if default else "any")


@pytest.mark.parametrize("name", RUNNER_NAMES)
def test_every_runner_is_documented(name: str) -> None:
    """With what it runs, and what it needs to be there."""
    assert name in {row[0] for row in rows(read("acceptance.md"), "runner")}


@pytest.mark.parametrize(
    "command", ["assess", "check", "accept", "ingest", "show", "resume", "demo"]
)
def test_commands_with_a_verdict_are_named_beside_the_exit_codes(command: str) -> None:
    """Whoever writes a pipeline looks there, and nowhere else."""
    assert f"`{command}`" in read("exit-codes.md").partition("| code |")[0]
