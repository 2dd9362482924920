"""The text of the pull request that takes features to the next stage: Markdown.

Everything that people wrote is shown as text: a finding's title can neither become a
heading, a link or a mention, nor break a table.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gonogo.attest import VerifiedDetermination, Versions
from gonogo.networks import Stage
from gonogo.people import to_the_minute
from gonogo.printable import printable
from gonogo.promotion.stage import next_stage
from gonogo.readiness import Verdict

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&^=-])")
_SAFE_ARGUMENT = re.compile(r"[A-Za-z0-9_./:@%+=,-]+")


@dataclass(frozen=True)
class KnownFinding:
    """A finding that goes along: it does not block, and somebody lives with it."""

    title: str
    severity: str
    """`SEV 2`, or `unrated`."""
    plan: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Reason:
    """Something that weighed on the decision."""

    code: str
    subject: str
    verdict: str


@dataclass(frozen=True)
class PullRequest:
    """Everything that the text of a promotion tells."""

    verified: VerifiedDetermination
    stage: Stage
    bundle: str
    """The file's name."""
    bundle_digest: str
    reasons: tuple[Reason, ...] = ()
    findings: tuple[KnownFinding, ...] = ()
    break_glass: tuple[str, ...] = ()
    """The sentence of each that is open on the network."""
    version: str = ""
    """gonogo's own, which the five lines install; empty: whichever is the newest."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of features, by their id."""


def pull_request_title(request: PullRequest) -> str:
    """Return its title, in one line."""
    count = len(request.verified.features)
    what = f"{count} feature{'' if count == 1 else 's'} of {request.verified.network}"
    upper = next_stage(request.stage)
    if upper is None:
        return _line(f"Rehearse the promotion of {what}")
    return _line(f"Promote {what} from {request.stage.value} to {upper.value}")


def pull_request_text(request: PullRequest) -> str:
    """Return its text in Markdown."""
    parts = [
        *(f"> **{_text(sentence)}**\n" for sentence in request.break_glass),
        _opening(request),
        _climbing(request),
        _decision(request),
        _reasons(request),
        _findings(request),
        _verifying(request),
    ]
    return "\n".join(part for part in parts if part)


def _opening(request: PullRequest) -> str:
    upper = next_stage(request.stage)
    if upper is None:
        return "**This is a rehearsal.** No feature passes any stage by it.\n"
    return (
        f"These features passed the {request.stage.value}"
        f" {_text(request.verified.network)} and go on to a {upper.value}.\n"
    )


def _climbing(request: PullRequest) -> str:
    rows = [
        f"| {_text(_named(feature, request.titles))} | {_versions(versions)} |"
        for feature, versions in sorted(request.verified.features.items())
    ]
    if not rows:
        return "## What climbs\n\nNo feature is in scope.\n"
    return "\n".join(["## What climbs\n", "| feature | versions |", "|---|---|", *rows, ""])


def _decision(request: PullRequest) -> str:
    verified = request.verified
    conditional = " It rests on plans or waivers, listed below." * (
        verified.verdict is Verdict.CONDITIONAL
    )
    solo = " **SOLO**: one person alone decided." * verified.is_solo
    return (
        f"## The decision\n\n**{_text(verified.verdict.value)}** for"
        f" `{verified.transition}`, worth `{verified.level}`, valid until"
        f" {to_the_minute(verified.valid_until)}.{conditional}{solo}\n\n"
        f"| | |\n|---|---|\n"
        f"| decision | `{verified.id}` |\n"
        f"| candidate | `{verified.candidate}` |\n"
        f"| deployment | `{verified.deployment}` |\n"
        f"| policy | `{verified.policy_digest}` |\n"
        f"| bundle | `{_line(request.bundle)}`, `{request.bundle_digest}` |\n"
    )


def _reasons(request: PullRequest) -> str:
    rows = [
        f"| {_text(reason.verdict)} | {_text(reason.code)} | {_text(reason.subject)} |"
        for reason in request.reasons
    ]
    if not rows:
        return "## Reasons\n\nEvery requirement is met, and nothing else weighs on it.\n"
    table = ["## Reasons\n", "| weighs | reason | about |", "|---|---|---|", *rows, ""]
    return "\n".join(table)


def _findings(request: PullRequest) -> str:
    if not request.findings:
        return "## Findings that go along\n\nNone.\n"
    rows = [
        f"| {_text(finding.severity)} | {_text(finding.title)} | {_text(finding.plan or 'no plan')}"
        f" | {_text(finding.owner or 'nobody')} | {finding.due or 'no date'} |"
        for finding in request.findings
    ]
    head = ["| severity | finding | plan | owner | due |", "|---|---|---|---|---|"]
    return "\n".join(["## Findings that go along\n", *head, *rows, ""])


def _verifying(request: PullRequest) -> str:
    lines = verifying_lines(request)
    told = (
        "Whoever deploys checks it with its own trust file and its own manifest, without network:"
    )
    return "\n".join(["## How to verify\n", told, "", "```sh", *lines, "```", ""])


def verifying_lines(request: PullRequest) -> tuple[str, ...]:
    """Return the five lines that a job of continuous integration needs."""
    verified = request.verified
    package = f"gonogo=={request.version}" if request.version else "gonogo"
    accept = " --accept conditional" if verified.verdict is Verdict.CONDITIONAL else ""
    asked = f"--transition {_argument(verified.transition)}{accept}"
    # The shell must end at the first line that fails, or the last one alone would decide.
    return (
        "set -eu",
        f"python3 -m pip install {_argument(package)}",
        f"bundle={_argument(request.bundle)}",
        f'echo "{request.bundle_digest.removeprefix("sha256:")}  $bundle" | sha256sum --check',
        f'gonogo verify "$bundle" --trust trust.yaml --manifest manifest.yaml {asked}',
    )


def _named(feature: str, titles: Mapping[str, str]) -> str:
    return f"{feature}: {titles[feature]}" if feature in titles else feature


def _versions(versions: Versions) -> str:
    told = (f"{name} {version}" for name, version in sorted(versions.items()))
    return _text(", ".join(told) or "none is known")


def _text(text: str) -> str:
    # A mention or a link is made of what stands between words too.
    escaped = _SPECIAL.sub(r"\\\1", _line(text))
    return escaped.replace("@", "@\u200b").replace("://", ":\u200b//")


def _line(text: str) -> str:
    # A line break would let a title begin a line, and so a heading or a table, of its own.
    return " ".join(printable(text).split())


def _argument(text: str) -> str:
    """Return a word that no shell reads as anything else."""
    if _SAFE_ARGUMENT.fullmatch(text):
        return text
    return "'" + _line(text).replace("'", "'\\''") + "'"
