"""A small workspace to sign acts in: three roots' worth of people, a runner, a clock."""

import hashlib
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gonogo.people import ActKind, Key, People, Person, Role, Root, Runner, Team, Trust
from gonogo.record import (
    Act,
    Body,
    Counted,
    Ed25519Signer,
    EndorsementBody,
    FindingBody,
    Found,
    PeopleBody,
    RatingBody,
    RunStartedBody,
    Sealed,
    Signer,
    TrustBody,
    WaiverBody,
    count,
    file_name,
    gather,
    seal,
)

WORKSPACE = "0123456789abcdef" * 2
OTHER_WORKSPACE = "fedcba9876543210" * 2
START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DIGEST = "sha256:" + 64 * "a"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def signer(name: str) -> Ed25519Signer:
    """Return the key of a name, the same every time."""
    return Ed25519Signer(
        Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())
    )


ADA, BOB, CARL, EVE, LAB = map(signer, ("ada", "bob", "carl", "eve", "lab-1"))


def key(holder: Signer, *, start: datetime | None = None, until: datetime | None = None) -> Key:
    """Return a public key as people.yaml names it."""
    return Key.of(holder.public, valid_from=start, valid_until=until)


def person(name: str, *roles: Role, keys: tuple[Key, ...] | None = None) -> Person:
    """Return a person who has the key of that name."""
    return Person(name, "platforms", frozenset(roles), keys or (key(signer(name)),))


def people(*persons: Person, runner_keys: tuple[Key, ...] | None = None) -> People:
    """Return everybody: those given, and the runner."""
    return People(
        (Team("platforms", "Platforms"),),
        tuple(sorted(persons, key=lambda each: each.name)),
        (Runner("lab-1", runner_keys or (key(LAB),)),),
    )


EVERYBODY = people(
    person("ada", Role.PLATFORMS),
    person("bob", Role.PLATFORMS, Role.RELEASE_COORDINATOR),
    person("carl", Role.FEATURE),
)


def trust(*names: str, threshold: int = 2, workspace: str = WORKSPACE) -> Trust:
    """Return a trust whose roots are of these names."""
    return Trust(
        workspace,
        tuple(Root(name, signer(name).public) for name in sorted(names)),
        threshold,
        "urn:gonogo:example",
        is_solo=len(names) == 1,
    )


TRUST = trust("ada", "bob")
SOLO = trust("ada", threshold=1)


class Workshop:
    """Signs acts one after the other, each resting on the one before unless told otherwise."""

    def __init__(self, begins_with: Trust | None = TRUST, who: People | None = EVERYBODY) -> None:
        self.sealed: list[Sealed] = []
        self.now = START
        if begins_with is not None:
            self.trust(begins_with)
        if who is not None:
            founding = self.people(who)
            for root in () if begins_with is None else begins_with.roots[1:]:
                self.endorse(founding, signer(root.name))

    def sign(  # noqa: PLR0913 - The parts of an act, each by its name.
        self,
        kind: ActKind,
        body: Body,
        by: Signer,
        *,
        heads: tuple[Act, ...] | None = None,
        at: datetime | None = None,
        workspace: str = WORKSPACE,
    ) -> Act:
        """Sign an act and keep it."""
        self.now += MINUTE
        if heads is None:
            heads = (self.sealed[-1].act,) if self.sealed else ()
        sealed = seal(
            kind,
            body,
            workspace=workspace,
            heads=tuple(head.id for head in heads),
            at=at or self.now,
            signer=by,
        )
        self.sealed.append(sealed)
        return sealed.act

    def trust(self, said: Trust, by: Signer = ADA, *, heads: tuple[Act, ...] | None = None) -> Act:
        """Sign a trust act."""
        return self.sign(ActKind.TRUST, TrustBody.of(said), by, heads=heads)

    def people(
        self,
        said: People,
        by: Signer = ADA,
        *,
        heads: tuple[Act, ...] | None = None,
        at: datetime | None = None,
    ) -> Act:
        """Sign a people act."""
        return self.sign(ActKind.PEOPLE, PeopleBody.of(said), by, heads=heads, at=at)

    def agreed_people(
        self,
        said: People,
        by: Signer = ADA,
        *,
        heads: tuple[Act, ...] | None = None,
        at: datetime | None = None,
    ) -> Act:
        """Sign a people act to which the other root agrees."""
        act = self.people(said, by, heads=heads, at=at)
        self.endorse(act, ADA if by is BOB else BOB)
        return act

    def finding(
        self,
        by: Signer = CARL,
        title: str = "It stalls",
        *,
        heads: tuple[Act, ...] | None = None,
        at: datetime | None = None,
        workspace: str = WORKSPACE,
    ) -> Act:
        """Sign a finding."""
        return self.sign(
            ActKind.FINDING, finding(title), by, heads=heads, at=at, workspace=workspace
        )

    def rating(self, by: Signer = ADA) -> Act:
        """Sign a rating."""
        return self.sign(ActKind.RATING, RatingBody(DIGEST, 2, "Some wait", "Seen twice"), by)

    def waiver(self, by: Signer = ADA) -> Act:
        """Sign a waiver."""
        body = WaiverBody("alpha", DIGEST, "blocks", None, START + DAY, "A known limit")
        return self.sign(ActKind.WAIVER, body, by)

    def run_started(self, by: Signer = LAB, number: int = 1, *, at: datetime | None = None) -> Act:
        """Sign the start of a run."""
        body = RunStartedBody(f"run-{number}", number, "alpha", "rehearsal", DIGEST, ())
        return self.sign(ActKind.RUN_STARTED, body, by, at=at)

    def endorse(self, act: Act, by: Signer = BOB) -> Act:
        """Sign an endorsement."""
        return self.sign(ActKind.ENDORSEMENT, EndorsementBody(act.id, "I agree"), by)

    def files(self) -> dict[str, bytes]:
        """Return the files of everything that was signed."""
        return {file_name(each.act.id): each.content for each in self.sealed}

    def found(self) -> Found:
        """Return what is found of everything that was signed."""
        return gather(self.files().items())

    def counted(self, given: Trust = TRUST, *, after: timedelta = MINUTE) -> Counted:
        """Count everything that was signed, some time after the last act."""
        return count(self.found(), given, judged_at=self.now + after)


def finding(title: str = "It stalls") -> FindingBody:
    """Return the body of a finding."""
    return FindingBody(
        network="alpha",
        deployment=DIGEST,
        candidate=DIGEST,
        chain=None,
        requirement=None,
        title=title,
        description="The safe head stands still.",
        impact=None,
        severity=None,
        owning_team=None,
        tracker_url=None,
    )


def codes(counted: Counted, act: Act) -> list[str]:
    """Return the codes of the rules that an act breaks."""
    return [each.code.value for each in counted.refusals if each.act == act.id]


def gaps(counted: Counted) -> list[str]:
    """Return the codes of what is not known about the record."""
    return [each.code.value for each in counted.gaps]
