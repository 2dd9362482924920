"""`gonogo endorse`: agree to the act of somebody else."""

import json
import os
from typing import TYPE_CHECKING

import click

from gonogo.cli.sharing import EVERYTHING, share
from gonogo.cli.signing import by_the_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gonogo.clock import Clock
    from gonogo.project import Progress, Signed
    from gonogo.record import Act


@click.command("endorse")
@click.argument("act", metavar="ACT")
@click.option("--note", default="", help="Why, in a line.")
@click.option("--yes", is_flag=True, help="Sign without asking; needed where nobody can be asked.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
@by_the_rules
def command(*, act: str, note: str, yes: bool, as_json: bool) -> None:
    """Agree to an act that somebody else signed: a changed trust, a rating, a plan.

    ACT is its id, or the first digits of it. Of people.yaml and trust.yaml it shows what
    would change; roots agree to those, and platforms to everything else.

    \b
    Examples:
      gonogo endorse sha256:3e285ae84c39
      gonogo endorse 3e285ae8 --note "rehearsed on the bench" --yes
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.cli.agreement import require_agreement  # noqa: PLC0415
    from gonogo.cli.passphrase import ask_passphrase  # noqa: PLC0415
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import (  # noqa: PLC0415
        Keyring,
        act_named,
        losses,
        own_signer,
        progress_of,
        project_around,
        read_signed,
        require_own_record,
        sign_act,
    )
    from gonogo.record import EndorsementBody  # noqa: PLC0415

    project, clock = project_around(), SystemClock()
    signed = read_signed(project, clock)
    require_own_record(project, signed)
    _warn(signed.doubts)
    endorsed = act_named(signed, act)
    keyring = Keyring(os.environ, project.local)
    _require_may(signed, endorsed, keyring.chosen().fingerprint, clock)
    if not as_json:
        _show(signed, endorsed)
    _warn(losses(endorsed.body, signed))
    require_agreement("Agree to it?", is_given=yes)
    body = EndorsementBody(endorsed.id, note)
    signer = own_signer(keyring, ask=ask_passphrase)
    sealed = sign_act(project, ActKind.ENDORSEMENT, body, signer, clock)
    progress = progress_of(read_signed(project, clock), endorsed.id)
    if as_json:
        click.echo(json.dumps(_document(sealed.act, progress), indent=2))
    else:
        _tell(sealed.act, endorsed, progress)


def _require_may(signed: "Signed", endorsed: "Act", mine: str, clock: "Clock") -> None:
    from gonogo.project import require_another, require_may_endorse  # noqa: PLC0415 - As above.

    require_another(signed, endorsed, mine)
    require_may_endorse(signed, endorsed.kind, mine, clock)


def _warn(lines: "Iterable[str]") -> None:
    for line in lines:
        click.echo(f"! {line}", err=True)


def _tell(signed: "Act", endorsed: "Act", progress: "Progress") -> None:
    from gonogo.people import ActKind  # noqa: PLC0415 - As above.

    click.echo(f"signed {signed.id}\nagreed by {', '.join(progress.endorsers)}")
    if progress.waiting is not None:
        click.echo(f"It {progress.waiting.sentence}: {progress.waiting.command}")
    elif endorsed.kind in (ActKind.TRUST, ActKind.PEOPLE):
        click.echo("It is in force." if progress.counts else "It is not in force.")
    click.echo(share(EVERYTHING))


def _show(signed: "Signed", act: "Act") -> None:
    from gonogo.project import said_by  # noqa: PLC0415 - As above.

    click.echo(f"{act.kind.value} by {signed.name(act.signer)}, {act.at:%Y-%m-%d %H:%M} UTC")
    for line in said_by(act, signed):
        click.echo(f"  {line}")


def _document(act: "Act", progress: "Progress") -> dict[str, object]:
    return {
        "act": act.id,
        "endorsers": list(progress.endorsers),
        "counts": progress.counts,
        "missing": progress.missing,
    }
