"""Agree to the act of somebody else."""

from dataclasses import dataclass

from gonogo.errors import GonogoError
from gonogo.people import ActKind
from gonogo.project.signing import NotAllowedError, Signed
from gonogo.record import Act, EndorsementBody

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
    missing: int
    """How many more roots a `trust` act needs; 0 for every other kind."""


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
        hint = "Somebody else has to agree: a root to a change of trust, else platforms."
        raise NotAllowedError(who, "nobody agrees to an own act", hint=hint)
    for other in signed.counted.acts:
        is_endorsement = isinstance(other.body, EndorsementBody) and other.body.act == act.id
        if is_endorsement and signed.is_same(other.signer, fingerprint):
            raise NotAllowedError(
                who, "it was endorsed with this key before", hint="Nothing more is needed."
            )


def progress_of(signed: Signed, act_id: str) -> Progress:
    """Return how far an act has come."""
    act = next(each for each in signed.found.acts if each.id == act_id)
    endorsements = [
        other
        for other in signed.counted.acts
        if isinstance(other.body, EndorsementBody) and other.body.act == act_id
    ]
    counts = act_id in signed.counted.by_id
    trust = signed.counted.trust
    agreed = {root.name for each in (act, *endorsements) if (root := trust.root(each.signer))}
    is_waiting = act.kind is ActKind.TRUST and not counts
    return Progress(
        tuple(sorted({signed.counted.name(each) for each in endorsements})),
        counts,
        max(0, trust.threshold - len(agreed)) if is_waiting else 0,
    )
