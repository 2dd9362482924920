# ruff: noqa: INP001 - a script beside the pages it writes, not a package.
"""Write the pages of this folder that follow from the code: `make docs`.

    python docs/generate.py            write them
    python docs/generate.py --check    say which differ, and write nothing

A page that is written by hand and lists what the code has is soon wrong. These
are made from the catalog of checks, the shipped policies, the help texts of the
commands and the table of permissions; `tests/docs/` compares them with what is committed.
The page about policies is written by hand but for its tables.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import click

from gonogo.checks import CATALOG, Check
from gonogo.cli.main import group
from gonogo.people import PERMISSIONS, Role, Signer, Standing
from gonogo.readiness import (
    Policy,
    Requirement,
    Term,
    policy_terms,
    requirement_terms,
    shipped_policy,
    shipped_policy_names,
)

_STAGES = ("alphanet", "betanet", "testnet")
_APPROVAL = "approval-"
_BY_HAND = "by hand:"
_ROW_KEYS = (
    "window",
    "freshness",
    "passes",
    "repeatable",
    "passes_to_resolve",
    "by hand: freshness",
    "by hand: people",
)
_TABLES_BEGIN = "<!-- written by `make docs` from the policies; edit those -->"
_TABLES_END = "<!-- end -->"

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


def policies_page() -> str:
    """Return the page about policies as it stands, with its tables made anew."""
    page = (HERE / "policies.md").read_text("utf-8")
    before, _, rest = page.partition(_TABLES_BEGIN)
    _, _, after = rest.partition(_TABLES_END)
    tables = "\n".join(_policy_tables())
    return f"{before}{_TABLES_BEGIN}\n{tables}\n{_TABLES_END}{after}"


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
    "policies.md": policies_page,
}


def _policy_tables() -> Iterator[str]:
    """Yield a table of numbers for each move, and one of all requirements."""
    for move in ("deploy", "publish", "promote"):
        policies = [shipped_policy(f"{move}:{stage}") for stage in _STAGES]
        yield from _numbers_table(policies)
        yield ""
    yield from _requirements_table()


def _numbers_table(policies: list[Policy]) -> Iterator[str]:
    yield _row("number", *(f"`{policy.name}`" for policy in policies), "what the last one buys")
    yield f"|---|{'---|' * len(policies)}---|"
    yield _row("level", *(f"`{policy.level}`" for policy in policies), "")
    for terms in zip(*(policy_terms(policy) for policy in policies), strict=True):
        if terms[0].key not in ("freezes", "needs_scope"):
            yield _row(f"`{terms[0].key}`", *(term.said for term in terms), terms[-1].buys)
    for key in _ROW_KEYS:
        said = [_of_rows(key, policy) for policy in policies]
        if any(said):
            yield _row(f"`{key}`", *said, _bought(key, policies[-1]))
    approvals = [_approvals(policy) for policy in policies]
    yield _row("approvals", *approvals, "who answers for it")


def _of_rows(key: str, policy: Policy) -> str:
    """Return what the rows of a policy say under a key, from the least strict on."""
    return ", ".join(dict.fromkeys(term.said for term in _terms(key, policy)))


def _bought(key: str, policy: Policy) -> str:
    sentences = {term.buys for term in _terms(key, policy)}
    return sentences.pop() if len(sentences) == 1 else ""


def _terms(key: str, policy: Policy) -> list[Term]:
    kind, _, name = key.rpartition(" ")
    return [
        term
        for row in policy.requirements
        if (row.check is None) == (kind == _BY_HAND) and not row.id.startswith(_APPROVAL)
        for term in requirement_terms(row)
        if term.key == name
    ]


def _approvals(policy: Policy) -> str:
    return ", ".join(
        f"{row.people} {row.roles[0]}"
        for row in policy.requirements
        if row.id.startswith(_APPROVAL)
    )


def _requirements_table() -> Iterator[str]:
    names = shipped_policy_names()
    policies = {name: shipped_policy(name) for name in names}
    titles: dict[str, Requirement] = {}
    for row in (row for policy in policies.values() for row in policy.requirements):
        titles.setdefault(row.id, row)
    yield _row("requirement", "answered by", *(f"`{name}`" for name in names))
    yield f"|---|---|{':-:|' * len(names)}"
    for id_, requirement in titles.items():
        by = f"`{requirement.check}`" if requirement.check else ", ".join(requirement.roles)
        asked = ({row.id for row in policy.requirements} for policy in policies.values())
        marks = ("yes" if id_ in ids else "" for ids in asked)
        yield _row(f"`{id_}`: {requirement.title}", by, *marks)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


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
