"""One act more, at the end of a history."""

from dataclasses import replace

from gonogo.people import ActKind
from gonogo.record import Body, seal
from tests.laws.histories import WORKSPACE, History, key_of


def with_act(history: History, kind: ActKind, body: Body, by: str) -> History:
    """Return the history with one act more, signed by somebody who saw all the others."""
    acts = history.acts
    named = {head for act in acts for head in act.heads}
    sealed = seal(
        kind,
        body,
        workspace=WORKSPACE,
        heads=tuple(sorted(act.id for act in acts if act.id not in named)),
        at=max(history.subject.judged_at, *(act.at for act in acts)),
        signer=key_of(by),
    )
    return replace(history, sealed=(*history.sealed, sealed))
