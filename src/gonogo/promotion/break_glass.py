"""Break-glass: one step made against the gate, by a key of its own, for a reason and a while.

It permits exactly one transition of one deployment, once, and is a pass for nothing.
It is open until somebody closes it with a retrospective, also when its time is over:
what nobody looked back on is not forgotten. Wherever the network is shown, the
sentence of each open one is shown too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gonogo.people import People, to_the_minute
from gonogo.promotion.gate import Wanted
from gonogo.promotion.history import Forcing, read_history
from gonogo.promotion.refusal import Refusal
from gonogo.promotion.stage import break_glass_level
from gonogo.record import Act, Counted


@dataclass(frozen=True)
class OpenBreakGlass:
    """A break-glass that nobody closed yet."""

    act: str
    network: str
    transition: str
    deployment: str
    candidate: str
    reason: str
    opened_at: datetime
    until: datetime
    signer: str
    used_by: tuple[str, ...]
    """The steps that were made under it."""

    @property
    def level(self) -> str:
        """What a step under it is worth; no policy accepts it."""
        return break_glass_level(self.transition)

    def is_over(self, now: datetime) -> bool:
        """Say whether its time is over; it stays open all the same."""
        return now >= self.until

    def sentence(self, now: datetime, people: People) -> str:
        """Return what is shown wherever the network is shown."""
        holder = people.holder(self.signer)
        who = holder.name if holder else self.signer
        over = "over since" if self.is_over(now) else "until"
        used = "used" if self.used_by else "not used"
        return (
            f"BREAK-GLASS {self.level}: {who} opened {self.transition} of {self.network} by force"
            f" on {to_the_minute(self.opened_at)}, {over} {to_the_minute(self.until)}, {used}:"
            f" {self.reason.strip()}"
            f" (no pass for any feature; {self.act} is open until its retrospective is recorded)"
        )


def open_break_glasses(counted: Iterable[Act], network: str) -> tuple[OpenBreakGlass, ...]:
    """Return what was opened by force on a network and not closed, oldest first."""
    history = read_history(counted)
    return tuple(
        _open(forcing, tuple(step.act for step in history.steps if step.determination == act))
        for act, forcing in history.break_glasses.items()
        if forcing.body.network == network and forcing.closed_by is None
    )


def may_force(
    break_glass: str, wanted: Wanted, counted: Counted, now: datetime
) -> tuple[Refusal, ...]:
    """Return why a break-glass does not permit a step; nothing: it does."""
    opened = open_break_glasses(counted.acts, wanted.network)
    found = next((each for each in opened if each.act == break_glass), None)
    if found is None:
        return (
            Refusal(
                "not_open",
                f"no break-glass {break_glass} is open on {wanted.network}",
                "Let somebody with the role break-glass open one, with a reason.",
            ),
        )
    return (*_of_something_else(found, wanted), *_spent(found, now))


def _of_something_else(found: OpenBreakGlass, wanted: Wanted) -> Iterable[Refusal]:
    for what in ("transition", "deployment", "candidate"):
        if (opened := getattr(found, what)) != (asked := getattr(wanted, what)):
            yield Refusal(
                f"not_this_{what}",
                f"the break-glass is for {what} {opened}, and what is asked for is {asked}",
                "A break-glass permits one step of one deployment; another needs its own.",
            )


def _spent(found: OpenBreakGlass, now: datetime) -> Iterable[Refusal]:
    if found.is_over(now):
        yield Refusal(
            "expired",
            f"its time was over on {to_the_minute(found.until)}",
            "Close it with its retrospective; if there is still need, open another.",
        )
    # A clock that was set back must not make its while longer.
    if now < found.opened_at:
        yield Refusal(
            "not_yet_valid", f"it is dated {to_the_minute(found.opened_at)}", "Set the clock right."
        )
    for step in found.used_by:
        yield Refusal(
            "used",
            f"the one step that it permits was made, by {step}",
            "Close it with its retrospective.",
        )


def _open(forcing: Forcing, used_by: tuple[str, ...]) -> OpenBreakGlass:
    body = forcing.body
    return OpenBreakGlass(
        act=forcing.act,
        network=body.network,
        transition=body.transition,
        deployment=body.deployment,
        candidate=body.candidate,
        reason=body.reason,
        opened_at=forcing.at,
        until=body.until,
        signer=forcing.signer,
        used_by=used_by,
    )
