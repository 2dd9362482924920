"""`gonogo sign-off`: sign what was tested by hand."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli import signing
from gonogo.cli.options import about_options

if TYPE_CHECKING:
    from gonogo.project import Desk, Prepared
    from gonogo.triage import SignOffAsked


@click.command("sign-off")
@click.argument("requirement")
@click.option("--network", metavar="NET", required=True, help="On which network.")
@click.option("--failed", "is_failed", is_flag=True, help="It failed; passed, if not given.")
@click.option(
    "--evidence",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What shows it, up to 10 MiB, kept in the record; may be repeated.",
)
@click.option("--note", default="", help="What was done and seen; needed where no file shows it.")
@about_options
@signing.sign_options
@signing.by_the_rules
def command(  # noqa: PLR0913 - One parameter for each option.
    *,
    requirement: str,
    network: str,
    is_failed: bool,
    files: tuple[Path, ...],
    note: str,
    chain: str | None,
    deployment: str | None,
    policy: str | None,
    is_planned: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Sign that a requirement passed, or failed, when it was tested by hand.

    It is about the deployment that was recorded last, and takes a role that the
    requirement names. With --for deploy it is about what is planned, before it is deployed,
    and counts for no other step. The files are copied into record/attachments; what is there is
    shared and stays, so nothing secret belongs in them.

    \b
    Examples:
      gonogo sign-off runbooks-rehearsed --network eris --evidence rehearsal.md
      gonogo sign-off approval-promote-platforms --network eris --note "reviewed with all"
      gonogo sign-off local-acceptance --network eris --for deploy --evidence suite.xml
      gonogo sign-off load-test --network eris --failed --evidence run.log --evidence plot.png \\
        --note "the sequencer fell behind at 40 transactions a second"
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import SignOffAsked, read_files  # noqa: PLC0415

    signing.require_one_deployment(deployment, policy, is_planned=is_planned)
    _require_shown(files, note)
    desk = open_desk()
    asked = SignOffAsked(
        requirement=requirement,
        network=network,
        outcome="failed" if is_failed else "passed",
        files=read_files(files),
        note=note,
        chain=chain,
        deployment=deployment,
        policy=policy,
        is_planned=is_planned,
    )
    done = signing.sign(_prepared(desk, asked), yes=yes, as_json=as_json)
    signing.tell(done, _document(asked), [_next_step(asked)], as_json=as_json)


def _require_shown(files: tuple[Path, ...], note: str) -> None:
    if not files and not note.strip():
        raise click.UsageError("say what shows it: --evidence FILE, or at least --note TEXT")


def _prepared(desk: "Desk", asked: "SignOffAsked") -> "Prepared":
    from gonogo.people import ActKind  # noqa: PLC0415 - As above.
    from gonogo.triage import sign_off  # noqa: PLC0415

    return desk.prepare(ActKind.MANUAL_RESULT, sign_off(desk, asked))


def _next_step(asked: "SignOffAsked") -> str:
    if asked.outcome == "failed":
        return f"It opened a finding: gonogo finding list {asked.network} --open"
    step = " --for deploy" if asked.is_planned else ""
    return f"It stands as long as the policy says: gonogo assess {asked.network}{step} --now"


def _document(asked: "SignOffAsked") -> dict[str, object]:
    return {
        "requirement": asked.requirement,
        "network": asked.network,
        "outcome": asked.outcome,
        "attachments": [
            {"name": each.name, "digest": each.digest, "size_bytes": each.size_bytes}
            for each in (file.attachment for file in asked.files)
        ],
    }
