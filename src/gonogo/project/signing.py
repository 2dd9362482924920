"""Read the record of a workspace, and sign acts into it."""

from dataclasses import dataclass
from datetime import datetime

from gonogo.clock import Clock
from gonogo.errors import GonogoError
from gonogo.people import (
    PERMISSIONS,
    ActKind,
    Role,
    Standing,
    Trust,
    endorser_of,
    may_endorse,
    may_sign,
)
from gonogo.project.last_seen import missed_heads, remember, seen_heads
from gonogo.project.project import Project
from gonogo.project.trusting import UnclearTrustError, trust_to_begin_with
from gonogo.project.waiting import waiting_for_key
from gonogo.record import (
    Body,
    Counted,
    Found,
    RecordDirectory,
    RefusalCode,
    Sealed,
    Signer,
    TrustBody,
    count,
    seal,
)


class NotAllowedError(GonogoError):
    """An act would count for nothing, because its signer may not sign it."""

    def __init__(self, who: str, what: str, *, hint: str) -> None:
        super().__init__(f"{who} may not sign this: {what}", hint=hint)
        self.who = who
        self.what = what


@dataclass(frozen=True)
class Signed:
    """What is signed in a workspace, as of a moment."""

    found: Found
    counted: Counted

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why nobody can be sure that this is all, in sentences; each holds every verdict."""
        gaps = (f"{each.act or 'the record'}: {each.explanation}" for each in self.counted.gaps)
        return (*gaps, *(f"{each.name}: {each.explanation}" for each in self.counted.faults))

    def standing(self, fingerprint: str) -> frozenset[Role | Standing]:
        """Return what a key may sign as now: in every version of who is who, and as a root."""
        roles = [people.standing(fingerprint) for people in self.counted.people]
        common = frozenset.intersection(*roles) if roles else frozenset[Role | Standing]()
        is_root = self.counted.trust.root(fingerprint) is not None
        return common | {Standing.ROOT} if is_root else common

    def is_same(self, one: str, other: str) -> bool:
        """Say whether two keys are one signer: the same key, or keys of one person or root."""
        holders = [(people.holder(one), people.holder(other)) for people in self.counted.people]
        return one == other or any(mine is not None and mine == its for mine, its in holders)

    def name(self, fingerprint: str) -> str:
        """Return whose key this is, with its fingerprint."""
        holders = [people.holder(fingerprint) for people in self.counted.people]
        root = self.counted.trust.root(fingerprint)
        names = [holder.name for holder in holders if holder is not None]
        names += [root.name] if root is not None else []
        return f"{names[0]} ({fingerprint})" if names else fingerprint


def read_signed(project: Project, clock: Clock) -> Signed:
    """Return what is signed in a workspace; the clone remembers that it saw it.

    Raises:
        UnclearTrustError: nobody can say whom it trusts.
        RecordDirectoryError: its record cannot be read.
    """
    seen = seen_heads(project)
    found = RecordDirectory(project.acts).read()
    signed = count_signed(project, found, clock.now())
    # Whatever a command has shown to somebody must be missed when it is gone.
    missed_heads(project, seen, found, signed.counted)
    return signed


def count_signed(project: Project, found: Found, judged_at: datetime) -> Signed:
    """Return what of a workspace's acts counts at a time.

    Raises:
        UnclearTrustError: nobody can say whom it trusts.
    """
    counted = count(found, trust_to_begin_with(project, found), judged_at=judged_at)
    meant = _meant(project, found, counted)
    return Signed(found, counted if meant is None else count(found, meant, judged_at=judged_at))


def _meant(project: Project, found: Found, counted: Counted) -> Trust | None:
    """Return which trust is meant where the roots agreed to two at once; None: nobody says.

    trust.yaml says it. Whoever edits that can only choose among what enough roots signed.
    """
    torn = {each.act for each in counted.refusals if each.code is RefusalCode.TRUST_CONFLICT}
    if not torn:
        return None
    file = project.trust()
    for act in found.acts:
        if act.id in torn and isinstance(act.body, TrustBody) and act.body.trust() == file:
            return file
    return None


def require_own_record(project: Project, signed: Signed) -> None:
    """Refuse to sign into a record that is not the one that this clone knew.

    Raises:
        UnclearTrustError: says so.
    """
    if any(each.code is RefusalCode.TRUST for each in signed.counted.gaps):
        raise UnclearTrustError(
            f"the record in {project.record} does not begin as it did when this clone first saw it",
            hint="Acts were taken out or replaced. Take them back from git or from another clone.",
        )


def require_may_sign(signed: Signed, kind: ActKind, fingerprint: str, clock: Clock) -> None:
    """Refuse to sign what would count for nothing.

    Raises:
        NotAllowedError: says who may.
    """
    is_allowed = may_sign(kind, signed.standing(fingerprint))
    _require(signed, fingerprint, clock, PERMISSIONS[kind].signers, is_allowed=is_allowed)


def require_may_endorse(signed: Signed, kind: ActKind, fingerprint: str, clock: Clock) -> None:
    """Refuse an endorsement of an act of this kind that would count for nothing.

    Raises:
        NotAllowedError: says who may.
    """
    is_allowed = may_endorse(kind, signed.standing(fingerprint))
    _require(signed, fingerprint, clock, frozenset({endorser_of(kind)}), is_allowed=is_allowed)


def require_roles(
    signed: Signed, roles: frozenset[Role | Standing], fingerprint: str, clock: Clock
) -> None:
    """Refuse to sign without one of these roles, whatever the kind of act would permit.

    Raises:
        NotAllowedError: says who may.
    """
    is_allowed = not roles.isdisjoint(signed.standing(fingerprint))
    _require(signed, fingerprint, clock, roles, is_allowed=is_allowed)


def _require(
    signed: Signed,
    fingerprint: str,
    clock: Clock,
    signers: frozenset[Role | Standing],
    *,
    is_allowed: bool,
) -> None:
    who = signed.name(fingerprint)
    if not is_allowed:
        words = " or ".join(sorted(each.value for each in signers))
        named = ", ".join(_names(signed, signers))
        hint = f"Ask {named}." if named else "Nobody can, as people.yaml was signed."
        if (waiting := waiting_for_key(signed.counted, fingerprint)) is not None:
            hint = f"The people.yaml with this key {waiting.sentence}: {waiting.command}"
        raise NotAllowedError(who, f"it takes {words}", hint=hint)
    keys = [people.key(fingerprint) for people in signed.counted.people]
    if signers != {Standing.ROOT} and any(k and not k.is_valid_at(clock.now()) for k in keys):
        hint = "Have a root change the key's dates, or sign with another."
        raise NotAllowedError(who, "the key is not valid now", hint=hint)


def _names(signed: Signed, signers: frozenset[Role | Standing]) -> list[str]:
    people = {
        each.name
        for known in signed.counted.people
        for each in known.people
        if not signers.isdisjoint(each.standing)
    }
    roots = signed.counted.trust.roots if Standing.ROOT in signers else ()
    return sorted(people | {root.name for root in roots})


def sign_act(project: Project, kind: ActKind, body: Body, signer: Signer, clock: Clock) -> Sealed:
    """Sign an act after everything that this clone has seen, and put it into the record.

    Raises:
        BodyError: it is no act.
        SigningError: the key could not sign.
        RecordDirectoryError: the record cannot be written.
    """
    record = RecordDirectory(project.acts)
    workspace = project.settings().workspace
    at = clock.now().replace(microsecond=0)
    sealed = seal(
        kind,
        body,
        workspace=workspace,
        heads=record.heads(workspace=workspace, at=at),
        at=at,
        signer=signer,
    )
    record.append(sealed)
    remember(project, sealed.act)
    return sealed
