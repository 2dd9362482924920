"""Show what came of a step, or every reason why it was not made."""

import json
from dataclasses import dataclass

import click

from gonogo.cli.exit_code import ExitCode
from gonogo.cli.sharing import EVERYTHING, share
from gonogo.cli.step_wish import DONE
from gonogo.people import to_the_minute
from gonogo.promotion import Refusal, break_glass_level, ledger_of, ledger_table
from gonogo.record import Act, Counted
from gonogo.steps import UNKNOWN_CODES, Check, HookEnd, StepFiles


@dataclass(frozen=True)
class Outcome:
    """What came of a step."""

    move: str
    check: Check
    is_forced: bool
    act: Act | None = None
    """None: it was not made."""
    files: StepFiles | None = None
    hook: HookEnd | None = None
    """None: there is none, or it was run before."""
    counted: Counted | None = None
    """What counts, the step among it."""
    is_new: bool = False
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def forced_level(self) -> str:
        """What a step by force is worth."""
        return break_glass_level(self.check.wanted.transition)

    @property
    def exit_code(self) -> ExitCode:
        """What scripts get to know."""
        if self.act is not None:
            is_fine = self.hook is None or self.hook.is_fine
            return ExitCode.GO if is_fine else ExitCode.NO_GO
        codes = {each.code for each in self.refusals}
        # Only where it is the one reason: a script that accepts it would else go on in vain.
        if codes == {"conditional_not_accepted"}:
            return ExitCode.CONDITIONAL
        # What nobody knows may be known in a minute; what was refused has to be mended first.
        return ExitCode.HOLD if codes and codes <= UNKNOWN_CODES else ExitCode.NO_GO


def tell_check(check: Check) -> None:
    """Say what a step would rest on, before somebody signs it."""
    verified = check.verified
    if verified is None:
        return
    solo = "  SOLO" if verified.is_solo else ""
    click.echo(f"{verified.verdict.value.upper()} {verified.level}{solo}, {verified.id}")
    click.echo(
        f"decided by {', '.join(verified.signers)}, valid until"
        f" {to_the_minute(verified.valid_until)}; verified, and nothing failed since"
    )


def show(outcome: Outcome, *, as_json: bool) -> None:
    """Show what came of a step."""
    if as_json:
        click.echo(json.dumps(_document(outcome), indent=2))
        return
    for warning in outcome.warnings:
        click.echo(f"! {warning}")
    if outcome.act is None:
        _show_refusals(outcome)
    else:
        _show_step(outcome, outcome.act)


def _show_refusals(outcome: Outcome) -> None:
    wanted = outcome.check.wanted
    click.echo(f"REFUSED: {wanted.network} is not {DONE[outcome.move]} ({wanted.transition})")
    for refusal in outcome.refusals:
        click.echo(f"  ✗ {refusal.explanation} [{refusal.code}]")
        if refusal.remedy:
            click.echo(f"    do next: {refusal.remedy}")


def _show_step(outcome: Outcome, act: Act) -> None:
    wanted = outcome.check.wanted
    said = "signed" if outcome.is_new else "made before, by"
    forced = f" BY FORCE, {outcome.forced_level}" if outcome.is_forced else ""
    done = f"{DONE[outcome.move]}{forced}"
    click.echo(f"{done}: {wanted.network} ({wanted.transition}); {said} {act.id}")
    if outcome.move == "promote":
        _show_ledger(outcome, act)
    if outcome.files is not None:
        for path in outcome.files.written:
            click.echo(f"file {path}")
    if outcome.hook is not None:
        told = outcome.hook.explanation or "it ended well"
        click.echo(f"hook {' '.join(outcome.hook.words)}: {told}")
        if not outcome.hook.is_fine:
            click.echo("The step stands. Say the same again to run only the hook again.")
    if outcome.is_new:
        click.echo(share(EVERYTHING))


def _show_ledger(outcome: Outcome, act: Act) -> None:
    if outcome.counted is None:
        return
    ledger = ledger_of(outcome.counted, outcome.check.policies)
    table = ledger_table(ledger)
    if not any(line.promotion == act.id for line in ledger.lines):
        click.echo("No feature is in scope on it, so the ledger gains no line.")
    if table.rows:
        from rich.console import Console  # noqa: PLC0415 - Not needed without a ledger.
        from rich.table import Table  # noqa: PLC0415

        shown = Table(*table.head, title="Ledger")
        for row in table.rows:
            shown.add_row(*row)
        Console().print(shown)


def _document(outcome: Outcome) -> dict[str, object]:
    wanted, decision, hook = outcome.check.wanted, outcome.check.decision, outcome.hook
    return {
        "network": wanted.network,
        "transition": wanted.transition,
        "deployment": wanted.deployment,
        "candidate": wanted.candidate,
        "determination": decision.id if decision else None,
        "act": outcome.act.id if outcome.act else None,
        "is_new": outcome.is_new,
        "is_forced": outcome.is_forced,
        "refusals": [
            {"code": each.code, "explanation": each.explanation, "remedy": each.remedy}
            for each in outcome.refusals
        ],
        "files": [str(path) for path in outcome.files.written] if outcome.files else [],
        "hook": None
        if hook is None
        else {
            "words": list(hook.words),
            "exit_code": hook.exit_code,
            "explanation": hook.explanation,
        },
        "break_glass": list(outcome.warnings),
        "exit_code": int(outcome.exit_code),
    }
