"""The commands of `gonogo finding` that sign: add, rate, plan, resolve, link."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gonogo.cli import finding_asking as asking
from gonogo.cli import signing

if TYPE_CHECKING:
    from gonogo.people import ActKind
    from gonogo.project import Compose, Desk, Done
    from gonogo.triage import FindingView


@click.command("add")
@click.argument("network")
@click.option("--title", required=True, help="What is wrong, in a line.")
@click.option("--description", metavar="TEXT|-", help="More of it; - reads standard input.")
@click.option("--requirement", metavar="ID", help="What it is about; passes of it resolve it.")
@click.option("--chain", help="Which chain; the whole network, if not given.")
@click.option("--severity", type=asking.SEVERITY, help="How grave; your rating, if you may.")
@click.option("--impact", help="What it would have meant on mainnet.")
@click.option("--team", help="The team that owns it.")
@click.option("--tracker", metavar="URL", help="Where it is tracked.")
@click.option("--deployment", metavar="DIGEST", help="An earlier deployment than the last one.")
@click.option(
    "--policy", metavar="NAME|FILE", help="Whose requirements; the last run's, otherwise."
)
@signing.sign_options
@signing.by_the_rules
def add(  # noqa: PLR0913 - One parameter for each option.
    *,
    network: str,
    title: str,
    description: str | None,
    requirement: str | None,
    chain: str | None,
    severity: str | None,
    impact: str | None,
    team: str | None,
    tracker: str | None,
    deployment: str | None,
    policy: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Report something wrong with a network that no check saw.

    It is about the deployment that was recorded last.

    \b
    Examples:
      gonogo finding add eris --title "the explorer shows no deposits"
      gonogo finding add eris --title "fees jump" --chain eris-1 --severity 2 \\
        --impact "users would have paid ten times as much" --team platforms
      ./probe.sh 2>&1 | gonogo finding add eris --title "probe" --description - --yes
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.findings import Severity  # noqa: PLC0415
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import Report, adding  # noqa: PLC0415

    if severity is not None and not impact:
        raise click.UsageError("a severity needs --impact: what it would have meant on mainnet")
    asked = Report(
        network=network,
        title=title,
        description=asking.read(description),
        requirement=requirement,
        chain=chain,
        severity=None if severity is None else Severity(int(severity)),
        impact=impact,
        team=team,
        tracker=tracker,
        deployment=deployment,
        policy=policy,
    )
    desk = open_desk()
    _sign(desk, ActKind.FINDING, adding(desk, asked), None, yes=yes, as_json=as_json)


@click.command("rate")
@click.argument("name", metavar="ID")
@click.argument("severity", type=asking.SEVERITY, required=False)
@click.option("--impact", help="What it would have meant, had it been on mainnet.")
@click.option("--reason", help="Why it is as grave as this.")
@signing.sign_options
@signing.by_the_rules
def rate(  # noqa: PLR0913 - One parameter for each option.
    *,
    name: str,
    severity: str | None,
    impact: str | None,
    reason: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Say how grave a finding is, had it been on mainnet: 0, 1, 2 or 3.

    Without a severity the definitions of the process are shown, and you are asked. A
    rating that is as grave as before or graver holds at once. One that is less grave
    holds only once a second person of platforms agrees to it: gonogo endorse ACT.

    \b
    Severities:
      0 catastrophic   warrants public notification and the attention of leadership; a large
                       number of users lose all or most functionality
      1 critical       warrants public notification; a large number are severely affected
      2 major          actively impairs many users' ability to transact, or is critical for some
      3 minor          stability, or a minor impact that needs its owners' attention

    \b
    Examples:
      gonogo finding rate 3f2a91bc
      gonogo finding rate 3f2a91bc 2 --impact "withdrawals would have waited for hours" \\
        --reason "the proposer stood still, nothing was lost"
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.findings import Severity  # noqa: PLC0415
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk, require_may_sign  # noqa: PLC0415
    from gonogo.triage import find_finding, rating  # noqa: PLC0415

    desk = open_desk()
    view = find_finding(desk, name)
    # Before anybody thinks about words that would be refused.
    require_may_sign(desk.signed, ActKind.RATING, desk.key().fingerprint, desk.clock)
    chosen = Severity(int(severity)) if severity else asking.choose(view)
    compose = rating(
        desk,
        view.finding.id,
        chosen,
        asking.asked(impact, "--impact", "What would it have meant, had it been on mainnet?"),
        asking.asked(reason, "--reason", "Why is it as grave as this?"),
    )
    _sign(desk, ActKind.RATING, compose, view, yes=yes, as_json=as_json)


@click.command("plan")
@click.argument("name", metavar="ID")
@click.option("--owner", required=True, metavar="NAME", help="The person or team that answers.")
@click.option("--due", required=True, metavar="DATE", help="The last day on which it is a plan.")
@click.option("--text", required=True, help="How it is lived with until it is mended.")
@click.option(
    "--drill",
    metavar="EVIDENCE|ACT",
    help="What shows that it works: the digest of evidence, or a sign-off, that passed on this"
    " deployment.",
)
@click.option("--no-drill-because", metavar="REASON", help="Why it cannot be tried out.")
@signing.sign_options
@signing.by_the_rules
def plan(  # noqa: PLR0913 - One parameter for each option.
    *,
    name: str,
    owner: str,
    due: str,
    text: str,
    drill: str | None,
    no_drill_because: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Plan how a SEV 2 is lived with: then it is conditional instead of a no-go.

    It is a plan once somebody else of platforms agrees to it (gonogo endorse ACT), and
    until the end of its last day.

    \b
    Examples:
      gonogo finding plan 3f2a91bc --owner platforms --due 2026-12-01 \\
        --text "restart the proposer by the runbook" --drill sha256:77ab…
      gonogo finding plan 3f2a91bc --owner ada --due 2026-12-01 --text "announce it" \\
        --no-drill-because "nothing is done on the network"
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import PlanAsked, find_finding, planning  # noqa: PLC0415

    if (drill is None) == (no_drill_because is None):
        raise click.UsageError("say one of the two: --drill, or --no-drill-because")
    desk = open_desk()
    view = find_finding(desk, name)
    asked = PlanAsked(owner, due, text, drill, no_drill_because)
    compose = planning(desk, view.finding.id, asked)
    _sign(desk, ActKind.PLAN, compose, view, yes=yes, as_json=as_json)


@click.command("resolve")
@click.argument("name", metavar="ID")
@click.option("--cause", required=True, help="What caused it.")
@click.option("--fix", required=True, metavar="URL|TEXT", help="What mended it.")
@signing.sign_options
@signing.by_the_rules
def resolve(*, name: str, cause: str, fix: str, yes: bool, as_json: bool) -> None:
    """Name the cause of a finding and what mended it; later passes must bear that out.

    If it fails again after this, the claim is void: claimed fixed, still failing.

    \b
    Examples:
      gonogo finding resolve 3f2a91bc --cause "the batcher ran out of funds" \\
        --fix https://github.com/ethereum-optimism/optimism/pull/12345
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import find_finding, resolving  # noqa: PLC0415

    desk = open_desk()
    view = find_finding(desk, name)
    compose = resolving(desk, view.finding.id, cause, fix)
    _sign(desk, ActKind.RESOLUTION, compose, view, yes=yes, as_json=as_json)


@click.command("link")
@click.argument("name", metavar="ID")
@click.option("--team", help="The team that owns it.")
@click.option("--tracker", metavar="URL", help="Where it is tracked.")
@click.option("--duplicate-of", metavar="ID", help="The finding that it is the same as.")
@signing.sign_options
@signing.by_the_rules
def link(  # noqa: PLR0913 - One parameter for each option.
    *,
    name: str,
    team: str | None,
    tracker: str | None,
    duplicate_of: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Note whose a finding is, where it is tracked, or which other one it is the same as.

    A duplicate shares the resolution of the other one, so somebody else of platforms
    has to agree to it: gonogo endorse ACT.

    \b
    Examples:
      gonogo finding link 3f2a91bc --team proofs --tracker https://github.com/o/r/issues/7
      gonogo finding link 3f2a91bc --duplicate-of 77ab01fe
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import Link, find_finding, linking  # noqa: PLC0415

    if (team, tracker, duplicate_of) == (None, None, None):
        raise click.UsageError("say what to note: --team, --tracker or --duplicate-of")
    desk = open_desk()
    view = find_finding(desk, name)
    compose = linking(desk, view.finding.id, Link(team, tracker, duplicate_of))
    _sign(desk, ActKind.ANNOTATION, compose, view, yes=yes, as_json=as_json)


COMMANDS = (add, rate, plan, resolve, link)


def _sign(  # noqa: PLR0913 - What is signed, about what, and how it is told.
    desk: "Desk",
    kind: "ActKind",
    compose: "Compose",
    view: "FindingView | None",
    *,
    yes: bool,
    as_json: bool,
) -> None:
    from gonogo.cli import finding_words  # noqa: PLC0415
    from gonogo.triage import find_finding  # noqa: PLC0415 - Help costs nothing.

    done = signing.sign(desk.prepare(kind, compose), yes=yes, as_json=as_json)
    after = find_finding(desk, done.act.id if view is None else view.finding.id, signed=done.signed)
    signing.tell(
        done, {"finding": finding_words.document(after)}, _follows(done, after), as_json=as_json
    )


def _follows(done: "Done", after: "FindingView") -> Iterator[str]:
    """Yield what follows from what was signed, for whoever signed it."""
    from gonogo import digest  # noqa: PLC0415
    from gonogo.cli.finding_words import what_resolves  # noqa: PLC0415
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.triage import standing_text  # noqa: PLC0415

    yield f"finding {after.digits}: {standing_text(after)}"
    for each in after.pending:
        if each.act.id == done.act.id:
            yield f"It changes nothing until {after.others_than(each.act)} agrees to {each.what}:"
            yield f"  gonogo endorse {digest.digits(each.act.id)}"
    if done.act.kind is ActKind.RESOLUTION:
        yield from what_resolves(after)
    yield f"turn: {after.turn}"
    for command in after.next_commands:
        yield f"  {command}"
