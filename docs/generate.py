# ruff: noqa: INP001 - a script beside the pages it writes, not a package.
"""Write the pages of this folder that follow from the code: `make docs`.

    python docs/generate.py            write them
    python docs/generate.py --check    say which differ, and write nothing

A page that is written by hand and lists what the code has is soon wrong. These
are made from the catalog of checks, the shipped policies, the help texts of the
commands and the table of permissions; `tests/docs/` compares them with what is committed.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import click

from gonogo.checks import CATALOG, Check
from gonogo.cli.main import group
from gonogo.people import PERMISSIONS, Role, Signer, Standing
from gonogo.readiness import shipped_policy, shipped_policy_names

HERE = Path(__file__).parent
HELP_WIDTH = 88

_CHECKS = """\
# What each check sees

*Written by `make docs` from the checks themselves; edit those.*

A check reads a network for a while, keeps what it read, and judges the readings. Policies name
checks and say how strict to be; a parameter that a policy does not give has the value below. Run
them alone with `gonogo check NETWORK --only ID`.

A check that *sends transactions* needs a funded key of the network; without one it is a hold, with
the reason.
"""

_COMMANDS = """\
# Commands

*Written by `make docs` from the help of the commands; edit those.*

What the exit codes say is in [exit-codes.md](exit-codes.md).
"""


_PERMISSIONS = """\
# Who may sign what

*Written by `make docs` from the table that decides; edit that (`gonogo/people/permission.py`).*

An act whose signer lacks every column that is marked counts for nothing. *root* is a root of
trust.yaml, *person* anybody in people.yaml, *runner* a machine of people.yaml; the others are roles
of people.yaml. Which people.yaml is asked, and when a key is valid, is in
[record-format.md](record-format.md#when-an-act-counts).
"""


def permissions_page() -> str:
    """Return the page with the table of permissions."""
    signers: tuple[Signer, ...] = (*Standing, *Role)
    table = [
        f"| act | {' | '.join(signer.value for signer in signers)} | besides |",
        f"|---|{':-:|' * len(signers)}---|",
    ]
    for kind, permission in PERMISSIONS.items():
        marks = " | ".join("yes" if each in permission.signers else "" for each in signers)
        table.append(f"| `{kind.value}` | {marks} | {permission.besides} |")
    return "\n".join((_PERMISSIONS, *table, ""))


def checks_page() -> str:
    """Return the page with every check of the catalog."""
    asked = _asked_by()
    ordered = [CATALOG[name] for name in sorted(CATALOG)]
    table = [
        "| check | what must hold |",
        "|---|---|",
        *(f"| [`{check.id}`](#{check.id}) | {check.title} |" for check in ordered),
    ]
    entries = ("\n".join(_entry(check, asked.get(check.id, []))) for check in ordered)
    return "\n".join((_CHECKS, *table, "", *entries))


def commands_page() -> str:
    """Return the page with the help of every command, subcommands after their group."""
    context = click.Context(
        group, info_name="gonogo", terminal_width=HELP_WIDTH, **group.context_settings
    )
    return "\n".join((_COMMANDS, *_help(group, context, "gonogo")))


PAGES: dict[str, Callable[[], str]] = {
    "checks.md": checks_page,
    "commands.md": commands_page,
    "permissions.md": permissions_page,
}


def _entry(check: Check, asked_by: list[str]) -> Iterator[str]:
    yield f'## <a id="{check.id}"></a>`{check.id}`'
    yield f"**{check.title}.**\n\n{check.explains}\n"
    component = (
        f"only where the inventory lists a {check.component}" if check.component else "always"
    )
    yield f"- Applies: {component}"
    if check.sends_transactions:
        yield "- Sends transactions: yes"
    methods = sorted({question.method for question in check.follows})
    if methods:
        yield f"- Asks at every tick: {', '.join(f'`{method}`' for method in methods)}"
    defaults = check.parameters()
    for field in fields(check.parameters):
        yield f"- Parameter `{field.name}`: {getattr(defaults, field.name)} unless a policy says so"
    yield f"- Asked for by: {', '.join(asked_by) if asked_by else 'no shipped policy'}"
    yield ""


def _asked_by() -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for name in shipped_policy_names():
        for requirement in shipped_policy(name).requirements:
            if requirement.check is not None:
                given = ", ".join(f"{key} {value}" for key, value in requirement.parameters)
                told = f"`{name}`" + (f" ({given})" if given else "")
                asked.setdefault(requirement.check, []).append(told)
    return asked


def _help(command: click.Command, context: click.Context, name: str) -> Iterator[str]:
    yield f"## `{name}`\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            if below is None:
                raise LookupError(f"{name} lists {each!r} and does not have it")
            inner = click.Context(below, parent=context, info_name=each, terminal_width=HELP_WIDTH)
            yield from _help(below, inner, f"{name} {each}")


def main() -> int:
    """Write the pages, or with --check say which would change."""
    is_check = "--check" in sys.argv[1:]
    stale = []
    for name, make in PAGES.items():
        page, path = make(), HERE / name
        if not path.exists() or path.read_text("utf-8") != page:
            stale.append(name)
            if not is_check:
                path.write_text(page, "utf-8")
    if stale:
        told = "differ from the code; run `make docs`" if is_check else "written"
        sys.stdout.write(f"{', '.join(stale)}: {told}\n")
    return 1 if stale and is_check else 0


if __name__ == "__main__":
    sys.exit(main())
