"""Who decided: a signed determination, what it rests on, and what became of it.

Names and roles are those by which the record knows a key now. A decision that does
not count, or that the acts do not give again, is told with that doubt and never
without it.
"""

from collections.abc import Iterable, Iterator

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
from gonogo.report.release import AddedBlock, Afterwards, Authority, SignedBy

_STEPS = {ActKind.PUBLICATION: "published", ActKind.PROMOTION: "promoted"}


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
    if outline(decision) != body.outline:
        yield (
            f"what the acts give when they are judged again is {decision.verdict.value}, and not"
            f" what was signed, {body.outline.verdict}, for the same reasons"
        )
    if body.verdict != body.outline.verdict:
        yield f"it says {body.verdict} over reasons that come to {body.outline.verdict}"
