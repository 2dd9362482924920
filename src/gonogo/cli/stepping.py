"""Make a step (publish, promote) as it was asked for on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from gonogo.bootstrap import Application, opened
from gonogo.cli.agreement import require_agreement
from gonogo.cli.exit_code import ExitCode
from gonogo.cli.passphrase import ask_passphrase
from gonogo.cli.step_output import Outcome, show, tell_check
from gonogo.cli.step_wish import DONE, StepWish
from gonogo.cli.until import end_of
from gonogo.project import WorkspaceNetworks, own_keyring, own_signer, project_around
from gonogo.steps import Check, Stepping, files_of, hook_words, run_hook, write_files

if TYPE_CHECKING:
    from gonogo.record import Act
    from gonogo.steps import StepFiles


def make_step(wish: StepWish) -> ExitCode:
    """Make a step if nothing speaks against it, and show what came of it."""
    # Before anything is signed: a hook that cannot be run must not be found out afterwards.
    words = None if wish.hook is None else hook_words(wish.hook)
    if not wish.is_forced and (wish.reason or wish.until):
        raise click.UsageError("--reason and --until belong to --break-glass")
    project = project_around()
    network = WorkspaceNetworks(project.local).load(wish.network)
    with opened(project.local) as application:
        making = _Making(wish, application, Stepping(application))
        check = making.stepping.check(
            network, wish.move, accepts_conditional=wish.accepts_conditional
        )
        outcome = making.forced(check) if wish.is_forced else making.made(check)
        if words is not None and outcome.act is not None:
            outcome = making.hooked(outcome, words)
    show(outcome, as_json=wish.as_json)
    return outcome.exit_code


@dataclass(frozen=True)
class _Making:
    """One step on its way."""

    wish: StepWish
    application: Application
    stepping: Stepping

    def made(self, check: Check) -> Outcome:
        """Make the step on its decision, unless it was made before."""
        wish = self.wish
        outcome = Outcome(wish.move, check, is_forced=False)
        if check.refusals:
            return self._told(replace(outcome, refusals=check.refusals))
        act = check.made
        if act is None:
            keyring = own_keyring(self.stepping.project)
            # Who may not sign is told so before they read, agree and type a passphrase.
            self.stepping.require_may(wish.move, keyring.chosen().fingerprint)
            if not wish.as_json:
                tell_check(check)
            require_agreement(
                f"Sign that {wish.network} is {DONE[wish.move]}?", is_given=wish.is_agreed
            )
            act = self.stepping.step(check, own_signer(keyring, ask=ask_passphrase))
        return self._filed(replace(outcome, act=act, is_new=check.made is None))

    def forced(self, check: Check) -> Outcome:
        """Make the step under a break-glass: an open one, or one that is opened now."""
        wish, stepping = self.wish, self.stepping
        keyring = own_keyring(stepping.project)
        glass = stepping.open_for(check)
        until = None if wish.until is None else end_of(wish.until, self.application.clock.now())
        if glass is None and (wish.reason is None or until is None):
            raise click.UsageError(
                "no break-glass is open for this step; to open one say --reason and --until"
            )
        if not wish.as_json:
            _tell_force(check)
        require_agreement(
            f"Force {check.wanted.transition} of {wish.network}?", is_given=wish.is_agreed
        )
        signer = own_signer(keyring, ask=ask_passphrase)
        if glass is None and wish.reason is not None and until is not None:
            stepping.open_by_force(check, signer, reason=wish.reason, until=until)
            glass = stepping.open_for(check)
        stepping.require_may(wish.move, signer.fingerprint)
        assert glass is not None  # noqa: S101 - It was open, or was opened just now.
        act = stepping.force(check, glass, signer)
        outcome = Outcome(wish.move, check, is_forced=True, act=act, is_new=True)
        return self._filed(outcome)

    def hooked(self, outcome: Outcome, words: tuple[str, ...]) -> Outcome:
        """Run the hook, unless it did what it should for this very step before."""
        files = outcome.files
        # A hook speaks to the world: what went out once for this step is not sent again.
        if files is None or files.has_run(words):
            return outcome
        end = run_hook(
            words,
            _for_hook(outcome, files),
            directory=self.stepping.project.root,
            limit_seconds=self.wish.hook_limit_seconds,
        )
        files.keep_hook(end)
        return replace(outcome, hook=end)

    def _filed(self, outcome: Outcome) -> Outcome:
        """Write what is missing beside the step."""
        check, act, wanted = outcome.check, outcome.act, outcome.check.wanted
        assert act is not None  # noqa: S101 - Only of steps that were made.
        assert self.application.signed is not None  # noqa: S101 - They are made in projects.
        counted = self.application.signed.counted(self.application.clock.now())
        files = files_of(self.stepping.project, wanted.network, wanted.transition, act)
        # A crash after signing leaves the act alone; the same command then writes the rest.
        if not files.is_complete:
            bundling = self.stepping.bundling
            bundle = None
            if check.decision is not None and not (outcome.is_forced and _is_pass(check.decision)):
                bundle = bundling.bundle(check.decision)
            write_files(self.stepping.project, check, act, bundle=bundle, counted=counted)
        return self._told(replace(outcome, files=files, counted=counted))

    def _told(self, outcome: Outcome) -> Outcome:
        from gonogo.bootstrap import Warnings  # noqa: PLC0415 - It reads the record again.

        warnings = Warnings(self.stepping.project, self.application.clock)
        return replace(outcome, warnings=warnings.of_network(outcome.check.network.name))


def _is_pass(decision: "Act") -> bool:
    """Say whether a decision says go: beside a step by force it would tell a half truth."""
    return getattr(decision.body, "verdict", "") in {"go", "conditional"}


def _tell_force(check: Check) -> None:
    click.echo(
        "This goes on against the gate. It is no pass for any feature, and is shown wherever"
    )
    click.echo("the network is shown until somebody closes it with a retrospective.")
    for refusal in check.refusals:
        click.echo(f"  against it: {refusal.explanation} [{refusal.code}]")


def _for_hook(outcome: Outcome, files: "StepFiles") -> Mapping[str, str]:
    """Return what a hook is told, as variables of its environment."""
    check = outcome.check
    wanted, decision, verified = check.wanted, check.decision, check.verified
    act: Act | None = outcome.act
    is_verified = verified is not None and not outcome.is_forced
    return {
        "GONOGO_ACT": act.id if act else "",
        "GONOGO_BUNDLE": str(files.bundle) if files.bundle.is_file() else "",
        "GONOGO_CANDIDATE": wanted.candidate,
        "GONOGO_DEPLOYMENT": wanted.deployment,
        "GONOGO_DETERMINATION": decision.id if decision else "",
        "GONOGO_FOLDER": str(files.folder),
        "GONOGO_LEVEL": verified.level if verified and is_verified else outcome.forced_level,
        "GONOGO_NETWORK": wanted.network,
        "GONOGO_PULL_REQUEST": str(files.pull_request) if files.pull_request.is_file() else "",
        "GONOGO_TRANSITION": wanted.transition,
    }
