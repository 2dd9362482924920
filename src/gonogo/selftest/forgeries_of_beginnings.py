"""Forgeries of beginnings: a record of one's own, begun by the one root whose key one has.

Everything in it is as in the story, and only whom it was begun with differs: so nothing
but the rules about beginnings refuses it.
"""

from collections.abc import Iterator
from dataclasses import replace

from gonogo.people import ActKind, Root
from gonogo.record import EndorsementBody, TrustBody
from gonogo.selftest.case import Case, Group
from gonogo.selftest.cast import STRANGER
from gonogo.selftest.drafts import Draft, sign, sign_alone
from gonogo.selftest.expectation import Expect
from gonogo.selftest.saying import Try
from gonogo.selftest.scene import Scene
from gonogo.selftest.stand import Stand
from gonogo.selftest.story import tell


def invented_founder(stand: Stand) -> Iterator[Try]:
    """Begin alone, and name people who are no roots: any of them may be made up."""
    scene = tell(stand.policy, stand.plan, stand.cast, stand.disk, signing=sign_alone)
    expect = Expect(reason="record-incomplete", verifier=("unknown_signer",))
    yield stand.tried("everybody named by one root", scene, expect)


def invented_past(stand: Stand) -> Iterator[Try]:
    """Let a trust of one's own come before a copy of the real one, and say who is who under it."""

    def signing(scene: Scene, draft: Draft) -> None:
        if draft.kind is ActKind.TRUST:
            _own_past(stand, scene, draft)
        elif draft.kind is not ActKind.PEOPLE:
            sign(scene, draft)

    scene = tell(stand.policy, stand.plan, stand.cast, stand.disk, signing=signing)
    expect = Expect(reason="record-incomplete", verifier=("other_trust",))
    yield stand.tried("agreed to by roots whom one root invented", scene, expect)


def _own_past(stand: Stand, scene: Scene, draft: Draft) -> None:
    """Sign a trust of the root and a stranger, what both agree to, and the real trust's copy."""
    cast = stand.cast
    own = Root("mallory", cast.signers[STRANGER].public)
    roots = tuple(sorted((own, cast.trust.roots[0]), key=lambda each: each.name))
    trust = replace(cast.trust, roots=roots, threshold=len(roots))
    scene.sign(ActKind.TRUST, TrustBody.of(trust), by=cast.root, at=draft.at)
    said = next(each for each in stand.base.of_kind(ActKind.PEOPLE))
    who = scene.sign(ActKind.PEOPLE, said.body, by=cast.root, at=draft.at)
    scene.sign(ActKind.ENDORSEMENT, EndorsementBody(who.id, ""), by=STRANGER, at=draft.at)
    sign(scene, draft)


ROWS: tuple[Case, ...] = (
    Case("invented-founder", Group.PEOPLE, "a record that one root begins", invented_founder),
    Case("invented-past", Group.PEOPLE, "a past that one root wrote", invented_past),
)
"""In the order in which they are told."""
