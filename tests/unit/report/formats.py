"""What the formats of a report say, compared with each other, and texts that attack them."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace

from gonogo.evidence import Figure
from gonogo.report import ReleaseReport, ReportKind, release_markdown
from gonogo.report.quantity import visible
from tests.unit.report import releases, samples
from tests.unit.report.said import Said, rendered

TIME = re.compile(r"\d{4}-\d\d-\d\dT.*Z")
OURS = {"br", "code", "b", "em", "strong", "s", "a", "p", "ul", "li", "hr", "pre", "blockquote"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3"}


def shown(said: Said) -> str:
    return shown_text(said.text + " ".join(said.sections))


def shown_text(text: str) -> str:
    # Where a command is marked there is a space that the text does not have.
    return "".join(visible(text).replace("`", "").split())


def texts(value: object, key: str = "") -> Iterator[str]:
    """Yield what a document says; not its times, nor the words that only programs read."""
    by_machines = {"format", "kind", "signature", "subject", "nodes", "points", "unit", "roles"}
    by_machines |= {"tool_version", "urgency"}
    if key in by_machines or (key == "code" and isinstance(value, str)):
        return
    if isinstance(value, dict):
        for name, each in value.items():
            yield from texts(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each, key)
    elif isinstance(value, str) and value and not TIME.fullmatch(value):
        yield value


def counts(text: str) -> list[tuple[str, str]]:
    return re.findall(r"(\d+)\s+(unmet|unknown|conditional|met)\b", text)


ATTACKS = [
    "| a | b |\n|---|---|\n| c | d |",
    "# heading\n## another",
    "- a\n- b\n1. c",
    "1. first",
    "![p](http://evil/p.png) [l](javascript:alert(1)) <javascript:alert(1)>",
    "</code></td></table><script>alert(1)</script>",
    "<!-- hidden",
    "```\nfence\n~~~",
    "~~~~~~\n# out",
    "@everyone #1 GH-2 www.evil.example https://evil.example",
    "`code` **bold** _it_ ~~gone~~ $x$ &lt; \\| \\",
    "[^1]: note\n\n[ref]: http://evil",
    "===\n---\n***",
    "\x1b[2J\x00\u202e\u2028\u0085",
    "    indented",
    "<b onmouseover=alert(1)>x",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
]


def small(text: str) -> ReleaseReport:
    report = SMALL
    return replace(
        report,
        notes=(text,),
        findings=tuple(replace(each, title=text, impact=text) for each in report.findings),
        waivers=tuple(replace(each, reason=text) for each in report.waivers),
    )


SMALL = releases.conditional()


ITEMS = Said(rendered(release_markdown(small("x"), ReportKind.DECISION))).tags["li"]


def since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


def large(count: int) -> ReleaseReport:
    """Return a report on so many requirements, each with its own words."""
    given = releases.conditional()
    answers = tuple(
        replace(
            answer,
            requirement=f"{answer.requirement}-{number}",
            seen=f"{answer.seen} (number {number})",
            figures=(Figure("longest stall", number % 10, "s"), Figure("limit", 10.0, "s")),
            evidence=(samples.digest_of(number),),
        )
        for number in range(count)
        for answer in (given.answers[number % len(given.answers)],)
    )
    return replace(given, decision=replace(given.decision, answers=answers))
