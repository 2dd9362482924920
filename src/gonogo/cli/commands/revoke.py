"""`gonogo revoke`: take a decision back."""

from typing import TYPE_CHECKING

import click

from gonogo.cli.signing import by_the_rules, sign, sign_options, tell

if TYPE_CHECKING:
    from gonogo.project import Draft, Signed


@click.command("revoke")
@click.argument("decision", metavar="ID")
@click.option("--reason", required=True, help="Why; it is signed, and stays in the record.")
@sign_options
@by_the_rules
def command(*, decision: str, reason: str, yes: bool, as_json: bool) -> None:
    """Take a decision back: nothing may rest on it any more.

    What was promoted on it is no pass any more. Bundles that were handed out before do
    not know of it, so whoever has one learns of it only with a new one; that is why
    decisions are valid for days only. To decide otherwise instead, determine again.

    \b
    Examples:
      gonogo revoke sha256:4635ee9d --reason "the audit was of another commit"
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415

    def compose(signed: "Signed") -> "Draft":
        from gonogo.steps import revocation_draft  # noqa: PLC0415 - As above.

        return revocation_draft(signed, decision, reason)

    prepared = open_desk().prepare(ActKind.REVOCATION, compose)
    done = sign(prepared, yes=yes, as_json=as_json)
    named = getattr(done.act.body, "determination", decision)
    tell(done, {"determination": named}, [f"{named} is taken back"], as_json=as_json)
