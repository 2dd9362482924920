"""Sign what a person decided: shown first, checked before and after, written only if it counts.

What is to be signed is put together from the record as it is (`Compose`), shown, and
put together again once the person agreed: a record changes while somebody reads, by a
`git pull` or by another process. If it then says anything else, nothing is signed.
Before an act is written it is counted together with the record, as everybody else
will count it; an act that would count for nothing is never written.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from gonogo.clock import Clock, SystemClock
from gonogo.errors import GonogoError
from gonogo.people import ActKind
from gonogo.project.keyring import FoundKey, Keyring
from gonogo.project.last_seen import remember
from gonogo.project.project import Project, project_around
from gonogo.project.record_files import keep_content
from gonogo.project.signers import signer_with
from gonogo.project.signing import (
    Signed,
    count_signed,
    read_signed,
    require_may_sign,
    require_own_record,
)
from gonogo.record import (
    Act,
    Body,
    RecordDirectory,
    Sealed,
    file_name,
    gather,
    heads_at,
    seal,
)


class RefusedError(GonogoError):
    """A rule of the process forbids what was asked, whoever asks it like this."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)
        self.what = what


class ChangedMeanwhileError(RefusedError):
    """The record came to say something else between looking and signing."""

    def __init__(self) -> None:
        super().__init__(
            "the record changed while you were asked, and what you saw is not so any more;"
            " nothing was signed",
            hint="Look at it anew: type the same again.",
        )


@dataclass(frozen=True)
class Draft:
    """What is to be signed, and what its signer is shown."""

    kind: ActKind
    body: Body
    shown: tuple[tuple[str, str], ...]
    """Pairs of a word and what it is; everything that the signer should have seen."""
    warnings: tuple[str, ...] = ()
    """What the signer should think about, in sentences."""
    beside: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """What is shown too and may change meanwhile, such as when a network was last seen."""
    files: tuple[bytes, ...] = ()
    """What is kept beside the act, which names it by its digest."""


Compose = Callable[[Signed], Draft]
"""Puts together what is to be signed; raises where a rule forbids it."""


@dataclass(frozen=True)
class Desk:
    """Where somebody signs: a workspace, a key, and what the record said a moment ago."""

    project: Project
    clock: Clock
    keyring: Keyring
    signed: Signed

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why nobody can be sure that the record is all there is."""
        return self.signed.doubts

    def key(self) -> FoundKey:
        """Return the key that signs.

        Raises:
            NoKeyError: there is none, or it is not clear which.
        """
        return self.keyring.chosen()

    def prepare(self, kind: ActKind, compose: Compose) -> "Prepared":
        """Put together what is to be signed, if whoever has the key may sign such an act.

        Raises:
            NotAllowedError: an act of theirs would count for nothing; says whose would.
            UnclearTrustError: the record is not the one that this clone knew.
        """
        require_own_record(self.project, self.signed)
        key = self.key()
        require_may_sign(self.signed, kind, key.fingerprint, self.clock)
        return Prepared(self, key, compose, compose(self.signed))


@dataclass(frozen=True)
class Prepared:
    """What is to be signed, checked and not signed yet."""

    desk: Desk
    key: FoundKey
    compose: Compose
    draft: Draft

    @property
    def signer(self) -> str:
        """Return who signs, with the key's fingerprint."""
        return self.desk.signed.name(self.key.fingerprint)

    def sign(self, ask: Callable[[], str] | None = None) -> "Done":
        """Sign it and put it into the record, if it is still what was shown, and counts.

        Args:
            ask: Gives the passphrase of a key that has one.

        Raises:
            ChangedMeanwhileError: the record says something else by now.
            RefusedError: it would count for nothing.
            SigningError: the key could not sign.
            RecordDirectoryError: the record cannot be written.
        """
        desk, draft = self.desk, self.draft
        signer = signer_with(desk.keyring, self.key, ask=ask)
        # A passphrase is asked for here, so the record is read after that.
        now = read_signed(desk.project, desk.clock)
        require_own_record(desk.project, now)
        require_may_sign(now, draft.kind, self.key.fingerprint, desk.clock)
        if self.compose(now) != draft:
            raise ChangedMeanwhileError
        at, workspace = desk.clock.now().replace(microsecond=0), now.counted.trust.workspace
        # The heads of what was looked at, and not of what has come since.
        heads = heads_at(now.found.acts, workspace=workspace, at=at)
        sealed = seal(
            draft.kind, draft.body, workspace=workspace, heads=heads, at=at, signer=signer
        )
        after = _counted_with(desk.project, now, sealed, at)
        # The files first: an act must not name what is nowhere.
        for content in draft.files:
            keep_content(desk.project, content)
        RecordDirectory(desk.project.acts).append(sealed)
        remember(desk.project, sealed.act)
        return Done(sealed.act, after)


@dataclass(frozen=True)
class Done:
    """What was signed, and the record with it."""

    act: Act
    signed: Signed


def open_desk(clock: Clock | None = None, keyring: Keyring | None = None) -> Desk:
    """Return the desk of the workspace around where we stand.

    Raises:
        NoProjectError: there is no workspace.
        UnclearTrustError: nobody can say whom it trusts.
    """
    project = project_around()
    told = SystemClock() if clock is None else clock
    keys = Keyring(os.environ, project.local) if keyring is None else keyring
    return Desk(project, told, keys, read_signed(project, told))


def _counted_with(project: Project, before: Signed, sealed: Sealed, at: datetime) -> Signed:
    """Return the record with an act that is not in it yet, if the act counts there."""
    found = before.found.union(gather([(file_name(sealed.act.id), sealed.content)]))
    after = count_signed(project, found, at)
    if sealed.act.id not in after.counted.by_id:
        broken = [each for each in after.counted.refusals if each.act == sealed.act.id]
        what = broken[0].explanation if broken else "it would not be in the record that counts"
        hint = broken[0].remedy if broken else "See why: gonogo audit verify."
        raise RefusedError(f"this act would count for nothing: {what}", hint=hint)
    return after
