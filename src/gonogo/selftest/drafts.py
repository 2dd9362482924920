"""Acts that are going to be signed, so that a case can change one before anything is signed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from gonogo.people import ActKind
from gonogo.record import Act, Body, EndorsementBody
from gonogo.selftest.scene import Scene


@dataclass(frozen=True)
class Draft:
    """An act that is going to be signed."""

    kind: ActKind
    body: Body
    by: str
    at: datetime
    workspace: str | None = None


Change = Callable[[Draft], Draft | None]
"""What a case makes of a draft; None: it is never signed."""


def unchanged(draft: Draft) -> Draft:
    """Leave a draft as it is."""
    return draft


def sign_alone(scene: Scene, draft: Draft) -> Act:
    """Sign a draft, and nothing else."""
    return scene.sign(draft.kind, draft.body, by=draft.by, at=draft.at, workspace=draft.workspace)


def sign(scene: Scene, draft: Draft) -> None:
    """Sign a draft; to who is who the other roots agree, since it names not only roots."""
    act = sign_alone(scene, draft)
    if draft.kind is ActKind.PEOPLE:
        agreed = EndorsementBody(act.id, "agreed")
        for root in scene.cast.trust.roots[1:]:
            scene.sign(ActKind.ENDORSEMENT, agreed, by=f"root:{root.name}", at=draft.at)
