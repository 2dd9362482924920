"""A scene: a record in a temporary directory, as somebody left it there.

Whoever forges here may do what whoever can write files may: add a file, change one,
take one away, sign with a key that they have. Everything is read back from the
directory by the product's own reader; of what the base holds, signatures are checked once.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from gonogo import digest
from gonogo.people import ActKind, Trust
from gonogo.readiness import Policy, policy_from_bytes
from gonogo.record import (
    Act,
    Body,
    DeterminationBody,
    Envelope,
    Found,
    RecordDirectory,
    Signer,
    file_name,
    open_envelope,
    pre_authentication,
    seal,
)
from gonogo.selftest.cast import Cast

STEP = timedelta(seconds=1)


@dataclass
class Scene:
    """A record that a case works on; forks share nothing that changes."""

    disk: "Disk"
    """Where scenes are laid out."""
    cast: Cast
    now: datetime
    files: dict[str, bytes]
    """By name, as seen from the directory of acts."""
    acts: dict[str, Act]
    tips: tuple[str, ...] = ()
    known: Found | None = None
    """What was read of the scene that this one only adds to."""
    policies: tuple[bytes, ...] = ()
    """Those that are kept beside the record."""

    @property
    def trust(self) -> Trust:
        """The trust of whoever judges."""
        return self.cast.trust

    def fork(self) -> "Scene":
        """Return a copy to work on."""
        return Scene(
            self.disk,
            self.cast,
            self.now,
            dict(self.files),
            dict(self.acts),
            self.tips,
            self.known,
            self.policies,
        )

    def sign(  # noqa: PLR0913 - The parts of an act, each by its name.
        self,
        kind: ActKind,
        body: Body,
        *,
        by: str,
        at: datetime | None = None,
        heads: Iterable[str] | None = None,
        workspace: str | None = None,
        is_seen: bool = True,
    ) -> Act:
        """Let somebody sign an act and put it into the record, whether it counts or not.

        Args:
            kind: what it is.
            body: what it says.
            by: the label of the key.
            at: when; a second after the last act, if not given.
            heads: what its signer says to have seen; everything, if not given.
            workspace: for which workspace; this one, if not given.
            is_seen: whether later acts rest on it.
        """
        at = self.now + STEP if at is None else at
        signer: Signer = self.cast.signers[by]
        sealed = seal(
            kind,
            body,
            workspace=workspace or self.trust.workspace,
            heads=self.tips if heads is None else tuple(heads),
            at=at,
            signer=signer,
        )
        act = sealed.act
        self.now = max(self.now, at)
        self.files[file_name(act.id)] = sealed.content
        self.acts[act.id] = act
        if is_seen:
            self.tips = tuple(sorted({*self.tips} - {*act.heads} | {act.id}))
        return act

    def sign_raw(self, payload: bytes, *, by: str) -> str:
        """Let somebody sign bytes that no honest program would; return the act's id."""
        signer = self.cast.signers[by]
        signature = signer.sign(pre_authentication(payload))
        name = digest.of_bytes(payload)
        self.files[file_name(name)] = Envelope(payload, signer.fingerprint, signature).content()
        self.tips = (name,)
        return name

    def change(self, act: Act, content: bytes) -> None:
        """Write something else into an act's file."""
        self.files[file_name(act.id)] = content
        self._forget(act)

    def remove(self, *acts: Act) -> None:
        """Take acts away, as if they had never been."""
        for act in acts:
            del self.files[file_name(act.id)]
            del self.acts[act.id]
            self._forget(act)

    def _forget(self, act: Act) -> None:
        """Have an act's file read anew, whatever is known of its name."""
        if self.known is not None:
            acts = tuple(each for each in self.known.acts if each.id != act.id)
            self.known = replace(self.known, acts=acts)

    def read(self) -> Found:
        """Lay the record out on disk and read it, as every command does."""
        return self.disk.read(self.files, self.known)

    def of_kind(self, kind: ActKind) -> tuple[Act, ...]:
        """Return the acts of a kind, oldest first."""
        found = [act for act in self.acts.values() if act.kind is kind]
        return tuple(sorted(found, key=lambda act: (act.at, act.id)))


class Disk:
    """A directory of acts that becomes one scene after the other.

    Only what differs is written, since a disk is slower than everything else here.
    """

    def __init__(self, directory: Path) -> None:
        self._acts = directory / "acts"
        self._acts.mkdir()
        self._now: dict[str, bytes] = {}
        self._last: Found | None = None

    def read(self, files: Mapping[str, bytes], known: Found | None) -> Found:
        """Make the directory hold exactly these files, and read it; the same ones only once."""
        if self._last is None or self._now != files:
            self._last = self._lay_out(files).read(known)
        return self._last

    def _lay_out(self, files: Mapping[str, bytes]) -> RecordDirectory:
        for name in self._now.keys() - files.keys():
            (self._acts / name).unlink()
        for name, content in files.items():
            if self._now.get(name) != content:
                (self._acts / name).parent.mkdir(exist_ok=True)
                (self._acts / name).write_bytes(content)
        self._now = dict(files)
        return RecordDirectory(self._acts)


def bundle_by_hand(
    scene: Scene, determination: str, policy: bytes, *, summary: bytes | None = None
) -> bytes:
    """Return a bundle of all files, as somebody puts it together who does not ask us.

    Nothing is checked, so that whatever is wrong reaches whoever verifies it.
    """
    rows = []
    for name, content in scene.files.items():
        try:
            place = digest.of_bytes(open_envelope(content).payload)
        except ValueError:
            # What is no envelope any more is put where it would have been.
            place = f"sha256:{name[3:-5]}"
        rows.append((place, content.rstrip(b"\n")))
    acts = b",".join(content for _, content in sorted(rows))
    head = digest.canonical_json({"determination": determination})[1:-1]
    tail = digest.canonical_json(
        {
            "format": "urn:gonogo:bundle:v1",
            "policies": [base64.b64encode(each).decode() for each in _of_others(scene, policy)],
            "policy": base64.b64encode(policy).decode(),
        }
    )
    said = b"null" if summary is None else summary.rstrip(b"\n")
    return b'{"acts":[%b],%b,%b,"summary":%b}\n' % (acts, head, tail[1:-1], said)


def _of_others(scene: Scene, own: bytes) -> Iterator[bytes]:
    """Yield the policies, besides one, under which somebody decided in a scene."""
    bodies = [act.body for act in scene.acts.values()]
    named = {body.policy_digest for body in bodies if isinstance(body, DeterminationBody)}
    for content in sorted(scene.policies, key=digest.of_bytes):
        if content != own and digest.of_bytes(content) in named:
            yield content


def policies_kept(scene: Scene) -> Mapping[str, Policy]:
    """Return the policies that are kept beside a record, by digest."""
    found = {}
    for content in scene.policies:
        name = digest.of_bytes(content)
        policy = policy_from_bytes(content, name)
        if policy is not None:
            found[name] = policy
    return found
