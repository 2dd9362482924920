"""Sign what was tested by hand: passed or failed, with the files that show it.

The files are copied into the record by their digests, so that whoever reads the
result reads what its signer read. They are read once: what is shown, what is digested
and what is kept are the same bytes, whatever becomes of the file meanwhile.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.people import ActKind, Role, Standing
from gonogo.project import (
    Compose,
    Desk,
    Draft,
    RefusedError,
    Signed,
    private_key_in,
    require_roles,
    required_text,
)
from gonogo.readiness import Policy, Requirement
from gonogo.record import Attachment, ManualResultBody
from gonogo.triage.looking import look_as_asked

LARGEST_FILE_BYTES = 10 * 1024 * 1024
MOST_FILES = 50
_LONGEST_NAME = 200
_MEGABYTE = 1024 * 1024


class AttachmentError(GonogoError):
    """A file cannot be attached."""

    def __init__(self, path: Path, what: str, *, hint: str) -> None:
        super().__init__(f"{ascii(str(path))[1:-1]} cannot be attached: {what}", hint=hint)
        self.path = path
        self.what = what


class SecretError(RefusedError):
    """A file seems to hold a secret, which nobody could take back out of a record."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"{ascii(str(path))[1:-1]} seems to hold {what}; the record is shared, and keeps it"
            " for ever",
            hint="Take it out of the file, or attach something else that shows the result.",
        )
        self.path = path


@dataclass(frozen=True)
class AttachedFile:
    """A file as it was read."""

    name: str
    content: bytes

    @property
    def attachment(self) -> Attachment:
        """Return how an act names it."""
        return Attachment(self.name, digest.of_bytes(self.content), len(self.content))


@dataclass(frozen=True)
class SignOffAsked:
    """What somebody tested by hand."""

    requirement: str
    network: str
    outcome: Literal["passed", "failed"]
    files: tuple[AttachedFile, ...]
    note: str = ""
    chain: str | None = None
    deployment: str | None = None
    policy: str | None = None
    is_planned: bool = False
    """Whether it is about what is planned, before it is deployed."""


def read_files(paths: Iterable[Path]) -> tuple[AttachedFile, ...]:
    """Read files that are to be attached.

    Raises:
        AttachmentError: one cannot be read, is empty, too large or no file; or two have
            one name.
        SecretError: one seems to hold a private key.
    """
    found: dict[str, AttachedFile] = {}
    for path in paths:
        file = _read(path)
        if file.name in found:
            hint = "Rename one of them: a result names each file once."
            raise AttachmentError(path, "another file has the same name", hint=hint)
        found[file.name] = file
    if len(found) > MOST_FILES:
        hint = "Put them into one archive."
        raise AttachmentError(path, f"there are more than {MOST_FILES} files", hint=hint)
    return tuple(found[name] for name in sorted(found))


def sign_off(desk: Desk, asked: SignOffAsked) -> Compose:
    """Return what puts together a result by hand."""

    def compose(signed: Signed) -> Draft:
        seen = look_as_asked(desk, asked, signed)
        deployed = seen.present()
        row = _by_hand(seen.requirements(asked.requirement), seen.network)
        roles: frozenset[Role | Standing] = frozenset(map(Role, row.roles))
        require_roles(signed, roles, desk.key().fingerprint, desk.clock)
        body = ManualResultBody(
            network=seen.network,
            deployment=deployed.digest,
            requirement=row.id,
            chain=seen.chain(asked.chain),
            outcome=asked.outcome,
            note=asked.note and required_text(asked.note, "the note"),
            attachments=tuple(file.attachment for file in asked.files),
        )
        shown = (
            ("sign off", f"{row.id}: {row.title}"),
            ("outcome", asked.outcome),
            ("network", seen.network),
            ("deployment", digest.digits(deployed.digest)),
            ("chain", body.chain or "every chain"),
            *((("note", body.note),) if body.note else ()),
            *(("file", _told(each)) for each in body.attachments),
        )
        return Draft(
            ActKind.MANUAL_RESULT,
            body,
            shown,
            tuple(_warnings(asked)),
            beside=deployed.last_seen,
            files=tuple(file.content for file in asked.files),
        )

    return compose


_FAILED = "A failure opens a finding, and stands until that is resolved: gonogo finding list"


def _warnings(asked: SignOffAsked) -> Iterator[str]:
    if asked.outcome == "failed":
        yield _FAILED
    if not asked.files:
        yield "No file shows this; whoever reads it later has your word alone."


def _by_hand(rows: tuple[tuple[Policy, Requirement], ...], network: str) -> Requirement:
    """Return the requirement that people answer."""
    by_hand = [row for _, row in rows if row.check is None]
    if not by_hand:
        policy, row = rows[0]
        hint = f"Let it be observed: gonogo assess {network} --policy {policy.name}"
        raise RefusedError(
            f"{row.id} is answered by the check {row.check}, by nobody's hand", hint=hint
        )
    return by_hand[0]


def _read(path: Path) -> AttachedFile:
    name = path.name
    if not name.isprintable() or not 0 < len(name) <= _LONGEST_NAME:
        hint = f"Give it a name of up to {_LONGEST_NAME} characters that can be shown."
        raise AttachmentError(path, "its name cannot be shown", hint=hint)
    content = _content(path)
    if not content:
        raise AttachmentError(path, "it is empty", hint="Attach what shows the result.")
    if len(content) > LARGEST_FILE_BYTES:
        limit = LARGEST_FILE_BYTES // _MEGABYTE
        hint = "Attach a summary of it, which names where the whole is, and its digest."
        raise AttachmentError(path, f"it is larger than {limit} MiB", hint=hint)
    secret = private_key_in(content)
    if secret is not None:
        raise SecretError(path, secret)
    return AttachedFile(name, content)


def _content(path: Path) -> bytes:
    """Read a file, and not much more than the limit of it."""
    hint = "Give a file that is there and that you may read."
    try:
        # A pipe would wait for a writer, and a device might never end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                with open(descriptor, "rb", closefd=False) as file:
                    return file.read(LARGEST_FILE_BYTES + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise AttachmentError(path, (error.strerror or str(error)).lower(), hint=hint) from error
    raise AttachmentError(path, "it is no file", hint=hint)


def _told(each: Attachment) -> str:
    return f"{each.name}, {each.size_bytes} bytes, {digest.digits(each.digest)}"
