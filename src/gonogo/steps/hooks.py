"""Run a command of the user's after a step was made, without a shell between."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gonogo.errors import GonogoError

_GRACE_SECONDS = 5.0


class HookError(GonogoError):
    """A hook is no command."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__(
            f"the hook {text!r} is no command: {what}",
            hint="Write a program and its arguments, as in --hook './deploy.sh --now'. No shell"
            " reads it; for a pipe say --hook \"sh -c '…'\".",
        )
        self.text = text


@dataclass(frozen=True)
class HookEnd:
    """How a hook ended."""

    words: tuple[str, ...]
    exit_code: int | None
    """None: it did not end in time, or could not be started."""
    explanation: str
    """Empty: all went well."""

    @property
    def is_fine(self) -> bool:
        """Whether it did what it should."""
        return self.exit_code == 0


def hook_words(text: str) -> tuple[str, ...]:
    """Return a hook as a program and its arguments.

    Raises:
        HookError: it is none.
    """
    try:
        words = tuple(shlex.split(text))
    except ValueError as error:
        raise HookError(text, str(error).lower()) from error
    if not words:
        raise HookError(text, "it is empty")
    return words


def run_hook(
    words: tuple[str, ...], told: Mapping[str, str], *, directory: Path, limit_seconds: float
) -> HookEnd:
    """Run a hook to its end; whatever it writes goes to standard error.

    When this is interrupted, or time is up, the hook and what it started are ended.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - The user's own command, and no shell.
            words,
            cwd=directory,
            env={**os.environ, **told},
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
            # A group of its own, so that all of it can be ended.
            start_new_session=True,
        )
    except OSError as error:
        return HookEnd(words, None, f"{words[0]} cannot be started: {error.strerror}")
    try:
        code = process.wait(limit_seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        return HookEnd(words, None, f"it did not end within {limit_seconds:g} s, and was ended")
    except BaseException:
        _end(process)
        raise
    return HookEnd(words, code, f"it ended with exit code {code}" if code else "")


def _end(process: "subprocess.Popen[bytes]") -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(_GRACE_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
    process.poll()
