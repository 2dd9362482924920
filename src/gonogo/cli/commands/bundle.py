"""`gonogo bundle`: put a decision and all that it rests on into one file."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.options import step_option

if TYPE_CHECKING:
    from gonogo.bootstrap import Application
    from gonogo.record import Act


@click.command("bundle")
@click.argument("decision", metavar="NETWORK|ID")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE"
)
@step_option("About which step; needed where decisions stand about several.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(*, decision: str, output: Path, move: str | None, as_json: bool) -> None:
    """Put a decision and all that it rests on into one file, for others to verify.

    NETWORK means the decision that stands about it; an ID, or the beginning of one, that
    decision, also when it does not stand any more. The same record gives the same bytes.

    \b
    Examples:
      gonogo bundle eris -o eris.bundle
      gonogo bundle eris --for publish -o eris.bundle
      gonogo bundle sha256:4635ee9d -o old.bundle
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo import digest  # noqa: PLC0415
    from gonogo.bootstrap import opened_to_judge  # noqa: PLC0415
    from gonogo.project import project_around, write_output  # noqa: PLC0415
    from gonogo.steps import Bundling  # noqa: PLC0415

    project = project_around()
    with opened_to_judge(project.local) as application:
        act = _decision(application, decision, move)
        content = Bundling(application).bundle(act)
    write_output(output, content)
    told = {
        "bundle": str(output),
        "digest": digest.of_bytes(content),
        "size_bytes": len(content),
        "determination": act.id,
        "transition": getattr(act.body, "transition", None),
        "verdict": getattr(act.body, "verdict", None),
    }
    if as_json:
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"wrote {output}: {told['verdict']} for {told['transition']}, {act.id}")
    click.echo(f"{told['digest']}, {len(content)} bytes")


def _decision(application: "Application", name: str, move: str | None) -> "Act":
    from gonogo.policies import transition_of  # noqa: PLC0415 - As above.
    from gonogo.project import act_named  # noqa: PLC0415 - As above.
    from gonogo.steps import Bundling, SeveralDecisionsError  # noqa: PLC0415 - As above.
    from gonogo.workflows import decisions_in_force  # noqa: PLC0415

    assert application.signed is not None  # noqa: S101 - There is a project.
    signed = application.signed.signed()
    if name not in application.networks.names():
        standing = decisions_in_force(signed.counted.acts, name)
        # A network may be called like the beginning of an id; then the network is meant.
        if not standing and _is_id(name):
            return act_named(signed, name)
    transition = None
    if move is not None:
        transition = transition_of(application.networks.load(name), move)
    standing = decisions_in_force(signed.counted.acts, name, transition)
    steps = sorted({str(getattr(act.body, "transition", "")) for act in standing})
    if len(steps) > 1:
        raise SeveralDecisionsError(name, tuple(steps))
    return Bundling(application).decision(name, transition)


def _is_id(name: str) -> bool:
    digits = name.removeprefix("sha256:").lower()
    return bool(digits) and all(each in "0123456789abcdef" for each in digits)
