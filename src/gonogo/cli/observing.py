"""Run a use case that observes, show its progress and what came of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from gonogo.bootstrap import Application, suites_here
from gonogo.cli.exit_code import ExitCode
from gonogo.cli.output import show_decision, show_run
from gonogo.cli.progress import shown
from gonogo.errors import GonogoError
from gonogo.networks import Network, Stage
from gonogo.policies import LeftOut, policy_named, policy_of_step
from gonogo.readiness import Policy, shipped_policy_names
from gonogo.workflows import (
    Endpoints,
    assess_now,
    cancel_assessment,
    resume_assessment,
    start_assessment,
)


class NoDefaultPolicyError(GonogoError):
    """Nothing says which policy a network is to be judged by."""

    def __init__(self, network: Network, policies: Sequence[str]) -> None:
        hint = f"Say it with --policy. Policies: {', '.join(policies)}."
        if network.stage is None:
            why = "its stage is not known"
            hint += f" Or tell its stage: gonogo network stage {network.name} STAGE."
        else:
            why = f"no policy ships for leaving {network.stage.value}"
        super().__init__(
            f"which policy is network {network.name!r} to be judged by? {why}", hint=hint
        )
        self.network = network.name


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    network: Network
    policy: Policy
    may_send: bool
    is_now: bool = False
    endpoints: Endpoints | None = None
    policy_as_typed: str | None = None
    """None: nobody typed one."""
    left_out: tuple[LeftOut, ...] = ()
    """Checks that were not asked because they could not say anything here."""


def default_policy(network: Network) -> str:
    """Return the policy that fits a network's stage.

    Raises:
        NoDefaultPolicyError: its stage is unknown, or nothing ships for it.
    """
    shipped = shipped_policy_names()
    if network.stage is Stage.BENCH:
        return "rehearsal"
    wanted = f"promote:{network.stage.value}" if network.stage is not None else ""
    if wanted not in shipped:
        raise NoDefaultPolicyError(network, shipped)
    return wanted


def policy_of(network: Network, named: str | None, move: str | None) -> Policy:
    """Return the policy that was asked for: by its name, by the step, or by the stage alone.

    Raises:
        GonogoError: there is none, or nothing says which.
    """
    if move is None:
        return policy_named(named or default_policy(network), network=network.name)
    if network.stage is Stage.BENCH:
        click.echo("A bench rehearses: it is judged by the policy rehearsal.", err=True)
    return policy_of_step(network, move)


def assess(
    application: Application, wish: Wish, *, as_json: bool, reports: Sequence[Path] = ()
) -> ExitCode:
    """Carry out a wish and show what came of it."""
    if wish.is_now:
        means = application.means(lambda _: None)
        decision = asyncio.run(
            assess_now(wish.network, wish.policy, means, policy_as_typed=wish.policy_as_typed)
        )
        return show_decision(application, wish.network, decision, as_json=as_json, paths=reports)
    with shown(is_quiet=as_json) as on_event:
        run = asyncio.run(
            start_assessment(
                wish.network,
                wish.policy,
                means=application.means(on_event),
                engines=application.engines,
                may_send=wish.may_send,
                endpoints=wish.endpoints,
                policy_as_typed=wish.policy_as_typed,
                suites=suites_here(),
            )
        )
    return show_run(application, run, as_json=as_json, paths=reports, left_out=wish.left_out)


def resume(
    application: Application, run_id: str, *, as_json: bool, reports: Sequence[Path] = ()
) -> ExitCode:
    """Go on with a run and show what came of it."""
    with shown(is_quiet=as_json) as on_event:
        run = asyncio.run(
            resume_assessment(
                run_id, means=application.means(on_event), engines=application.engines
            )
        )
    return show_run(application, run, as_json=as_json, paths=reports)


def cancel(
    application: Application, run_id: str, *, as_json: bool, reports: Sequence[Path] = ()
) -> ExitCode:
    """End a run that was cut off, and show how far it came."""
    with shown(is_quiet=as_json) as on_event:
        run = cancel_assessment(run_id, means=application.means(on_event))
    return show_run(application, run, as_json=as_json, paths=reports)
