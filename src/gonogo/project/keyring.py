"""The keys within reach, and the one that was chosen.

A key is a file or is held by an agent. What is kept about the choice is a path, a
fingerprint or the word `agent`, never a key. Without a choice it is gonogo's own
key in the user's configuration; the user's SSH keys are offered, never taken.
"""

import os
import shlex
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gonogo.errors import GonogoError
from gonogo.people import PublicKeyError, fingerprint, is_fingerprint, public_key
from gonogo.project.key_files import UnusableKeyError, read_key_file

AGENT = "agent"
_CHOICE_NAME = "key"
_RUNNER_NAME = "runner"
_PATIENCE_SECONDS = 10.0
_SSH_NAMES = ("id_ed25519", "id_ecdsa", "id_rsa", "id_ed25519_sk", "id_ecdsa_sk")


class NoKeyError(GonogoError):
    """There is no key to sign with, or it is not clear which."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)
        self.what = what


@dataclass(frozen=True)
class FoundKey:
    """A key within reach."""

    public: str
    """`TYPE BASE64`; empty where a file is so wrong that nobody can say."""
    path: Path | None
    """The private key file; None: only an agent has it."""
    is_in_agent: bool = False
    has_passphrase: bool = False
    problem: str | None = None
    """Why it cannot be used as it is; None: it can."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public half; empty where that is not known."""
        return fingerprint(self.public) if self.public else ""

    @property
    def place(self) -> str:
        """Where it is, in words."""
        places = [str(self.path)] if self.path else []
        return " and ".join([*places, "the agent"] if self.is_in_agent else places)


@dataclass(frozen=True)
class Keyring:
    """The keys of one user, and the choice of one workspace."""

    environment: Mapping[str, str]
    local: Path | None
    """The workspace's `.gonogo/`; None: there is no workspace."""

    @property
    def own_path(self) -> Path:
        """Where gonogo keeps the key that it makes for a person."""
        configured = Path(self.environment.get("XDG_CONFIG_HOME", ""))
        base = configured if configured.is_absolute() else self._home / ".config"
        return base / "gonogo" / "id_ed25519"

    @property
    def runner_path(self) -> Path | None:
        """Where the key of this machine's runner is; None: there is no workspace."""
        return None if self.local is None else self.local / "keys" / _RUNNER_NAME

    @property
    def _home(self) -> Path:
        named = self.environment.get("HOME")
        return Path(named or os.path.expanduser("~"))  # noqa: PTH111 - As below.

    def ssh_keys(self) -> tuple[FoundKey, ...]:
        """Return the user's own SSH keys, those that cannot be used among them."""
        return tuple(_files(self._home / ".ssh" / name for name in _SSH_NAMES))

    def found(self) -> tuple[FoundKey, ...]:
        """Return every key within reach, each once."""
        own = sorted(self.own_path.parent.glob("*.pub"))
        paths = [self.own_path, *(path.with_suffix("") for path in own)]
        keys = [*_files(dict.fromkeys(paths)), *self.ssh_keys()]
        kept = self.choice()
        if kept is not None and kept != AGENT and not is_fingerprint(kept):
            keys += _files([Path(kept)])
        keys += _files([self.runner_path] if self.runner_path is not None else [])
        held = {fingerprint(public): public for public in self.agent_keys()}
        unique: dict[str, FoundKey] = {}
        for key in keys:
            unique.setdefault(
                key.fingerprint or str(key.path),
                replace(key, is_in_agent=key.fingerprint in held),
            )
        for name, public in held.items():
            unique.setdefault(name, FoundKey(public, None, is_in_agent=True))
        return tuple(unique.values())

    def agent_keys(self) -> tuple[str, ...]:
        """Return the public keys that the agent holds; none where no agent answers."""
        try:
            done = subprocess.run(
                ["ssh-add", "-L"],  # noqa: S607 - OpenSSH is found as the user finds it.
                env=dict(self.environment),
                capture_output=True,
                check=False,
                timeout=_PATIENCE_SECONDS,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ()
        lines = done.stdout.decode(errors="replace").splitlines() if done.returncode == 0 else []
        return tuple(_public_keys(lines))

    def choice(self) -> str | None:
        """Return what was chosen: a path, a fingerprint or `agent`; None: nothing."""
        if self.local is None:
            return None
        try:
            return (self.local / _CHOICE_NAME).read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            path = self.local / _CHOICE_NAME
            hint = "Choose again: gonogo key use PATH, after taking the file away."
            raise NoKeyError(f"the choice of a key in {path} cannot be read", hint=hint) from error

    def choose(self, word: str) -> FoundKey:
        """Keep a choice, if it leads to a key.

        Raises:
            NoKeyError: it leads to none, or to several; or there is no workspace.
            UnusableKeyError: its file cannot be used.
        """
        if self.local is None:
            quoted = shlex.quote(word)
            hint = (
                "To join a team, clone its repository (git clone URL) and choose the key there:"
                f" gonogo key use {quoted}. To make a workspace of your own:"
                f" gonogo init --key {quoted}."
            )
            raise NoKeyError("there is no workspace here to choose a key for", hint=hint)
        key = self.key_named(word)
        kept = word if word == AGENT or is_fingerprint(word) else str(key.path or key.fingerprint)
        self.local.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = self.local / f".{_CHOICE_NAME}.{os.getpid()}"
        written.write_text(f"{kept}\n", encoding="utf-8")
        written.replace(self.local / _CHOICE_NAME)
        return key

    def chosen(self) -> FoundKey:
        """Return the key to sign with: the one that was chosen, else gonogo's own.

        Raises:
            NoKeyError: there is none.
            UnusableKeyError: its file cannot be used.
        """
        kept = self.choice()
        if kept is not None:
            return self.key_named(kept)
        if os.path.lexists(self.own_path):
            return self._file(self.own_path)
        raise NoKeyError("you have no key to sign with", hint=self._offer())

    def key_named(self, word: str) -> FoundKey:
        """Return the key of a path, a fingerprint, or `agent`.

        Raises:
            NoKeyError: there is none, or several.
            UnusableKeyError: its file cannot be used.
        """
        if word == AGENT:
            return self._only_one_in_agent()
        if is_fingerprint(word):
            return self._with_fingerprint(word)
        # Unlike pathlib, this leaves alone a `~` that means nobody.
        path = Path(os.path.expanduser(word)).absolute()  # noqa: PTH111
        if path.suffix == ".pub" and not path.with_suffix("").exists():
            return self._of_public_file(path)
        return self._file(path.with_suffix("") if path.suffix == ".pub" else path)

    def _file(self, path: Path) -> FoundKey:
        file = read_key_file(path)
        is_held = file.public in self.agent_keys()
        return FoundKey(file.public, path, is_held, file.has_passphrase)

    def _only_one_in_agent(self) -> FoundKey:
        held = self.agent_keys()
        if len(held) != 1:
            what = "several keys" if held else "no key, or there is no agent"
            raise NoKeyError(
                f"the agent holds {what}",
                hint="Choose one by its fingerprint: gonogo key list"
                if held
                else "Add one: ssh-add PATH",
            )
        return FoundKey(held[0], None, is_in_agent=True)

    def _with_fingerprint(self, word: str) -> FoundKey:
        for key in self.found():
            if key.fingerprint == word:
                return key if key.path is None or key.is_in_agent else self._file(key.path)
        hint = "See which there are: gonogo key list. Or add it to the agent: ssh-add PATH."
        raise NoKeyError(f"no key within reach has the fingerprint {word}", hint=hint)

    def _of_public_file(self, path: Path) -> FoundKey:
        try:
            line = public_key(path.read_text(encoding="utf-8", errors="replace"))
        except OSError as error:
            hint = "See which keys there are: gonogo key list."
            raise NoKeyError(f"{path} cannot be read", hint=hint) from error
        except PublicKeyError as error:
            raise NoKeyError(f"{path} {error.message}", hint=error.hint or "") from error
        if line not in self.agent_keys():
            hint = f"Add it: ssh-add {path.with_suffix('')}"
            raise NoKeyError(f"neither a file nor the agent has the key of {path}", hint=hint)
        return FoundKey(line, None, is_in_agent=True)

    def _offer(self) -> str:
        usable = [key for key in self.ssh_keys() if key.problem is None]
        if usable:
            return f"Use yours: gonogo key use {usable[0].path}. Or make one: gonogo key new."
        return "Make one: gonogo key new."


def _files(paths: Iterable[Path]) -> Iterator[FoundKey]:
    for path in paths:
        if not os.path.lexists(path):
            continue
        try:
            file = read_key_file(path)
        except UnusableKeyError as error:
            yield FoundKey("", path, problem=f"{error.what}; {error.hint}")
        else:
            yield FoundKey(file.public, path, has_passphrase=file.has_passphrase)


def _public_keys(lines: list[str]) -> Iterator[str]:
    for line in lines:
        # An agent may hold keys that cannot sign acts, such as certificates.
        try:
            yield public_key(line)
        except PublicKeyError:
            continue
