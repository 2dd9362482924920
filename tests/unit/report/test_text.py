"""The report on a terminal."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from gonogo.readiness import Answer
from gonogo.report import Report, print_report, report_text
from tests.unit.report import samples

SAMPLES = [samples.go, samples.no_go, samples.hold, samples.conditional, samples.hostile]


def printed(report: Report, **options: object) -> str:
    output = io.StringIO()
    print_report(report, Console(file=output, width=80, **options))  # type: ignore[arg-type]
    return output.getvalue()


@pytest.mark.parametrize("make", SAMPLES[:-1])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_lines_fit(make: Callable[[], Report], width: int) -> None:
    """No line is longer than the terminal."""
    lines = report_text(make(), width).splitlines()

    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("make", SAMPLES)
def test_the_verdict_comes_first(make: Callable[[], Report]) -> None:
    """The first word is the verdict, and its line says that nobody signed it."""
    report = make()
    first = report_text(report).splitlines()[0]

    assert first.startswith(f"{report.decision.verdict.value.upper()}  ")
    assert first.endswith("unsigned")


def test_every_open_requirement_has_its_reason_and_remedy() -> None:
    """What is not met is told with what was seen, the rule and what to do next."""
    report = samples.no_go()
    text = " ".join(report_text(report).split())

    left = [given for given in report.decision.answers if given.answer is not Answer.MET]
    assert left
    for given in left:
        assert f"{given.title} {given.chain}" in text
        assert all(said in text for said in (given.seen, given.rule, given.remedy))


def test_groups_come_gravest_first() -> None:
    """Reasons that block, unmet and unknown are read before what is met."""
    text = report_text(samples.no_go())

    order = ["no-go finding", "UNMET (2)", "UNKNOWN (1)", "CONDITIONAL (1)", "MET (10)"]
    assert sorted(order, key=text.index) == order


def test_what_is_met_takes_one_line_each() -> None:
    """A go is short."""
    lines = report_text(samples.go()).splitlines()

    assert sum(line.startswith("  ✓ ") for line in lines) == 14
    assert len(lines) < 30


def test_what_many_have_in_common_is_told_once() -> None:
    """Rows that nobody recorded share their rule, and each keeps its remedy."""
    report = samples.hold()
    text = " ".join(report_text(report).split())

    assert text.count("rule What nobody saw is not known.") == 1
    for given in report.decision.answers:
        assert given.title in text
        assert given.remedy in text


def test_a_network_cannot_steer_the_terminal() -> None:
    """Escape sequences from a network are shown as characters, in colour or not."""
    report = samples.hostile()

    assert "\x1b" not in report_text(report)
    assert "\x1b[2J" not in printed(report, force_terminal=True)


def test_markup_of_the_terminal_library_is_plain_text() -> None:
    """A title in square brackets is a title and no colour."""
    given = replace(samples.answer(2, Answer.UNMET), title="[red]fine[/red] [link=x]y[/link]")
    report = replace(samples.go(), decision=samples.decision((given,)))

    assert given.title in printed(report)


def test_colours_are_for_terminals_only() -> None:
    """A pipe gets the same words without colours."""
    report = samples.no_go()

    assert printed(report) == report_text(report)
    assert "\x1b[1;31m" in printed(report, force_terminal=True, color_system="standard")


def test_finding_of_an_earlier_deployment_says_where_it_was_opened() -> None:
    """What is carried over is told apart from what was seen on this deployment."""
    report = samples.no_go()
    carried = replace(samples.FINDING, deployment=samples.digest_of(0xDEAD << 230))
    here = report_text(replace(report, findings=(samples.FINDING,)))
    there = report_text(replace(report, findings=(carried,)))

    assert "on an earlier deployment of this network, sha256:" in there
    assert "earlier deployment" not in here
