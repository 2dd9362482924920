"""`gonogo verify`: check a decision from your own trust and your own manifest, anywhere."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.printable import printable

if TYPE_CHECKING:
    from gonogo.verifier import Verification

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("verify")
@click.argument("bundle", metavar="FILE", type=_FILE)
@click.option(
    "--trust", "trust_file", required=True, type=_FILE, help="Your trust.yaml: whom you believe."
)
@click.option(
    "--manifest",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR|FILE",
    help="What you are going to deploy: the network's files.",
)
@click.option("--transition", required=True, metavar="MOVE:STAGE", help="Such as promote:alphanet.")
@click.option("--network", metavar="NAME", help="What the decision calls it, if not as its files.")
@click.option("--deployment", metavar="DIGEST", help="The deployment that you mean; else any.")
@click.option(
    "--accept",
    multiple=True,
    type=click.Choice(["conditional", "break-glass"]),
    help="What you accept besides go. May be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(  # noqa: PLR0913 - One parameter for each option.
    *,
    bundle: Path,
    trust_file: Path,
    manifest: Path,
    transition: str,
    network: str | None,
    deployment: str | None,
    accept: tuple[str, ...],
    as_json: bool,
) -> int:
    """Check a decision from your own trust and your own manifest, anywhere.

    It needs no workspace, database or network. Who may decide and by which policy is
    said by your trust file, what is decided about by your manifest; nothing that the
    bundle says about itself is believed, and the verdict is derived again from it.

    \b
    Examples:
      gonogo verify eris.bundle --trust trust.yaml --manifest alphanets/eris \\
          --transition promote:alphanet
      gonogo verify eris.bundle --trust trust.yaml --manifest manifest.yaml \\
          --transition promote:alphanet --accept conditional --json

    Exit codes: 0 it holds, 1 it is refused, 3 hold, 4 conditional and not accepted. The
    codes of the reasons never change their meaning: docs/verify-reasons.md.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.steps import expected_of, read_bundle  # noqa: PLC0415
    from gonogo.verifier import verify  # noqa: PLC0415
    from gonogo.verifier.command import exit_code, value  # noqa: PLC0415

    expected = expected_of(
        trust_file=trust_file,
        manifest=manifest,
        transition=transition,
        network=network,
        deployment=deployment,
        accept=accept,
        at=SystemClock().now(),
    )
    verification = verify(read_bundle(bundle), expected)
    if as_json:
        click.echo(json.dumps(value(verification), indent=2, sort_keys=True))
    else:
        for line in _lines(verification):
            # What a bundle says may hold control characters; a terminal must not obey them.
            click.echo(printable(line, "\N{REPLACEMENT CHARACTER}"))
    return int(exit_code(verification))


def _lines(verification: "Verification") -> list[str]:
    from gonogo.people import to_the_minute  # noqa: PLC0415 - As above.

    verdict = (verification.verdict or "nothing").upper()
    solo = ", SOLO" if verification.is_solo else ""
    lines = []
    if verification.is_accepted:
        lines.append(f"✓ {verdict}: this decision holds ({verification.level}{solo})")
    else:
        derived = (
            f" (what is recorded gives {verification.verdict})" if verification.verdict else ""
        )
        lines.append(f"✗ REFUSED{derived}")
    lines += [f"  {each.code.value}: {each.explanation}" for each in verification.reasons]
    if verification.break_glass is not None:
        lines.append(f"  under a break-glass, whatever the verdict is: {verification.break_glass}")
    if verification.determination is not None:
        signers = ", ".join(verification.signers) or "nobody known"
        until = verification.valid_until
        lines.append(f"decision    {verification.determination}, signed by {signers}{solo}")
        lines.append(f"deployment  {verification.deployment}")
        lines.append(f"valid until {to_the_minute(until) if until else 'unknown'}")
    if not verification.is_accepted:
        lines.append("What each reason means and what to do: docs/verify-reasons.md")
    return lines
