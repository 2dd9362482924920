"""An act that was sealed, and the same act written in other ways by the right key."""

from gonogo.people import ActKind
from gonogo.record import Sealed, seal
from tests.unit.record.example import ADA, DIGEST, START, WORKSPACE, finding


def sealed(title: str = "It stalls") -> Sealed:
    return seal(
        ActKind.FINDING,
        finding(title),
        workspace=WORKSPACE,
        heads=(DIGEST,),
        at=START,
        signer=ADA,
    )
