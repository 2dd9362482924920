"""Sign what a file of the workspace says now, after showing what that changes."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.sharing import EVERYTHING, share

if TYPE_CHECKING:
    from gonogo.clock import Clock
    from gonogo.project import Adoption, Project, Signed, Waiting
    from gonogo.record import Sealed


def adopt(
    project: "Project",
    file: Path,
    *,
    is_agreed: bool,
    is_dry_run: bool = False,
    as_json: bool = False,
) -> None:
    """Show how a file differs from what was signed, ask, and sign it.

    Raises:
        GonogoError: it cannot be signed, or not by this key.
    """
    # Imported here, so that help costs nothing.
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.project import (  # noqa: PLC0415
        adoptable,
        adoption,
        losses,
        progress_of,
        read_signed,
        require_own_record,
        unknown_components,
    )

    clock = SystemClock()
    kind = adoptable(project, file)
    signed = read_signed(project, clock)
    require_own_record(project, signed)
    for doubt in signed.doubts:
        click.echo(f"! {doubt}", err=True)
    asked = adoption(project, kind, signed)
    warnings = (*losses(asked.body, signed), *unknown_components(project, asked.body))
    if not as_json:
        _show(asked, file.name)
    for warning in warnings:
        click.echo(f"! {warning}", err=True)
    sealed: Sealed | None = None
    after = signed
    if asked.is_change and not is_dry_run and asked.proposed is None:
        sealed = _sign(project, asked, signed, clock, is_agreed=is_agreed)
        after = read_signed(project, clock)
    act = asked.proposed if sealed is None else sealed.act
    waiting = None if act is None else progress_of(after, act.id).waiting
    if as_json:
        click.echo(
            json.dumps({**_document(asked, sealed, waiting), "warnings": warnings}, indent=2)
        )
    elif sealed is not None:
        _tell(sealed, waiting)


def _sign(
    project: "Project", asked: "Adoption", signed: "Signed", clock: "Clock", *, is_agreed: bool
) -> "Sealed":
    from gonogo.cli.agreement import require_agreement  # noqa: PLC0415 - As above.
    from gonogo.cli.passphrase import ask_passphrase  # noqa: PLC0415
    from gonogo.project import Keyring, own_signer, require_may_sign, sign_act  # noqa: PLC0415

    keyring = Keyring(os.environ, project.local)
    require_may_sign(signed, asked.kind, keyring.chosen().fingerprint, clock)
    require_agreement("Sign this?", is_given=is_agreed)
    signer = own_signer(keyring, ask=ask_passphrase)
    return sign_act(project, asked.kind, asked.body, signer, clock)


def _show(asked: "Adoption", name: str) -> None:
    if not asked.is_change:
        click.echo(f"{name} says what was signed; there is nothing to sign")
        return
    for line in asked.taken_out:
        click.echo(f"- {line}")
    for line in asked.put_in:
        click.echo(f"+ {line}")
    if asked.is_settling:
        click.echo("Two versions were signed apart; signing this settles which one holds.")
    if asked.proposed is not None:
        click.echo(f"This was signed before and waits for other roots: {asked.proposed.id}")
        click.echo(f"They agree to it with: gonogo endorse {asked.proposed.id}")


def _tell(sealed: "Sealed", waiting: "Waiting | None") -> None:
    click.echo(f"signed {sealed.act.id}")
    if waiting is None:
        click.echo(share(EVERYTHING))
        return
    click.echo(f"It {waiting.sentence}: {waiting.command}")
    click.echo("Until then nothing changes, and whom it adds signs nothing yet.")
    click.echo(f"{share(EVERYTHING)} (they git pull first)")


def _document(
    asked: "Adoption", sealed: "Sealed | None", waiting: "Waiting | None"
) -> dict[str, object]:
    return {
        "kind": asked.kind.value,
        "is_change": asked.is_change,
        "taken_out": list(asked.taken_out),
        "put_in": list(asked.put_in),
        "proposed": asked.proposed.id if asked.proposed else None,
        "act": sealed.act.id if sealed else None,
        "waits_for": waiting
        and {"missing": waiting.missing, "roots": waiting.roots, "command": waiting.command},
    }
