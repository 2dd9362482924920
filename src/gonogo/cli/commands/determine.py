"""`gonogo determine`: decide about a step of a network, and sign that."""

import json
from typing import TYPE_CHECKING

import click

from gonogo.cli.options import step_option
from gonogo.cli.sharing import share

if TYPE_CHECKING:
    from gonogo.networks import Network
    from gonogo.readiness import Policy, Reason
    from gonogo.report import Report
    from gonogo.steps import Deciding, Determined, Proposal, Replaced


@click.command("determine")
@click.argument("network")
@step_option("Which step is decided about.", default="promote")
@click.option("--block", metavar="REASON", help="Make it a no-go, whatever follows.")
@click.option("--hold", metavar="REASON", help="Make it a hold, if it is not worse anyway.")
@click.option("--yes", is_flag=True, help="Sign without asking; needed where nobody can be asked.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(  # noqa: PLR0913 - One parameter for each option.
    *,
    network: str,
    move: str,
    block: str | None,
    hold: str | None,
    yes: bool,
    as_json: bool,
) -> int:
    """Decide about a step of a network, and sign that decision.

    It is judged now, from what is signed, and shown whole before you are asked. You can
    confirm it or make it worse, never better. What you sign replaces the decisions about
    the same step that stood before; to take one back, see `gonogo revoke`.

    \b
    Examples:
      gonogo determine eris --for promote
      gonogo determine eris --for publish --block "the audit is not public yet"
      gonogo determine bench --yes --json

    Exit codes: 0 go, 1 no-go, 3 hold, 4 conditional; 2 when nothing was signed.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import opened, report_of_record  # noqa: PLC0415
    from gonogo.cli.agreement import require_agreement  # noqa: PLC0415
    from gonogo.cli.exit_code import of_verdict  # noqa: PLC0415
    from gonogo.cli.passphrase import ask_passphrase  # noqa: PLC0415
    from gonogo.policies import policy_of_step  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, own_keyring, own_signer, project_around  # noqa: PLC0415
    from gonogo.steps import Deciding  # noqa: PLC0415

    project = project_around()
    found = WorkspaceNetworks(project.local).load(network)
    asked = policy_of_step(found, move)
    added = _added(block, hold)
    with opened(project.local) as application:
        deciding = Deciding(application)
        keyring = own_keyring(project)
        # First whether they may at all: what follows asks the network and takes a while.
        deciding.require_may(keyring.chosen().fingerprint)
        proposal = _proposed(deciding, found, asked, added)
        if not as_json:
            _show(report_of_record(application, found, proposal.judgement.decision), proposal)
        require_agreement("Sign this decision?", is_given=yes)
        # Asked last, so that no key is unlocked for what nobody agreed to.
        signer = own_signer(keyring, ask=ask_passphrase)
        determined = deciding.determine(proposal, signer, added)
    _tell(determined, _replaced(proposal), as_json=as_json)
    return of_verdict(proposal.judgement.decision.verdict)


def _proposed(
    deciding: "Deciding", network: "Network", policy: "Policy", added: "tuple[Reason, ...]"
) -> "Proposal":
    deciding.require_pinned(policy, network)
    deciding.prepare(network, policy)
    return deciding.propose(network, policy, added)


def _added(block: str | None, hold: str | None) -> "tuple[Reason, ...]":
    from gonogo.readiness import Verdict  # noqa: PLC0415 - As above.
    from gonogo.steps import blocked  # noqa: PLC0415

    given = [(block, Verdict.NO_GO), (hold, Verdict.HOLD)]
    for reason, _ in given:
        if reason is not None and not any(letter.isalnum() for letter in reason):
            raise click.UsageError("say in words why; it is signed, and stays in the record")
    return tuple(blocked(reason, verdict) for reason, verdict in given if reason is not None)


def _show(report: "Report", proposal: "Proposal") -> None:
    """Show the decision whole, and what it replaces: nobody signs what they did not see."""
    from rich.console import Console  # noqa: PLC0415 - Not needed for JSON.

    from gonogo.report import print_report  # noqa: PLC0415

    print_report(report, Console())
    for each in _replaced(proposal):
        for line in each.in_words():
            click.echo(line)


def _replaced(proposal: "Proposal") -> "list[Replaced]":
    from gonogo.steps import replaced  # noqa: PLC0415 - As above.

    return [replaced(act, proposal.judgement.counted) for act in proposal.replaces]


def _tell(determined: "Determined", replaced: "list[Replaced]", *, as_json: bool) -> None:
    from gonogo.people import to_the_minute  # noqa: PLC0415 - As above.

    if as_json:
        told = [each.document() for each in replaced]
        click.echo(json.dumps({**_document(determined), "replaces": told}, indent=2))
        return
    body = determined.body
    solo = "  SOLO: one person decided alone" if determined.is_solo else ""
    click.echo(f"signed {determined.act.id}")
    click.echo(
        f"{body.verdict.upper()} for {body.transition} of {body.network}: {body.level}{solo}"
    )
    click.echo(f"valid until {to_the_minute(body.valid_until)}")
    if determined.summary is None:
        click.echo(f"no standard summary: {determined.no_summary_because}")
    else:
        click.echo(f"summary {determined.summary}")
    click.echo(share())


def _document(determined: "Determined") -> dict[str, object]:
    body = determined.body
    return {
        "determination": determined.act.id,
        "network": body.network,
        "transition": body.transition,
        "deployment": body.deployment,
        "candidate": body.candidate,
        "verdict": body.verdict,
        "level": body.level,
        "is_solo": determined.is_solo,
        "judged_at": body.judged_at.isoformat(),
        "valid_until": body.valid_until.isoformat(),
        "supersedes": list(body.supersedes),
        "reasons": [
            {"code": each.code, "subject": each.subject, "verdict": each.verdict}
            for each in body.outline.reasons
        ],
        "answers": [
            {"requirement": each.requirement, "chain": each.chain, "answer": each.answer}
            for each in body.outline.answers
        ],
        "summary": str(determined.summary) if determined.summary else None,
        "no_summary_because": determined.no_summary_because,
    }
