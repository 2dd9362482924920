"""`gonogo init`: a workspace for a team, or for one, with its first signed acts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.sharing import EVERYTHING, share

if TYPE_CHECKING:
    from collections.abc import Callable

    from gonogo.project import FoundKey, Keyring
    from gonogo.steps import Plan

_ALONE = """\
a workspace needs two roots, so that nobody decides alone whom to trust; name the second one:

  they run    gonogo key new && gonogo key show --public > bob.pub
  you run     gonogo init --root bob=bob.pub

Alone for now? gonogo init --solo    (every decision is then marked SOLO)"""


@click.command("init")
@click.option("--solo", is_flag=True, help="One person alone; every decision says so.")
@click.option("--name", help="Who you are; git's user.name, if not given.")
@click.option(
    "--key", metavar="PATH|FINGERPRINT|agent", help="The key you sign with; a new one, if none."
)
@click.option(
    "--root",
    "roots",
    metavar="NAME=FILE.pub",
    multiple=True,
    help="Another root of trust, by their public key. May be repeated.",
)
@click.option("--runner", metavar="NAME", help="What to call this machine; its host name, if none.")
@click.option("--passphrase-env", metavar="VAR", help="The variable with a new key's passphrase.")
@click.option("--no-passphrase", is_flag=True, help="Guard a new key by its file mode alone.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(  # noqa: PLR0913 - One parameter for each option.
    *,
    solo: bool,
    name: str | None,
    key: str | None,
    roots: tuple[str, ...],
    runner: str | None,
    passphrase_env: str | None,
    no_passphrase: bool,
    as_json: bool,
) -> None:
    """Make a workspace here: who is who, whom to trust, and the record of signed acts.

    Nothing is ever overwritten. When it was cut off, run it again: it goes on. Who joins
    a team makes none: clone its repository, then gonogo key use there.

    The passphrase of a key that you have is asked for at the terminal, or taken from
    GONOGO_KEY_PASSPHRASE; --passphrase-env is for a key that is made now.

    \b
    Examples:
      gonogo init --solo
      gonogo init --root bob=bob.pub
      gonogo init --name ada --key ~/.ssh/id_ed25519 --root bob=bob.pub --root cy=cy.pub
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.project import Keyring, Project, current_directory, host_name, signer_with  # noqa: PLC0415
    from gonogo.steps import Asked, found, pending_plan, prepare, require_no_workspace, require_same  # noqa: PLC0415

    if solo and roots:
        raise click.UsageError("a workspace of one has no other roots")
    here = current_directory()
    require_no_workspace(here)
    others = dict(_root(each) for each in roots)
    begun = pending_plan(here)
    if begun is None and not solo and not others:
        raise click.UsageError(_ALONE)
    before = begun.asked if begun else {}
    called = name or before.get("name") or _name_in_git()
    keyring = Keyring(os.environ, Project(here).local)
    own, ask = _own_key(keyring, key, passphrase_env, is_guarded=not no_passphrase)
    machine = runner or before.get("runner") or host_name()
    asked = Asked(name=called, public=own.public, others=others, runner=machine)
    if begun is None:
        begun = prepare(here, asked, keyring, key)
    else:
        click.echo("going on with an init that was cut off", err=True)
        require_same(begun, asked, is_solo=solo)
    signer = signer_with(keyring, own, ask=ask)
    written = list(found(here, begun, signer, SystemClock()))
    _tell(here, begun, own, written, as_json=as_json)


def _own_key(
    keyring: "Keyring", word: str | None, variable: str | None, *, is_guarded: bool
) -> "tuple[FoundKey, Callable[[], str]]":
    """Return the key to sign with, made if there is none, and what knows its passphrase."""
    from gonogo.cli.passphrase import ask_passphrase, new_passphrase  # noqa: PLC0415
    from gonogo.project import comment_of_user, make_key  # noqa: PLC0415 - As above.

    if word is not None:
        return keyring.key_named(word), ask_passphrase
    if keyring.choice() is not None or keyring.own_path.exists():
        return keyring.chosen(), ask_passphrase
    for key in keyring.ssh_keys():
        if key.problem is None:
            click.echo(f"You have {key.path}; to sign with it: --key {key.path}", err=True)
            break
    # Where nobody can be asked, the first step must not fail for want of an option.
    is_wanted = is_guarded and (variable is not None or sys.stdin.isatty())
    passphrase = new_passphrase(variable, is_wanted=is_wanted)
    made = make_key(keyring.own_path, comment=comment_of_user(), passphrase=passphrase)
    click.echo(f"made your key {made.path}", err=True)
    if passphrase is None:
        click.echo("It has no passphrase: whoever reads the file can sign as you.", err=True)
    return keyring.key_named(str(made.path)), lambda: passphrase or ""


def _root(text: str) -> tuple[str, str]:
    """Return name and public key of another root."""
    from gonogo.documents import read_text  # noqa: PLC0415 - As above.
    from gonogo.people import PublicKeyError, public_key  # noqa: PLC0415 - As above.

    name, has_file, file = text.partition("=")
    if not has_file or not name or not file:
        raise click.UsageError(f"--root {text}: write NAME=FILE.pub, such as bob=bob.pub")
    # Unlike pathlib, this leaves alone a `~` that means nobody.
    lines = read_text(Path(os.path.expanduser(file))).splitlines()  # noqa: PTH111
    keys = [line for line in lines if line.strip() and not line.startswith("#")]
    if len(keys) != 1:
        raise click.UsageError(f"--root {name}: {file} must hold one public key in one line")
    try:
        return name, public_key(keys[0])
    except PublicKeyError as error:
        raise click.UsageError(f"--root {name}: {file} {error.message}") from error


def _name_in_git() -> str:
    try:
        done = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - git as the user finds it.
            capture_output=True,
            check=False,
            text=True,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        done = None
    name = " ".join(done.stdout.split()) if done is not None and done.returncode == 0 else ""
    if not name:
        raise click.UsageError("who are you? git does not know your name; say --name NAME")
    return name


def _tell(here: Path, plan: "Plan", own: "FoundKey", written: list[str], *, as_json: bool) -> None:
    if as_json:
        told = {
            "workspace": plan.workspace,
            "root": str(here),
            "person": plan.asked["name"],
            "key": own.fingerprint,
            "written": written,
        }
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"made a workspace in {here}")
    for path in written:
        click.echo(f"  {path}")
    click.echo(f"you are {plan.asked['name']} and sign with {own.fingerprint}")
    others = [name.removeprefix("root ") for name in plan.asked if name.startswith("root ")]
    if others:
        click.echo(f"roots besides you: {', '.join(others)}; changing the trust takes two of you")
    else:
        click.echo("solo: one person decides, and every decision says so")
    click.echo(f"\n{share(EVERYTHING, message='A workspace of gonogo')}")
    click.echo("Then: gonogo bench up --detach && gonogo assess bench")
