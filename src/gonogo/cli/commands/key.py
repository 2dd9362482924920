"""`gonogo key`: the keys that sign, which is yours, and whose each is."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.groups import NearestGroup

if TYPE_CHECKING:
    from gonogo.people import People
    from gonogo.project import FoundKey, Keyring


@click.group("key", cls=NearestGroup)
def command() -> None:
    """Make, choose and show the keys that sign. Private keys are never shown.

    Whatever signs asks for the passphrase of a key at the terminal; GONOGO_KEY_PASSPHRASE
    holds it where nobody can be asked. A key of the agent needs none here.

    \b
    Examples:
      gonogo key new                      a key of gonogo's own
      gonogo key list                     files, and what your agent holds
      gonogo key use ~/.ssh/id_ed25519    sign with the key that you have
      gonogo key show --public            the line that others put into people.yaml
    """  # noqa: D301 - click reads \b as a mark.


@command.command("new")
@click.option("--out", type=click.Path(path_type=Path), help="Where to put it.")
@click.option("--runner", is_flag=True, help="The key with which this machine signs readings.")
@click.option("--passphrase-env", metavar="VAR", help="The variable with the new passphrase.")
@click.option("--no-passphrase", is_flag=True, help="Guard it by its file mode alone.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def new(
    *,
    out: Path | None,
    runner: bool,
    passphrase_env: str | None,
    no_passphrase: bool,
    as_json: bool,
) -> None:
    """Make an Ed25519 key, in ~/.config/gonogo if you do not say where.

    What signs with it later takes its passphrase from GONOGO_KEY_PASSPHRASE, whatever
    variable it was made from, or asks at the terminal.

    \b
    Examples:
      gonogo key new
      gonogo key new --out ./bob --passphrase-env BOBS_PASSPHRASE
      gonogo key new --runner
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.cli.machine import new_machine  # noqa: PLC0415
    from gonogo.cli.passphrase import new_passphrase  # noqa: PLC0415
    from gonogo.project import comment_of_user, host_name, make_key  # noqa: PLC0415

    keyring = _keyring()
    if runner:
        if out or passphrase_env:
            raise click.UsageError("a runner's key has its place and no passphrase")
        path = _runner_path(keyring)
        passphrase = None
    else:
        path = keyring.own_path if out is None else out.absolute()
        passphrase = new_passphrase(passphrase_env, is_wanted=not no_passphrase)
    # Before the key is made: a people.yaml that cannot be read says so, and leaves nothing behind.
    machine = new_machine(host_name(), _people()) if runner else None
    comment = f"runner@{host_name()}" if runner else comment_of_user()
    made = make_key(path, comment=comment, passphrase=passphrase)
    if as_json:
        told = {**_document_of_public(made.public), "path": str(path)}
        told |= {"runner": machine.name} if machine is not None else {}
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"made {path}\n{made.fingerprint}\n{made.public}")
    if machine is not None:
        click.echo(f"\n{machine.rows(made.public)}")
    elif passphrase is None:
        click.echo("It has no passphrase: whoever reads the file can sign as you.", err=True)
    if out is not None:
        click.echo(f"Sign with it: gonogo key use {path}", err=True)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def list_keys(*, as_json: bool) -> None:
    """List the keys within reach: files, the agent's, and whose each is in people.yaml.

    \b
    Examples:
      gonogo key list
    """  # noqa: D301 - click reads \b as a mark.
    keyring, people = _keyring(), _people()
    chosen = _chosen_fingerprint(keyring)
    rows = [_document(key, people, chosen) for key in keyring.found()]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    if not rows:
        click.echo("No keys yet. Make one: gonogo key new")
    for row in rows:
        mark = "*" if row["is_chosen"] else " "
        click.echo(f"{mark} {row['fingerprint'] or '(not known)'}  {row['place']}")
        click.echo(f"    {_in_words(row)}")


@command.command("use")
@click.argument("key", metavar="PATH|FINGERPRINT|agent")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def use(*, key: str, as_json: bool) -> None:
    """Choose the key that signs for you in this workspace.

    Only the path, the fingerprint or the word agent is kept, never a key.

    \b
    Examples:
      gonogo key use ~/.ssh/id_ed25519
      gonogo key use SHA256:F4CQusxmfwL6pvSyVYSXduWh5qUgmj3IeMFZORGNIwM
      gonogo key use agent
    """  # noqa: D301 - click reads \b as a mark.
    keyring = _keyring()
    found = keyring.choose(key)
    row = _document(found, _people(), found.fingerprint)
    if as_json:
        click.echo(json.dumps(row, indent=2))
        return
    click.echo(f"you sign with {found.fingerprint}\n    {row['place']}\n    {_in_words(row)}")


@command.command("show")
@click.option("--public", "only_public", is_flag=True, help="The line of the public key alone.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def show(*, only_public: bool, as_json: bool) -> None:
    """Show the key that signs for you: its public half, and who you are by it.

    \b
    Examples:
      gonogo key show
      gonogo key show --public > bob.pub
    """  # noqa: D301 - click reads \b as a mark.
    keyring = _keyring()
    key = keyring.chosen()
    if only_public:
        from gonogo.project import comment_of_user  # noqa: PLC0415 - As above.

        click.echo(f"{key.public} {comment_of_user()}")
        return
    row = _document(key, _people(), key.fingerprint)
    if as_json:
        click.echo(json.dumps(row, indent=2))
        return
    click.echo(f"{key.fingerprint}\n{key.public}\n    {row['place']}\n    {_in_words(row)}")


def _keyring() -> "Keyring":
    # Imported here, so that help costs nothing.
    from gonogo.project import Keyring, find_project, workspace_directory  # noqa: PLC0415

    project = find_project()
    local = workspace_directory() if project is None else project.local
    return Keyring(os.environ, local if project is not None or local.is_dir() else None)


def _people() -> "People | None":
    """Return who is who here; None where there is no workspace."""
    from gonogo.project import find_project  # noqa: PLC0415 - As above.

    project = find_project()
    return None if project is None else project.people()


def _runner_path(keyring: "Keyring") -> Path:
    from gonogo.project import project_around  # noqa: PLC0415 - As above.

    path = keyring.runner_path
    return project_around().local / "keys" / "runner" if path is None else path


def _chosen_fingerprint(keyring: "Keyring") -> str:
    from gonogo.errors import GonogoError  # noqa: PLC0415 - As above.

    try:
        return keyring.chosen().fingerprint
    except GonogoError:
        return ""


def _document_of_public(public: str) -> dict[str, object]:
    from gonogo.people import fingerprint  # noqa: PLC0415 - As above.

    return {"fingerprint": fingerprint(public), "public": public}


def _document(key: "FoundKey", people: "People | None", chosen: str) -> dict[str, object]:
    holder = people.holder(key.fingerprint) if people is not None and key.public else None
    held = people.key(key.fingerprint) if people is not None and key.public else None
    until = held.valid_until if held else None
    return {
        "fingerprint": key.fingerprint or None,
        "public": key.public or None,
        "place": key.place,
        "is_in_agent": key.is_in_agent,
        "has_passphrase": key.has_passphrase,
        "is_chosen": bool(key.public) and key.fingerprint == chosen,
        "person": holder.name if holder else None,
        "standing": sorted(each.value for each in holder.standing) if holder else [],
        "valid_until": until.isoformat() if until else None,
        "problem": key.problem,
        "is_in_workspace": people is not None,
    }


def _in_words(row: dict[str, object]) -> str:
    if row["problem"]:
        return f"! {row['problem']}"
    if not row["is_in_workspace"]:
        return "no workspace here, so nobody says whose it is"
    if row["person"] is None:
        return "in nobody's name: a root has to put it into people.yaml and adopt that"
    standing = row["standing"]
    names = ", ".join(standing) if isinstance(standing, list) else ""
    until = f", until {row['valid_until']}" if row["valid_until"] else ""
    return f"{row['person']} ({names}){until}"
