"""Ask the supervisor of a running bench: what it says of itself, end, break, mend.

The supervisor answers on loopback and only to who has the token of its session
file. This is the asking side, and the values that both sides speak in.
"""

import http.client
import os
import signal
import time
import urllib.parse
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from gonogo.bench.errors import BenchError
from gonogo.bench.process import is_alive
from gonogo.bench.session import Session, State, is_running
from gonogo.bench.settings import Addresses, Heads

_ANSWER_SECONDS = 10.0
_END_SECONDS = 3.0
_POLL_SECONDS = 0.02


class Fault(msgspec.Struct, frozen=True):
    """A part that was broken on purpose, from when until when."""

    part: str
    since: datetime
    """Before the first thing was done to it."""
    until: datetime | None
    """After the last thing was done to mend it; None: it is broken still."""

    def touches(self, since: datetime, until: datetime) -> bool:
        """Say whether it was broken at any moment of a time."""
        return self.since <= until and (self.until is None or self.until >= since)


class Status(msgspec.Struct, frozen=True):
    """What a bench says of itself."""

    name: str
    pid: int
    started_at: str
    state: State
    reason: str | None
    """Why it is broken; None while it is not."""
    broken_parts: tuple[str, ...]
    """What was broken on purpose and not mended yet."""
    heads: Heads
    addresses: Addresses
    contracts: Mapping[str, str]
    batcher: str
    """The address of its account on L1."""
    directory: str
    note: str
    """What this is, and what it is not."""
    faults: tuple[Fault, ...] = ()
    """All that was ever broken on purpose, mended or not, in the order in which it was."""


class Refusal(msgspec.Struct, frozen=True):
    """The supervisor's answer when it did not do what was asked."""

    message: str


class ControlError(BenchError):
    """The supervisor did not answer, or refused."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"the supervisor of bench {name!r} {what}",
            hint=f"If it stays so, end it: gonogo bench down {name}",
        )
        self.name = name


def read_status(session: Session) -> Status:
    """Return what the bench says of itself now.

    Raises:
        ControlError: the supervisor does not answer, or in words of another version.
    """
    try:
        return msgspec.json.decode(_ask(session, "GET", "/status"), type=Status)
    except msgspec.DecodeError as error:
        raise ControlError(session.name, f"answered otherwise than expected ({error})") from error


def request_break(session: Session, part: str) -> None:
    """Have a part broken; its effect may not be visible yet.

    Raises:
        ControlError: the supervisor does not answer, or could not do it.
    """
    _ask(session, "POST", f"/break/{part}")


def request_mend(session: Session) -> None:
    """Have everything mended that was broken; the network may still be catching up.

    Raises:
        ControlError: the supervisor does not answer, or could not do it.
    """
    _ask(session, "POST", "/mend")


def end(session: Session, directory: Path) -> None:
    """End a bench and return when its supervisor is gone; use force when it does not answer.

    Raises:
        ControlError: it is still there after being killed.
    """
    steps = (
        lambda: _ask(session, "POST", "/down", timeout_seconds=_END_SECONDS),
        lambda: os.kill(session.pid, signal.SIGTERM),
        lambda: os.kill(session.pid, signal.SIGKILL),
    )
    for step in steps:
        try:
            step()
        except (ControlError, ProcessLookupError):
            # Gone already, or deaf: the lock tells which, and the next step is stronger.
            if is_running(directory):
                continue
        if _wait_until_gone(session.pid, directory):
            return
    raise ControlError(session.name, f"(process {session.pid}) could not be ended")


def _wait_until_gone(pid: int, directory: Path) -> bool:
    deadline = time.monotonic() + _END_SECONDS
    while is_running(directory) or is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _ask(
    session: Session, method: str, path: str, *, timeout_seconds: float = _ANSWER_SECONDS
) -> bytes:
    address = urllib.parse.urlsplit(session.control_url)
    # Not urllib.request: a proxy from the environment must never see the token.
    connection = http.client.HTTPConnection(
        address.hostname or "", address.port, timeout=timeout_seconds
    )
    try:
        connection.request(method, path, headers={"Authorization": f"Bearer {session.token}"})
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise ControlError(session.name, f"does not answer ({error})") from error
    finally:
        connection.close()
    if answer.status == http.client.OK:
        return body
    try:
        message = msgspec.json.decode(body, type=Refusal).message
    except msgspec.DecodeError:
        message = f"answered {answer.status}"
    raise ControlError(session.name, f"refused: {message}")
