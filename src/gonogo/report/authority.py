"""Who decided: a signed determination, what it rests on, and what became of it.

Names and roles are those by which the record knows a key now. A decision that does
not count, or that the acts do not give again, is told with that doubt and never
without it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from gonogo.people import ActKind, Role
from gonogo.readiness import Decision, Verdict, outline
from gonogo.record import (
    Act,
    Counted,
    DeterminationBody,
    EndorsementBody,
    RevocationBody,
    StepBody,
)

_STEPS = {ActKind.PUBLICATION: "published", ActKind.PROMOTION: "promoted"}


@dataclass(frozen=True)
class SignedBy:
    """Who signed an act, and when."""

    act: str
    name: str
    """The name by which people.yaml knows the key; the fingerprint, if it does not."""
    key: str
    """The key's fingerprint."""
    roles: tuple[str, ...]
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class AddedBlock:
    """A reason that whoever decided added to those that were judged."""

    code: str
    subject: str
    verdict: Verdict
    explanation: str


@dataclass(frozen=True)
class Afterwards:
    """What became of a decision later."""

    what: str
    """`superseded`, `revoked`, or the kind of the step that was made on it."""
    signed: SignedBy
    about: str
    """The reason, the later verdict, or the transition."""
    takes_force: bool = False
    """Whether the decision stands no more because of it."""


@dataclass(frozen=True)
class Authority:
    """A signed decision: who made it, what it rests on, and what became of it."""

    determination: str
    decided: SignedBy
    approvals: tuple[SignedBy, ...]
    """Who endorsed it."""
    transition: str
    level: str
    valid_until: datetime
    heads: tuple[str, ...]
    """The acts that whoever decided saw last; it rests on them and on their ancestors."""
    blocks: tuple[AddedBlock, ...]
    supersedes: tuple[str, ...]
    afterwards: tuple[Afterwards, ...]
    doubts: tuple[str, ...] = ()
    """Why it is not to be believed, such as that the acts give something else."""

    def failings(self, now: datetime) -> tuple[str, ...]:
        """Return in single words why it does not stand at a time; nothing: it stands."""
        told = [each.what for each in self.afterwards if each.takes_force]
        told += ["expired"] if now >= self.valid_until else []
        told += ["not yet valid"] if now < self.decided.at else []
        told += ["doubtful"] if self.doubts else []
        return tuple(dict.fromkeys(told))


def authority_of(act: Act, decision: Decision, counted: Counted) -> Authority:
    """Return what is to be known of a determination.

    Args:
        act: The determination.
        decision: What was judged again from the acts that it rests on.
        counted: The acts that count now.

    Raises:
        TypeError: the act is no determination.
    """
    body = act.body
    if not isinstance(body, DeterminationBody):
        raise TypeError(f"act {act.id} is no determination")
    return Authority(
        determination=act.id,
        decided=signed_by(act, counted),
        approvals=tuple(
            signed_by(each, counted, note=each.body.note)
            for each in counted.endorsements(act.id)
            if isinstance(each.body, EndorsementBody)
        ),
        transition=body.transition,
        level=body.level,
        valid_until=body.valid_until,
        heads=act.heads,
        blocks=tuple(
            AddedBlock(block.code, block.subject, Verdict(block.verdict), block.explanation)
            for block in body.blocks
        ),
        supersedes=body.supersedes,
        afterwards=tuple(_afterwards(act.id, counted)),
        doubts=tuple(_doubts(act, body, decision, counted)),
    )


def signed_by(act: Act, counted: Counted, note: str = "") -> SignedBy:
    """Return who signed an act."""
    return SignedBy(
        act=act.id,
        name=counted.name(act),
        key=act.signer,
        roles=tuple(sorted(each.value for each in counted.roles(act) if isinstance(each, Role))),
        at=act.at,
        note=note,
    )


def _afterwards(name: str, counted: Counted) -> Iterator[Afterwards]:
    for act in counted.acts:
        match act.body:
            case DeterminationBody(supersedes=earlier, verdict=verdict) if name in earlier:
                about = f"by a decision that says {verdict}"
                yield Afterwards("superseded", signed_by(act, counted), about, takes_force=True)
            case RevocationBody(determination=revoked, reason=reason) if revoked == name:
                yield Afterwards("revoked", signed_by(act, counted), reason, takes_force=True)
            case StepBody(determination=of, transition=transition) if of == name:
                yield Afterwards(_STEPS[act.kind], signed_by(act, counted), transition)


def _doubts(
    act: Act, body: DeterminationBody, decision: Decision, counted: Counted
) -> Iterable[str]:
    if act.id not in counted.by_id:
        why = "; ".join(each.explanation for each in counted.refusals if each.act == act.id)
        yield f"this decision does not count{f': {why}' if why else ''}"
    # The signature shows who said it, and only judging again shows that it follows.
    if outline(decision) != body.outline:
        yield (
            f"what the acts give when they are judged again is {decision.verdict.value}, and not"
            f" what was signed, {body.outline.verdict}, for the same reasons"
        )
    if body.verdict != body.outline.verdict:
        yield f"it says {body.verdict} over reasons that come to {body.outline.verdict}"
