"""Agree to the act of somebody else."""

from dataclasses import dataclass

from gonogo.errors import GonogoError
from gonogo.people import ActKind
from gonogo.project.signing import NotAllowedError, Signed
from gonogo.project.waiting import OF_ROOTS, Waiting, endorsements_of, waiting_acts
from gonogo.record import Act, RefusalCode

_SHORTEST_PREFIX = 6
_SHOWN_ACTS = 5


class UnknownActError(GonogoError):
    """No act, or more than one, is called like this."""

    def __init__(self, name: str, what: str, *, hint: str) -> None:
        super().__init__(f"{what} {name!r}", hint=hint)
        self.name = name


@dataclass(frozen=True)
class Progress:
    """How far an act has come with its endorsements."""

    endorsers: tuple[str, ...]
    """Who agreed, by name."""
    counts: bool
    """Whether the act counts now."""
    waiting: Waiting | None
    """What a `trust` or `people` act waits for; None: nothing, or it is another kind."""

    @property
    def missing(self) -> int:
        """How many more roots it takes."""
        return 0 if self.waiting is None else self.waiting.missing


def act_named(signed: Signed, name: str) -> Act:
    """Return an act by its id, or by the beginning of its digits.

    Raises:
        UnknownActError: there is none, or several begin like this.
    """
    digits = name.removeprefix("sha256:").casefold()
    acts = [act for act in signed.found.acts if act.id.removeprefix("sha256:").startswith(digits)]
    if len(digits) < _SHORTEST_PREFIX:
        hint = f"Give at least {_SHORTEST_PREFIX} digits of its id."
        raise UnknownActError(name, "too short to name an act:", hint=hint)
    if not acts:
        last = ", ".join(act.id for act in signed.counted.history.order[-_SHOWN_ACTS:])
        hint = f"Get the newest with git pull. The last acts here: {last or 'none'}."
        raise UnknownActError(name, "there is no act", hint=hint)
    if len(acts) > 1:
        raise UnknownActError(name, "several acts begin with", hint="Give more of its digits.")
    return acts[0]


def require_another(signed: Signed, act: Act, fingerprint: str) -> None:
    """Refuse to endorse what one signed or endorsed oneself, since that would count for nothing.

    Raises:
        NotAllowedError: says so.
    """
    who = signed.name(fingerprint)
    if act.kind is ActKind.ENDORSEMENT:
        hint = f"Endorse the act itself, or sign one of your own. It says: {act.id}"
        raise NotAllowedError(who, "an endorsement is not endorsed", hint=hint)
    if not signed.counted.is_solo and signed.is_same(act.signer, fingerprint):
        hint = "Somebody else has to agree: a root to trust.yaml and people.yaml, else platforms."
        raise NotAllowedError(who, "nobody agrees to an own act", hint=hint)
    if any(
        signed.is_same(each.signer, fingerprint) for each in endorsements_of(signed.counted, act)
    ):
        raise NotAllowedError(
            who, "it was endorsed with this key before", hint="Nothing more is needed."
        )
    if act.kind in OF_ROOTS and _is_replaced(signed, act):
        # Agreed to afterwards, it would say who was who while something else held.
        what = f"a newer {act.kind.value} act is in force"
        raise NotAllowedError(who, what, hint="Look at what holds now: gonogo audit log.")


def _is_replaced(signed: Signed, act: Act) -> bool:
    codes = {each.code for each in signed.counted.refusals if each.act == act.id}
    waiting = {each.act.id for each in waiting_acts(signed.counted)}
    return RefusalCode.THRESHOLD in codes and act.id not in waiting


def progress_of(signed: Signed, act_id: str) -> Progress:
    """Return how far an act has come."""
    counted = signed.counted
    act = next(each for each in signed.found.acts if each.id == act_id)
    names = {counted.name(each) for each in endorsements_of(counted, act)}
    waiting = [each for each in waiting_acts(counted) if each.act.id == act_id]
    return Progress(tuple(sorted(names)), act_id in counted.by_id, waiting[0] if waiting else None)
