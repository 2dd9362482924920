"""A record in memory that people with keys of their own write: what a workspace's directory holds.

Keys are made of the names of those who hold them, so that a record is the same in
every run. Time goes on by a minute with each act.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gonogo.people import ActKind, Key, People, Person, Role, Root, Runner, Team, Trust
from gonogo.record import (
    Act,
    Body,
    Counted,
    Ed25519Signer,
    EndorsementBody,
    PeopleBody,
    TrustBody,
    count,
    file_name,
    gather,
    seal,
)

WORKSPACE = "0f" * 16
BEGAN = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)

ROLES: dict[str, frozenset[Role]] = {
    "ada": frozenset({Role.PLATFORMS}),
    "bert": frozenset({Role.PLATFORMS}),
    "cora": frozenset({Role.RELEASE_COORDINATOR}),
    "fred": frozenset({Role.FEATURE}),
    "gina": frozenset({Role.BREAK_GLASS}),
}


def key_of(name: str) -> Ed25519Signer:
    """Return somebody's key."""
    return Ed25519Signer(Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest()))


def example_trust(*, is_solo: bool = False, pins: Mapping[str, str] | None = None) -> Trust:
    """Return what trust.yaml says: two roots who must agree, or one person alone."""
    names = ("rosa",) if is_solo else ("rolf", "rosa")
    return Trust(
        workspace=WORKSPACE,
        roots=tuple(Root(name, _public(name)) for name in names),
        threshold=len(names),
        verifier_id="urn:gonogo:example",
        is_solo=is_solo,
        policies={} if pins is None else dict(sorted(pins.items())),
    )


def example_people() -> People:
    """Return who is who: everybody of `ROLES`, in one team, and a runner."""
    return People(
        teams=(Team("everybody", "Everybody"),),
        people=tuple(
            Person(name, "everybody", roles, (Key.of(_public(name)),))
            for name, roles in sorted(ROLES.items())
        ),
        runners=(Runner("lab-1", (Key.of(_public("lab-1")),)),),
    )


class SignedRecord:
    """Acts, each naming those before it, unless it is told that its signer saw others."""

    def __init__(self, trust: Trust | None = None, people: People | None = None) -> None:
        self.trust = trust or example_trust()
        self.files: dict[str, bytes] = {}
        self.acts: dict[str, Act] = {}
        self.now = BEGAN
        self.sign(ActKind.TRUST, TrustBody.of(self.trust), by="rosa")
        who = self.sign(ActKind.PEOPLE, PeopleBody.of(people or example_people()), by="rosa")
        if not self.trust.is_solo:
            agreed = EndorsementBody(who.id, "")
            self.sign(ActKind.ENDORSEMENT, agreed, by="rolf", at=self.now)

    def sign(
        self,
        kind: ActKind,
        body: Body,
        *,
        by: str,
        at: datetime | None = None,
        heads: Iterable[str] | None = None,
    ) -> Act:
        """Let somebody sign an act; it is in the record, whether it counts or not."""
        self.now = at or self.now + timedelta(minutes=1)
        sealed = seal(
            kind,
            body,
            workspace=WORKSPACE,
            heads=self.heads() if heads is None else tuple(heads),
            at=self.now,
            signer=key_of(by),
        )
        self.files[file_name(sealed.act.id)] = sealed.content
        self.acts[sealed.act.id] = sealed.act
        return sealed.act

    def heads(self) -> tuple[str, ...]:
        """Return the acts that no other names."""
        named = {head for act in self.acts.values() for head in act.heads}
        return tuple(sorted(self.acts.keys() - named))

    def lose(self, act: Act) -> None:
        """Take an act out, as somebody with write access to the disk could."""
        del self.files[file_name(act.id)]

    def counted(self, now: datetime | None = None) -> Counted:
        """Return what counts."""
        return count(gather(self.files.items()), self.trust, judged_at=now or self.now)


def _public(name: str) -> str:
    return key_of(name).public
