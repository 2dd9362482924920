"""`gonogo record`: the signed acts of this workspace, and the index that is made of them."""

import json
from typing import TYPE_CHECKING

import click

from gonogo.cli.exit_code import ExitCode
from gonogo.cli.groups import NearestGroup

if TYPE_CHECKING:
    from gonogo.bootstrap import ProjectRecord


@click.group("record", cls=NearestGroup)
def command() -> None:
    """Show where the record of signed acts stands, and make its index again.

    \b
    Examples:
      gonogo record status
      gonogo record rebuild               after git pull: list what others measured
      gonogo record restore               put back what this machine signed
    """  # noqa: D301 - click reads \b as a mark.


@command.command("status")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def status(*, as_json: bool) -> int:
    """Show how many acts there are, what is wrong with them, and what is not signed yet.

    \b
    Exit codes: 0 all fine, 3 something holds every verdict until it is mended.

    \b
    Examples:
      gonogo record status
      gonogo record status --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    record = _record()
    told = _status(record)
    if as_json:
        click.echo(json.dumps(told, indent=2))
    else:
        _show(told)
    return ExitCode.HOLD if told["holds"] else ExitCode.GO


@command.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def rebuild(*, as_json: bool) -> None:
    """Put the runs that acts tell of into the index, so that runs and show know them.

    The acts are the truth and the index follows: this adds what the index lacks, and
    done twice it changes nothing. An index that is damaged can be deleted before.

    \b
    Examples:
      git pull && gonogo record rebuild && gonogo runs
      rm .gonogo/history.sqlite && gonogo record rebuild
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import opened  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415
    from gonogo.workflows import index  # noqa: PLC0415

    counted = _record().counted()
    with opened(workspace_directory()) as application:
        gained = index(counted, application.history)
    if as_json:
        click.echo(json.dumps({"runs": gained.runs, "endings": gained.endings}))
        return
    click.echo(f"{gained.runs} runs are new in the index; {gained.endings} are known to have ended")


@command.command("restore")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def restore(*, as_json: bool) -> None:
    """Put back into the record what this machine signed and the record lacks.

    \b
    Examples:
      gonogo record restore
    """  # noqa: D301 - click reads \b as a mark.
    brought = [act.id for act in _record().restore()]
    if as_json:
        click.echo(json.dumps({"acts": brought}, indent=2))
        return
    for name in brought:
        click.echo(f"put back {name}")
    if not brought:
        click.echo("The record has everything that this machine signed.")


def _record() -> "ProjectRecord":
    from gonogo.bootstrap import ProjectRecord  # noqa: PLC0415 - As above.
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.project import project_around  # noqa: PLC0415 - As above.

    return ProjectRecord(project_around(), SystemClock())


def _status(record: "ProjectRecord") -> dict[str, object]:
    from gonogo.project import waiting_acts  # noqa: PLC0415 - As above.
    from gonogo.record import RefusalCode  # noqa: PLC0415

    signed = record.signed()
    counted, obstacle, unadopted = signed.counted, record.obstacle(), record.unadopted()
    lost, missed = [act.id for act in record.lost()], list(record.missed_acts())
    return {
        "acts": len(signed.found.acts),
        "counting": len(counted.acts),
        "heads": list(counted.heads()),
        "is_solo": counted.is_solo,
        "refused": [
            {"act": each.act, "code": each.code.value, "explanation": each.explanation}
            for each in counted.refusals
            if each.code is not RefusalCode.THRESHOLD
        ],
        "gaps": [
            {"act": each.act, "code": each.code.value, "explanation": each.explanation}
            for each in counted.gaps
        ],
        "faults": [
            {"file": each.name, "code": each.code.value, "explanation": each.explanation}
            for each in counted.faults
        ],
        "lost": lost,
        "missed": missed,
        "unadopted": [each.explanation for each in unadopted],
        "waiting": [
            f"{each.act.id} ({each.act.kind.value}) {each.sentence}: {each.command}"
            for each in waiting_acts(counted)
        ],
        "runner": None if obstacle is None else obstacle.explanation,
        "holds": bool(not counted.is_complete or lost or missed or unadopted or obstacle),
    }


_LINES = {
    "heads": "head      {it}",
    "waiting": "waiting   {it}",
    "refused": "refused   {act}: {explanation} [{code}]",
    "gaps": "! gap     {explanation} [{code}] {act}",
    "faults": "! file    {file}: {explanation}",
    "lost": "! lost    {it} was signed here: gonogo record restore",
    "missed": "! missed  {it} was here before: git log --diff-filter=D -- record",
    "unadopted": "! file    {it}",
}


def _show(told: "dict[str, object]") -> None:
    solo = ", SOLO: one person decides alone" if told["is_solo"] else ""
    click.echo(f"{told['acts']} acts, {told['counting']} of them count{solo}")
    for key, line in _LINES.items():
        for each in _list(told, key):
            row = each if isinstance(each, dict) else {"it": each}
            click.echo(line.format(**row).rstrip())
    if told["runner"]:
        click.echo(f"! runner  {told['runner']}")
    if not told["holds"]:
        click.echo("Nothing is missing, damaged or unsigned.")


def _list(told: "dict[str, object]", key: str) -> "list[object]":
    found = told[key]
    return found if isinstance(found, list) else []
