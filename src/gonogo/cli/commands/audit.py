"""`gonogo audit`: who signed what, and whether the record is what they signed."""

import json
import re
from typing import TYPE_CHECKING

import click

from gonogo.cli.exit_code import ExitCode
from gonogo.cli.groups import NearestGroup
from gonogo.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gonogo.project import Project
    from gonogo.record import Act, Counted, Found

_HEAD = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
_CANNOT_BE_KNOWN = frozenset({"unreadable", "trust", "trust_conflict", "people", "empty"})


@click.group("audit", cls=NearestGroup)
def command() -> None:
    """Show who signed what, and check that nothing of it was changed or removed.

    \b
    Examples:
      gonogo audit log
      gonogo audit verify --expect sha256:2c26b46b…
    """  # noqa: D301 - click reads \b as a mark.


@command.command("log")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def log(*, as_json: bool) -> None:
    """List the acts of the record, each after those that it rests on.

    An act that counts for nothing is shown with the rule that it breaks.

    \b
    Examples:
      gonogo audit log
      gonogo audit log --json
    """  # noqa: D301 - click reads \b as a mark.
    from gonogo.project import waiting_acts  # noqa: PLC0415 - Help costs nothing.

    _, counted = _counted(_project())
    broken = {each.act: each.code.value for each in reversed(counted.refusals)}
    waiting = {each.act.id: f"{each.sentence}: {each.command}" for each in waiting_acts(counted)}
    rows = [
        {**_row(counted, act, broken.get(act.id)), "waiting": waiting.get(act.id)}
        for act in counted.history.order
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    if not rows:
        click.echo("Nothing was signed here yet.")
    for row in rows:
        refused = f"  ! {row['refused']}, counts for nothing" if row["refused"] else ""
        refused = f"  ! {row['waiting']}" if row["waiting"] else refused
        click.echo(f"{row['at']}  {row['who']}  {row['kind']}  {row['what']}{refused}")


@command.command("verify")
@click.option(
    "--expect",
    "expected",
    multiple=True,
    metavar="HEAD",
    help="An act that was in the record once, and must be still; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def verify(*, expected: tuple[str, ...], as_json: bool) -> int:
    """Check every act of the record, and whatever lies between them.

    Only whoever remembers a head finds out that the end of a record was cut off: note
    down the heads that this command prints, elsewhere, and give them with --expect.

    \b
    Exit codes: 0 all fine, 1 something was changed, removed or refused, 3 when it
    cannot be known, 2 usage.

    \b
    Examples:
      gonogo audit verify
      gonogo audit verify --expect sha256:2c26b46b… --json
    """  # noqa: D301 - click reads \b as a mark.
    heads = [_head(each) for each in expected]
    project = _project()
    found, counted = _counted(project)
    problems = [*_problems(found, counted, heads), *_problems_of_clone(project, found, counted)]
    notes = [*_notes(project, counted)]
    code = _exit_code({problem["code"] for problem in problems})
    if as_json:
        document = {
            "acts": len(found.acts),
            "counting": len(counted.acts),
            "heads": list(counted.heads()),
            "problems": problems,
            "notes": notes,
            "exit_code": int(code),
        }
        click.echo(json.dumps(document, indent=2))
        return code
    for problem in problems:
        click.echo(f"! {problem['code']}: {problem['about']}: {problem['explanation']}")
        click.echo(f"    {problem['remedy']}")
    for note in notes:
        click.echo(f"note: {note}")
    click.echo(f"{len(found.acts)} acts, {len(counted.acts)} of them count. Heads:")
    for head in counted.heads():
        click.echo(f"  {head}")
    click.echo(_VERDICTS[code])
    return code


_VERDICTS = {
    ExitCode.GO: "Everything is as it was signed.",
    ExitCode.NO_GO: "Something was changed or removed, or counts for nothing: see above.",
    ExitCode.HOLD: "It cannot be known whether everything is as it was signed: see above.",
}


def _project() -> "Project":
    from gonogo.project import project_around  # noqa: PLC0415 - Help costs nothing.

    return project_around()


def _counted(project: "Project") -> "tuple[Found, Counted]":
    from gonogo.clock import SystemClock  # noqa: PLC0415 - Help costs nothing.
    from gonogo.project import UnclearTrustError, read_signed  # noqa: PLC0415
    from gonogo.record import RecordDirectory, count  # noqa: PLC0415

    clock = SystemClock()
    try:
        # By what this clone trusts, as every verdict: whoever may push can edit trust.yaml.
        signed = read_signed(project, clock)
    except UnclearTrustError:
        found = RecordDirectory(project.acts).read()
        return found, count(found, project.trust(), judged_at=clock.now())
    return signed.found, signed.counted


def _head(text: str) -> str:
    matched = _HEAD.fullmatch(text)
    if matched is None:
        raise click.BadParameter(
            f"{text!r} is no head: write sha256: and 64 hexadecimal digits",
            param_hint="--expect",
        )
    return f"sha256:{matched[1]}"


def _row(counted: "Counted", act: "Act", refused: str | None) -> dict[str, str | None]:
    from gonogo.cli.act_words import act_words  # noqa: PLC0415

    return {
        "id": act.id,
        "at": act.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "who": counted.name(act),
        "kind": act.kind.value,
        "what": act_words(act),
        "refused": refused,
    }


def _problems(
    found: "Found", counted: "Counted", expected: list[str]
) -> "Iterator[dict[str, str]]":
    from gonogo.record import RefusalCode, verify_heads  # noqa: PLC0415

    if not found.acts and not found.faults:
        yield _problem("empty", "record/acts", "there are no acts", "Get the record: git pull")
    for fault in found.faults:
        yield _problem(fault.code.value, fault.name, fault.explanation, fault.remedy)
    for gone in verify_heads(found, expected):
        what = "it was expected, and is not in the record"
        if gone.needed_by:
            what = f"{gone.needed_by} rests on it, and it is not in the record"
        yield _problem("removed", gone.act, what, "Get it back from a clone or from git.")
    # What only a clock made worth nothing is a gap and a refusal at once; it is told once.
    for each in dict.fromkeys((*counted.gaps, *counted.refusals)):
        # What a root proposed and others did not agree to is nobody's damage.
        if each.code is RefusalCode.THRESHOLD:
            continue
        yield _problem(each.code.value, each.act or "record", each.explanation, each.remedy)


def _problems_of_clone(
    project: "Project", found: "Found", counted: "Counted"
) -> "Iterator[dict[str, str]]":
    """Tell what this clone knows besides: what it saw or signed, and where the record began."""
    from gonogo.bootstrap import ProjectRecord  # noqa: PLC0415
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.project import first_trusts, seen_heads  # noqa: PLC0415

    signed_here = {act.id for act in ProjectRecord(project, SystemClock()).copies()}
    there = {act.id for act in found.acts}
    for gone in sorted((seen_heads(project) | signed_here) - there):
        what = "this clone saw or signed it, and it is not in the record any more"
        remedy = "Get it back from a clone or from git."
        if gone in signed_here:
            remedy = "Put it back: gonogo record restore"
        yield _problem("removed", gone, what, remedy)
    if len(first_trusts(project, found)) > 1:
        what = "it begins with several trusts, each signed by a root of its own"
        yield _problem("trust_conflict", "record", what, "Take the foreign act out of record/.")
    if not any(gap.code.value == "trust" for gap in counted.gaps) and _is_foreign(project, counted):
        what = "no root of this clone's trust signed what it says"
        yield _problem("trust", "trust.yaml", what, "Take it as it was: git log -p -- trust.yaml")


def _is_foreign(project: "Project", counted: "Counted") -> bool:
    """Say whether trust.yaml says what is neither in force here nor proposed by a root."""
    from gonogo.record import RefusalCode, TrustBody  # noqa: PLC0415

    refused = {each.act for each in counted.refusals if each.code is not RefusalCode.THRESHOLD}
    file = project.trust()
    return not any(
        isinstance(act.body, TrustBody) and act.id not in refused and act.body.trust() == file
        for act in counted.history.order
    )


def _problem(code: str, about: str, explanation: str, remedy: str) -> dict[str, str]:
    said = {"code": code, "about": about, "explanation": explanation, "remedy": remedy}
    return {key: printable(text) for key, text in said.items()}


def _notes(project: "Project", counted: "Counted") -> "Iterator[str]":
    """Tell where the files of the workspace say something else than what was signed."""
    from gonogo.errors import GonogoError  # noqa: PLC0415
    from gonogo.people import people_value, trust_value  # noqa: PLC0415
    from gonogo.project import waiting_acts  # noqa: PLC0415

    for each in waiting_acts(counted):
        yield f"{each.act.id} ({each.act.kind.value}) {each.sentence}: {each.command}"
    stands = "What was signed stands; see gonogo adopt."
    if trust_value(project.trust()) != trust_value(counted.trust):
        yield f"trust.yaml says something else than what was signed last. {stands}"
    try:
        said = people_value(project.people())
    except GonogoError as error:
        yield f"people.yaml cannot be read: {error.message}"
        return
    if counted.people and said not in [people_value(each) for each in counted.people]:
        yield f"people.yaml says something else than what was signed last. {stands}"


def _exit_code(codes: set[str]) -> ExitCode:
    if codes - _CANNOT_BE_KNOWN:
        return ExitCode.NO_GO
    return ExitCode.HOLD if codes else ExitCode.GO
