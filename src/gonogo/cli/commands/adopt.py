"""`gonogo adopt`: sign what people.yaml, trust.yaml or gonogo.yaml says now."""

from pathlib import Path

import click

from gonogo.cli.signing import by_the_rules


@click.command("adopt")
@click.argument(
    "file", metavar="people.yaml|trust.yaml|gonogo.yaml", type=click.Path(path_type=Path)
)
@click.option("--yes", is_flag=True, help="Sign without asking; needed where nobody can be asked.")
@click.option("--dry-run", is_flag=True, help="Show the difference and sign nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
@by_the_rules
def command(*, file: Path, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Sign what a file of the workspace says now; shows what that changes.

    What was signed is what counts, whatever the files say. gonogo.yaml (the features
    in scope) is signed by platforms; people.yaml and trust.yaml by as many roots as the
    threshold asks: one adopts, the others endorse, and until then nothing changes.

    \b
    Examples:
      gonogo adopt people.yaml
      gonogo adopt trust.yaml --dry-run
      gonogo adopt gonogo.yaml --yes
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.cli.adopting import adopt  # noqa: PLC0415
    from gonogo.project import project_around  # noqa: PLC0415

    adopt(project_around(), file, is_agreed=yes, is_dry_run=dry_run, as_json=as_json)
