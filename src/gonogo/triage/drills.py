"""The drills that plans name: something that was tried on this deployment, and passed.

A plan to live with a SEV 2 is worth what its drill showed. So it names evidence or a
sign-off by its digest, and one that failed, was void or was about another deployment
shows nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.evidence import Outcome
from gonogo.people import to_the_minute
from gonogo.project import RefusedError, shown
from gonogo.triage.outlook import Outlook

_LISTED = 3


class UnknownDrillError(GonogoError):
    """Nothing that was observed or signed is called like this."""

    def __init__(self, name: str, what: str, passed: tuple["Drill", ...]) -> None:
        latest = "; ".join(f"{one.short_id} {one.told}" for one in passed[-_LISTED:])
        hint = f"What passed last: {latest}." if latest else "Nothing passed on this deployment."
        super().__init__(f"{what} {shown(name)}", hint=hint)
        self.name = name


@dataclass(frozen=True)
class Drill:
    """Something that was tried."""

    digest: str
    told: str
    at: datetime
    deployment: str
    fault: str | None
    """Why it shows nothing; None: it passed."""

    @property
    def short_id(self) -> str:
        """Return the beginning of its digest."""
        return digest.digits(self.digest)


def drill_named(seen: Outlook, name: str) -> Drill:
    """Return the drill whose digest begins like this, if it shows something.

    Raises:
        UnknownDrillError: there is none, or there are several.
        RefusedError: it failed, or was about another deployment.
    """
    present = seen.present()
    tried = sorted(_tried(seen), key=lambda one: (one.at, one.digest))
    passed = tuple(one for one in tried if one.fault is None and one.deployment == present.digest)
    found = [one for one in tried if digest.beginning_with(name, [one.digest])]
    if len(digest.typed(name)) < digest.FEWEST_DIGITS:
        raise UnknownDrillError(name, "too short to name evidence or a sign-off:", passed)
    if len(found) != 1:
        what = "several begin with" if found else f"{seen.network} has no evidence or sign-off"
        raise UnknownDrillError(name, what, passed)
    drill = found[0]
    if drill.fault is not None:
        hint = "Try again what the plan relies on, and name that once it passed."
        raise RefusedError(f"the drill {drill.short_id} shows nothing: {drill.fault}", hint=hint)
    if drill.deployment != present.digest:
        what = "it was on another deployment than the one that runs now"
        hint = "Deploying anew may change what the plan relies on: try it again there."
        raise RefusedError(f"the drill {drill.short_id} shows nothing: {what}", hint=hint)
    return drill


def _tried(seen: Outlook) -> Iterator[Drill]:
    for item in seen.record.evidence:
        fault = None if item.outcome is Outcome.PASSED else f"it {item.outcome.value}"
        if item.is_void:
            fault = "it is void, since the deployment moved in its window"
        told = f"{item.check} on {item.chain}, {to_the_minute(item.window.ended_at)}"
        yield Drill(item.digest, told, item.window.ended_at, item.deployment, fault)
    for result in seen.record.manual_results:
        fault = None if result.outcome is Outcome.PASSED else "it failed"
        told = f"{result.requirement} by hand, {to_the_minute(result.at)}"
        yield Drill(result.act, told, result.at, result.deployment, fault)
