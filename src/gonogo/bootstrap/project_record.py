"""The record of a project as a run needs it: what counts, and this machine's word in it.

What this machine signs is kept beside the run before it is put into the record, so that
a crash between the two neither loses it nor makes it a second act, and so that an act
which somebody took out of the record since is missed.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from gonogo.clock import Clock
from gonogo.errors import GonogoError
from gonogo.evidence import Run
from gonogo.people import ActKind
from gonogo.project import (
    Keyring,
    NoKeyError,
    NotAllowedError,
    Project,
    Signed,
    UnusableKeyError,
    Waiting,
    count_signed,
    missed_heads,
    own_keyring,
    require_may_sign,
    runner_signer,
    seen_heads,
    unsigned_files,
    waiting_acts,
    waiting_for_key,
)
from gonogo.readiness import Policy, Problem
from gonogo.record import (
    Act,
    Body,
    Counted,
    EvaluationBody,
    Found,
    KeyFileError,
    RecordDirectory,
    RunEndedBody,
    RunStartedBody,
    Sealed,
    SelectedQuestion,
    Signer,
    heads_at,
    seal,
)

_LOCK_NAME = "signing.lock"
_OWN_NAME = "signed"
_COUNTED_FOR = timedelta(seconds=20)
"""How long a count stands while no act comes; less than clocks may differ by."""


class ProjectRecord:
    """The acts of one project, on a machine that may have a runner's key."""

    def __init__(self, project: Project, clock: Clock, keyring: Keyring | None = None) -> None:
        self._project = project
        self._clock = clock
        self._keyring = own_keyring(project) if keyring is None else keyring
        self._directory = RecordDirectory(project.acts)
        self._own = RecordDirectory(project.local / _OWN_NAME)
        self._signed: Signed | None = None
        self._counted_at: datetime | None = None
        self._missed: tuple[str, ...] = ()

    def counted(self, judged_at: datetime | None = None) -> Counted:
        """Return what counts of what is in the record now, at a time, or about now."""
        return self.signed(judged_at).counted

    def signed(self, judged_at: datetime | None = None) -> Signed:
        """Return what is signed now, and counts at a time; without one, about now.

        Raises:
            UnclearTrustError: nobody can say whom the project trusts.
            RecordDirectoryError: the record cannot be read.
        """
        # Acts that this process has verified before are not verified again.
        before, now = self._signed, judged_at or self._clock.now()
        seen = seen_heads(self._project)
        found = self._directory.read(None if before is None else before.found)
        ago = None if self._counted_at is None else abs(now - self._counted_at)
        is_recent = ago is not None and (not ago if judged_at else ago < _COUNTED_FOR)
        if before is None or not is_recent or not _is_same(found, before.found):
            self._signed, self._counted_at = count_signed(self._project, found, now), now
            self._missed = missed_heads(self._project, seen, found, self._signed.counted)
        assert self._signed is not None  # noqa: S101 - It was there, or was made just now.
        return self._signed

    def policies(self) -> Mapping[str, Policy]:
        """Return the policies at hand of the decisions in the record, by digest."""
        # Every check comes along with it, and most runs ask for none.
        from gonogo.policies import kept_policies  # noqa: PLC0415

        return kept_policies(self._project, self.counted().history.order)

    def obstacle(self) -> Problem | None:
        """Return why this machine signs nothing, and what to do about it; None: it signs."""
        fingerprint = ""
        try:
            signer = runner_signer(self._keyring)
            fingerprint = signer.fingerprint
            require_may_sign(self.signed(), ActKind.RUN_STARTED, signer.fingerprint, self._clock)
        except NotAllowedError as error:
            what = f"nobody signed what this machine measured: {error.message}"
            remedy = (
                "Put this machine's key into people.yaml under runners (gonogo key list shows"
                " it), then let the roots sign that: gonogo adopt people.yaml."
            )
            if (waiting := waiting_for_key(self.counted(), fingerprint)) is not None:
                remedy = f"The people.yaml with its key {waiting.sentence}: {waiting.command}."
            return Problem("signatures", what, remedy)
        except (NoKeyError, UnusableKeyError, KeyFileError) as error:
            what = f"nobody signed what this machine measured: {error.message}"
            return Problem("signatures", what, error.hint or "")
        return None

    def unadopted(self) -> tuple[Problem, ...]:
        """Return what the project's files say and nobody signed."""
        try:
            files = unsigned_files(self._project, self.signed())
        except GonogoError as error:
            return (Problem("files", error.message, error.hint or ""),)
        waiting = {each.act.id: each for each in waiting_acts(self.counted())}
        return tuple(
            _unadopted(name, waiting.get(asked.proposed.id) if asked.proposed else None)
            for name, asked in files.items()
        )

    def lost_acts(self) -> tuple[str, ...]:
        """Return the ids of what this machine signed and the record lacks."""
        return tuple(act.id for act in self.lost())

    def missed_acts(self) -> tuple[str, ...]:
        """Return the ids of acts that this clone saw in the record and that are gone.

        Those that it can put back itself, because it signed them, are not among them.
        """
        self.signed()
        return tuple(each for each in self._missed if each not in self.lost_acts())

    def lost(self) -> tuple[Act, ...]:
        """Return what this machine signed and the record lacks."""
        there = {act.id for act in self.signed().found.acts}
        return tuple(act for act in self.copies() if act.id not in there)

    def copies(self) -> tuple[Act, ...]:
        """Return what this machine signed, from its own copies, whoever is trusted."""
        return self._own.read().acts

    def restore(self) -> tuple[Act, ...]:
        """Put back into the record what this machine signed, from its own copies; return that.

        Raises:
            RecordDirectoryError: the record cannot be written.
        """
        lost = self.lost()
        for act in lost:
            self._directory.append(Sealed(act, act.content()))
        return lost

    def began(self, run: Run) -> None:
        """Sign that a run began, with the next number of this machine's key."""
        with self._signing() as (signer, own):
            starts = [(act, act.body) for act in own if isinstance(act.body, RunStartedBody)]
            said = [act for act, body in starts if body.run == run.id]
            if signer is None or said:
                self._bring(said)
                return
            selections = [SelectedQuestion(each.check, each.chain) for each in run.selections]
            body = RunStartedBody(
                run=run.id,
                number=max((each.number for _, each in starts), default=0) + 1,
                network=run.network,
                policy=run.policy,
                policy_digest=run.policy_digest,
                selections=tuple(selections),
            )
            self._sign(ActKind.RUN_STARTED, body, signer)

    def ended(self, body: RunEndedBody) -> None:
        """Sign what a run recorded; again only if it recorded something else meanwhile."""
        self._once(ActKind.RUN_ENDED, body)

    def evaluated(self, body: EvaluationBody) -> None:
        """Sign what readings of an earlier run say under other thresholds."""
        self._once(ActKind.EVALUATION, body)

    def _once(self, kind: ActKind, body: Body) -> None:
        with self._signing() as (signer, own):
            said = [act for act in own if act.body == body]
            if signer is None or said:
                self._bring(said)
            else:
                self._sign(kind, body, signer)

    @contextmanager
    def _signing(self) -> Iterator[tuple[Signer | None, list[Act]]]:
        """Hold the right to sign as this machine; yields its key, if it may, and its acts."""
        if self.obstacle() is not None:
            yield None, []
            return
        signer = runner_signer(self._keyring)
        with held(self._project.local / _LOCK_NAME):
            # Read under the lock: the number of a run is taken by nobody else.
            acts = {act.id: act for act in (*self.signed().found.acts, *self._own.read().acts)}
            yield signer, [act for act in acts.values() if act.signer == signer.fingerprint]

    def _bring(self, said: Iterable[Act]) -> None:
        """Bring into the record what was signed and did not get there before a crash."""
        there = {act.id for act in self.signed().found.acts}
        for act in said:
            # Where what it rests on is gone too, more was taken out than a crash explains.
            if act.id not in there and there.issuperset(act.heads):
                self._directory.append(Sealed(act, act.content()))

    def _sign(self, kind: ActKind, body: Body, signer: Signer) -> None:
        workspace, at = self._project.settings().workspace, self._clock.now()
        heads = heads_at(self.signed().found.acts, workspace=workspace, at=at)
        sealed = seal(kind, body, workspace=workspace, heads=heads, at=at, signer=signer)
        self._own.append(sealed)
        self._directory.append(sealed)


def _unadopted(name: str, waiting: Waiting | None) -> Problem:
    if waiting is not None:
        return Problem(name, f"{name} was signed and {waiting.sentence}", f"{waiting.command}.")
    return Problem(
        name,
        f"{name} says something else than what was signed, which alone counts",
        f"See what: gonogo adopt {name} --dry-run. Sign it without --dry-run, or undo it.",
    )


def _is_same(one: Found, other: Found) -> bool:
    is_same = [act.id for act in one.acts] == [act.id for act in other.acts]
    return is_same and one.faults == other.faults and one.unverified == other.unverified


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a lock that dies with the process."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
