"""Take decisions back, and close what was opened by force."""

from gonogo.people import ActKind, to_the_minute
from gonogo.project import Draft, RefusedError, Signed, act_named
from gonogo.promotion import break_glass_closed_body, revocation_body
from gonogo.record import (
    BreakGlassBody,
    BreakGlassClosedBody,
    DeterminationBody,
    RevocationBody,
)


def revocation_draft(signed: Signed, name: str, reason: str) -> Draft:
    """Return what takes a decision back.

    Raises:
        UnknownActError: there is none of this name, or there are several.
        RefusedError: it is no decision that counts, or was taken back before.
        NoReasonError: there is no reason.
    """
    act = act_named(signed, name)
    body = act.body
    if not isinstance(body, DeterminationBody) or act.id not in signed.counted.by_id:
        raise RefusedError(
            f"{act.id} is no decision that counts", hint="See which there are: gonogo audit log."
        )
    for other in signed.counted.acts:
        if isinstance(other.body, RevocationBody) and other.body.determination == act.id:
            raise RefusedError(
                f"it was taken back before, by {other.id}", hint="Nothing more is needed."
            )
    shown = (
        ("decision", act.id),
        ("about", f"{body.transition} of {body.network}"),
        ("it says", f"{body.verdict}, valid until {to_the_minute(body.valid_until)}"),
        ("decided", f"{to_the_minute(act.at)} by {signed.name(act.signer)}"),
        ("reason", reason),
    )
    return Draft(ActKind.REVOCATION, revocation_body(act.id, reason), shown)


def closing_draft(signed: Signed, name: str, retrospective: str) -> Draft:
    """Return what closes a break-glass.

    Raises:
        UnknownActError: there is none of this name, or there are several.
        RefusedError: it is no break-glass that counts, or was closed before.
        NoReasonError: there is no retrospective.
    """
    act = act_named(signed, name)
    body = act.body
    if not isinstance(body, BreakGlassBody) or act.id not in signed.counted.by_id:
        raise RefusedError(
            f"{act.id} is no break-glass that counts",
            hint="See which are open: gonogo break-glass list.",
        )
    for other in signed.counted.acts:
        if isinstance(other.body, BreakGlassClosedBody) and other.body.break_glass == act.id:
            raise RefusedError(
                f"it was closed before, by {other.id}", hint="Nothing more is needed."
            )
    shown = (
        ("break-glass", act.id),
        ("about", f"{body.transition} of {body.network}"),
        ("opened", f"{to_the_minute(act.at)} by {signed.name(act.signer)}"),
        ("because", body.reason),
        ("retrospective", retrospective),
    )
    closing = break_glass_closed_body(act.id, retrospective)
    return Draft(ActKind.BREAK_GLASS_CLOSED, closing, shown)
