"""Init, keys, adopting and endorsing as people type them, in clones of one repository."""

import json
import os
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("gonogo"))


@dataclass(frozen=True)
class User:
    """Somebody with an empty home of their own."""

    name: str
    home: Path

    def run(self, directory: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a directory, without a terminal."""
        identity = {"user.name": self.name, "user.email": f"{self.name}@example.org"}
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "NO_COLOR": "1"}
        for number, (key, value) in enumerate(identity.items()):
            environment[f"GIT_CONFIG_KEY_{number}"] = key
            environment[f"GIT_CONFIG_VALUE_{number}"] = value
        return subprocess.run(  # noqa: S603 - Our own command, and git.
            words,
            cwd=directory,
            env={**environment, "GIT_CONFIG_COUNT": str(len(identity))},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def gonogo(self, directory: Path, words: str) -> subprocess.CompletedProcess[str]:
        """Type `gonogo` and these words."""
        return self.run(directory, COMMAND, *words.split())

    def does(self, directory: Path, words: str) -> str:
        """Type `gonogo` and these words, which must succeed; returns what is shown."""
        done = self.gonogo(directory, words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def git(self, directory: Path, words: str) -> None:
        """Run git, which must succeed."""
        done = self.run(directory, "git", *words.split())
        assert done.returncode == 0, done.stderr


def user(tmp_path: Path, name: str) -> User:
    home = tmp_path / f"home-of-{name}"
    home.mkdir()
    return User(name, home)


@pytest.fixture
def ada(tmp_path: Path) -> User:
    return user(tmp_path, "ada")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "w"
    path.mkdir()
    return path


def test_alone_it_takes_one_word(ada: User, folder: Path) -> None:
    """With nothing but a name in git, `init --solo` makes everything and shows no private key."""
    done = ada.gonogo(folder, "init --solo")

    assert done.returncode == 0, done.stderr
    assert "you are ada" in done.stdout
    assert "PRIVATE" not in done.stdout + done.stderr
    assert sorted(path.name for path in folder.iterdir()) == [
        ".gitattributes",
        ".gitignore",
        ".gonogo",
        "gonogo.yaml",
        "people.yaml",
        "policies",
        "record",
        "trust.yaml",
    ]
    assert (folder / ".gonogo" / "keys" / "runner").stat().st_mode & 0o777 == 0o600
    assert (ada.home / ".config" / "gonogo" / "id_ed25519").stat().st_mode & 0o777 == 0o600
    for name in ("people.yaml", "trust.yaml", "gonogo.yaml"):
        assert "nothing to sign" in ada.does(folder, f"adopt {name}")


def test_no_private_key_comes_into_git(ada: User, folder: Path) -> None:
    """Whoever adds everything adds no key."""
    ada.git(folder, "init -q")
    ada.does(folder, "init --solo")

    ada.git(folder, "add .")

    listed = ada.run(folder, "git", "ls-files").stdout.split()
    assert len(listed) == 9
    assert not [name for name in listed if name.startswith(".gonogo")]
    for name in listed:
        assert "PRIVATE" not in (folder / name).read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("init", "gonogo init --root bob=bob.pub"),
        ("init --solo --root bob=bob.pub", "no other roots"),
        ("init --root bob", "NAME=FILE.pub"),
        ("init --root bob=", "NAME=FILE.pub"),
        ("init --root bob=missing.pub", "there is no such file"),
        ("init --root bob=garbage.pub", "is no SSH public key"),
        ("init --root bob=empty.pub", "one public key in one line"),
        ("init --root bob=/dev/zero", "too large"),
        ("init --solo --key nowhere", "there is no such file"),
        ("init --solo --key garbage.pub", "is no SSH public key"),
        ("init --solo --key agent", "no key, or there is no agent"),
        ("init --solo --passphrase-env NOPE", "holds no passphrase"),
        ("key new", "--no-passphrase"),
        ("key use nowhere", "no workspace here"),
        ("key show", "gonogo key new"),
        ("key new --runner", "no gonogo.yaml"),
        ("adopt people.yaml", "gonogo init"),
        ("endorse 1234567", "gonogo init"),
    ],
)
def test_mistakes_are_told_in_words(ada: User, folder: Path, words: str, told: str) -> None:
    """A mistake is exit code 2, says what to do, and leaves nothing behind."""
    (folder / "garbage.pub").write_text("hello")
    (folder / "empty.pub").write_text("# nothing\n")

    done = ada.gonogo(folder, words)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["empty.pub", "garbage.pub"]


def test_init_offers_the_ssh_key_that_is_there_and_does_not_take_it(
    ada: User, folder: Path
) -> None:
    """The user's own key signs only when it is named."""
    ada.run(ada.home, "mkdir", "-m", "700", ".ssh")
    ada.run(ada.home, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ".ssh/id_ed25519")
    theirs = (ada.home / ".ssh" / "id_ed25519.pub").read_text().split()[1]

    done = ada.gonogo(folder, "init --solo")

    assert f"--key {ada.home}/.ssh/id_ed25519" in done.stderr
    assert theirs not in (folder / "people.yaml").read_text()

    other = folder.parent / "other"
    other.mkdir()
    ada.does(other, f"init --solo --key {ada.home}/.ssh/id_ed25519")
    assert theirs in (other / "people.yaml").read_text()
    assert json.loads(ada.does(other, "key show --json"))["person"] == "ada"


def test_the_keys_are_listed_with_whose_they_are(ada: User, folder: Path) -> None:
    """Each key within reach is there, as a person or a machine of people.yaml."""
    ada.does(folder, "init --solo --runner lab")

    rows = json.loads(ada.does(folder, "key list --json"))

    assert [(row["person"], row["is_chosen"]) for row in rows] == [("ada", True), ("lab", False)]


@dataclass(frozen=True)
class Clone:
    """Somebody's clone of the one repository."""

    user: User
    folder: Path

    def does(self, words: str) -> str:
        """Type `gonogo` and these words, which must succeed."""
        return self.user.does(self.folder, words)

    def is_refused(self, words: str) -> str:
        """Type `gonogo` and these words, which must be refused; returns all that is shown."""
        done = self.user.gonogo(self.folder, words)
        # A rule that forbids it is 1, and nobody to ask is 2.
        assert done.returncode == (1 if "refused: " in done.stderr else 2), done.stdout
        return done.stdout + done.stderr

    def edit(self, name: str, old: str, new: str) -> None:
        """Edit a file by hand."""
        text = (self.folder / name).read_text()
        assert old in text
        (self.folder / name).write_text(text.replace(old, new, 1))

    def push(self) -> None:
        """Give what is new to the others."""
        self.user.git(self.folder, "add .")
        self.user.git(self.folder, "commit -q -m work")
        self.user.git(self.folder, "push -q origin HEAD:main")

    def pull(self) -> None:
        """Take what is new."""
        self.user.git(self.folder, "pull -q origin main")


@pytest.fixture
def clones(tmp_path: Path, ada: User, folder: Path) -> tuple[Clone, Clone, Clone]:
    """Ada began with bob as second root; carol has a clone and a key, and is nobody yet."""
    bob, carol = user(tmp_path, "bob"), user(tmp_path, "carol")
    hub = tmp_path / "hub.git"
    ada.git(tmp_path, "init -q --bare -b main hub.git")
    for who in (bob, carol):
        who.does(tmp_path, "key new --no-passphrase")
    public = tmp_path / "bob.pub"
    public.write_text(bob.does(tmp_path, "key show --public"))
    ada.does(folder, f"init --root bob={public} --runner adas-lab")
    ada.git(folder, "init -q -b main")
    ada.git(folder, f"remote add origin {hub}")
    Clone(ada, folder).push()
    for who in (bob, carol):
        who.git(tmp_path, f"clone -q {hub} clone-of-{who.name}")
    return (
        Clone(ada, folder),
        Clone(bob, tmp_path / "clone-of-bob"),
        Clone(carol, tmp_path / "clone-of-carol"),
    )


def test_a_third_person_joins_by_the_signatures_of_two_roots(
    clones: tuple[Clone, Clone, Clone],
) -> None:
    """Putting oneself into people.yaml is asking; roots look at the difference and sign it."""
    ada, bob, carol = clones
    key = carol.does("key show --public").strip()
    row = f"people:\n  carol:\n    team: platforms\n    roles: [platforms]\n    keys: [{key}]\n"
    carol.edit("people.yaml", "people:\n", row)

    refused = carol.is_refused("adopt people.yaml --yes")
    assert "it takes root" in refused
    assert "Ask ada, bob" in refused

    carol.push()
    bob.pull()
    looked = bob.is_refused("adopt people.yaml")
    assert "+ people.carol.roles: platforms" in looked
    assert "--yes" in looked
    found = re.search(
        r"once 1 more of the roots \(ada\) agree: (gonogo endorse \S+)",
        bob.does("adopt people.yaml --yes"),
    )
    assert found is not None
    waits = found.group(1)
    assert waits in bob.does("adopt people.yaml --yes")

    # One root alone gives nobody a role, and everybody is told what is missing.
    bob.push()
    carol.pull()
    in_scope = "features:\n  x: {title: X, team: platforms, components: [a]}"
    carol.edit("gonogo.yaml", "features:", in_scope)
    assert waits in carol.is_refused("adopt gonogo.yaml --yes")
    assert waits in carol.does("audit log")
    assert waits in carol.does("audit verify")
    assert waits in carol.user.gonogo(carol.folder, "record status").stdout

    ada.pull()
    looked = ada.is_refused(waits.removeprefix("gonogo "))
    assert "+ people.carol.roles: platforms" in looked
    assert "runners." not in looked
    assert "It is in force." in ada.does(f"{waits.removeprefix('gonogo ')} --yes")
    assert "nothing to sign" in ada.does("adopt people.yaml --yes")
    ada.push()
    carol.pull()
    assert json.loads(carol.does("key show --json"))["person"] == "carol"
    assert "signed sha256:" in carol.does("adopt gonogo.yaml --yes")


def test_a_third_root_takes_two_of_the_roots(clones: tuple[Clone, Clone, Clone]) -> None:
    """One proposes, another endorses; neither the proposer nor the one who gains can do both."""
    ada, bob, carol = clones
    key = carol.does("key show --public").strip()
    bob.edit("trust.yaml", "roots:\n", f"roots:\n  carol: {key}\n")

    found = re.search(
        r"1 more of the roots.*gonogo endorse (\S+)", bob.does("adopt trust.yaml --yes")
    )
    assert found is not None
    act = found.group(1)
    assert "waits for other roots" in bob.does("adopt trust.yaml --yes")
    assert "own act" in bob.is_refused(f"endorse {act} --yes")
    bob.push()
    carol.pull()
    assert "it takes root" in carol.is_refused(f"endorse {act} --yes")
    ada.pull()
    assert "+ roots.carol: ssh-ed25519" in ada.is_refused(f"endorse {act}")
    assert "It is in force." in ada.does(f"endorse {act[:20]} --yes")
    ada.push()

    # Now she is one, from any folder of her clone.
    carol.pull()
    carol.edit("people.yaml", "title: Platforms", "title: Ours")
    below = Clone(carol.user, carol.folder / "policies")
    assert "signed sha256:" in below.does("adopt ../people.yaml --yes")


def test_a_machine_of_another_clone_gets_its_own_key(clones: tuple[Clone, Clone, Clone]) -> None:
    """What it prints can be put into people.yaml as it is."""
    _, bob, _ = clones
    host = socket.gethostname().partition(".")[0]
    bob.edit("people.yaml", "adas-lab:", f"{host}:")
    printed = bob.does("key new --runner")
    assert f"runners:\n  {host}-2:" in printed
    bob.edit("people.yaml", "runners:\n", printed[printed.index("runners:\n") :])

    assert "+ runners." in bob.does("adopt people.yaml --yes")
