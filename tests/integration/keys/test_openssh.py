"""Keys as OpenSSH makes, keeps and uses them: real ssh-keygen, real agent."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.people import ActKind, fingerprint
from gonogo.project import (
    KeyMakingError,
    Keyring,
    NoKeyError,
    UnusableKeyError,
    make_key,
    own_signer,
    read_key_file,
    runner_signer,
    sign_act,
    signer_with,
)
from gonogo.record import ScopeBody, SigningError
from tests.unit.steps.founders import ADA, begin, clock, signed

PASSPHRASE = "correct horse 'battery' $staple"  # noqa: S105 - Of keys made here.


def ssh_keygen(*words: str) -> str:
    """Run the real one."""
    done = subprocess.run(["ssh-keygen", *words], capture_output=True, check=True, text=True)  # noqa: S603, S607
    return done.stdout


def generate(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    ssh_keygen("-q", "-t", kind, "-N", passphrase, "-C", "by hand", "-f", str(path))
    return path


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]}


@pytest.fixture
def agent(tmp_path: Path, home: dict[str, str]) -> Iterator[dict[str, str]]:
    """Start an agent of our own, in the foreground so that it can be stopped by its id."""
    socket = tmp_path / "agent"
    process = subprocess.Popen(  # noqa: S603
        ["ssh-agent", "-D", "-a", str(socket)],  # noqa: S607
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()  # It listens once it says where.
    yield {**home, "SSH_AUTH_SOCK": str(socket)}
    process.terminate()
    process.communicate()


def ssh_add(agent: dict[str, str], path: Path) -> None:
    subprocess.run(["ssh-add", "-q", str(path)], env=agent, check=True, capture_output=True)  # noqa: S603, S607


def test_a_key_that_is_made_is_one_of_openssh(tmp_path: Path) -> None:
    """ssh-keygen reads it, names it alike, and finds its public half."""
    made = make_key(tmp_path / "new" / "key", comment="ada@home", passphrase=None)

    assert made.fingerprint in ssh_keygen("-l", "-f", str(made.path))
    assert ssh_keygen("-y", "-P", "", "-f", str(made.path)).startswith(made.public)
    assert (tmp_path / "new" / "key.pub").read_text() == f"{made.public} ada@home\n"
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in made.path.parent.iterdir()) == ["key", "key.pub"]


def test_a_passphrase_guards_the_key(tmp_path: Path) -> None:
    """Whatever characters it has, it and only it opens the key; it stands in no file."""
    made = make_key(tmp_path / "key", comment="ada", passphrase=PASSPHRASE)

    assert made.has_passphrase
    assert ssh_keygen("-y", "-P", PASSPHRASE, "-f", str(made.path)).startswith(made.public)
    with pytest.raises(subprocess.CalledProcessError):
        ssh_keygen("-y", "-P", "", "-f", str(made.path))
    assert all(PASSPHRASE not in path.read_text() for path in tmp_path.iterdir())


@pytest.mark.parametrize("taken", ["key", "key.pub"])
def test_no_key_is_overwritten(tmp_path: Path, taken: str) -> None:
    """A key that is there stays, and so does a public half that waits for its key."""
    (tmp_path / taken).write_text("kept")

    with pytest.raises(KeyMakingError, match="a file already"):
        make_key(tmp_path / "key", comment="ada", passphrase=None)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["kept"]


def test_a_short_passphrase_is_no_passphrase(tmp_path: Path) -> None:
    """An empty variable does not make an open key that looks guarded."""
    with pytest.raises(KeyMakingError, match="fewer than"):
        make_key(tmp_path / "key", comment="ada", passphrase="short")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_keys_made_by_hand_are_read(tmp_path: Path, kind: str) -> None:
    """Whatever kind ssh-keygen makes is named as it names it."""
    path = generate(tmp_path / "id", kind)

    assert read_key_file(path).fingerprint in ssh_keygen("-l", "-f", str(path))


def test_an_old_format_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """A PEM key is told how to become one of today's."""
    path = tmp_path / "old"
    ssh_keygen("-q", "-t", "rsa", "-m", "PEM", "-N", "", "-f", str(path))

    with pytest.raises(UnusableKeyError, match="old format") as refused:
        read_key_file(path)
    assert "ssh-keygen -p" in str(refused.value.hint)


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_every_kind_of_key_file_signs(
    tmp_path: Path, home: dict[str, str], kind: str, passphrase: str
) -> None:
    """With and without passphrase, in process or by ssh-keygen, the act's signature is right."""
    project = begin(tmp_path / "w")
    keyring = Keyring(home, project.local)
    keyring.choose(str(generate(tmp_path / "id", kind, passphrase)))

    signer = own_signer(keyring, ask=lambda: passphrase)
    act = sign_act(project, ActKind.SCOPE, ScopeBody(()), signer, clock(1)).act

    # Nobody here holds the key, so the act counts for nothing, but it is not damaged.
    now = signed(project, 2)
    assert not now.counted.faults
    assert act.signer == keyring.chosen().fingerprint
    assert [refusal.act for refusal in now.counted.refusals] == [act.id]


def test_a_wrong_passphrase_signs_nothing(tmp_path: Path, home: dict[str, str]) -> None:
    """The record is as it was, and the passphrase is not in the message."""
    project = begin(tmp_path / "w")
    keyring = Keyring(home, project.local)
    keyring.choose(str(generate(tmp_path / "id", "ed25519", PASSPHRASE)))
    before = list(project.acts.rglob("*.json"))

    signer = own_signer(keyring, ask=lambda: "another passphrase")
    with pytest.raises(SigningError) as refused:
        sign_act(project, ActKind.SCOPE, ScopeBody(()), signer, clock(1))

    assert "another passphrase" not in f"{refused.value.message}{refused.value.hint}"
    assert list(project.acts.rglob("*.json")) == before


def test_the_agent_signs_with_its_only_key(
    tmp_path: Path, agent: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `agent` chosen, a key signs whose file is nowhere any more."""
    monkeypatch.setenv("SSH_AUTH_SOCK", agent["SSH_AUTH_SOCK"])
    project = begin(tmp_path / "w")
    path = generate(tmp_path / "id")
    ssh_add(agent, path)
    public = read_key_file(path).public
    path.unlink()
    keyring = Keyring(agent, project.local)

    keyring.choose("agent")
    act = sign_act(project, ActKind.SCOPE, ScopeBody(()), own_signer(keyring), clock(1)).act

    assert keyring.choice() == "agent"
    assert act.signer == fingerprint(public)
    assert not signed(project, 2).counted.faults


def test_several_keys_of_an_agent_are_not_guessed_between(
    tmp_path: Path, agent: dict[str, str]
) -> None:
    """Which of them signs is for the person to say, by fingerprint."""
    keyring = Keyring(agent, tmp_path / ".gonogo")
    for name in ("one", "two"):
        ssh_add(agent, generate(tmp_path / name))

    with pytest.raises(NoKeyError, match="several"):
        keyring.choose("agent")
    wanted = fingerprint(keyring.agent_keys()[1])
    keyring.choose(wanted)
    assert keyring.chosen().fingerprint == wanted


def test_an_agent_that_forgot_the_key_is_told(tmp_path: Path, agent: dict[str, str]) -> None:
    """A choice that leads nowhere any more signs with nothing else instead."""
    keyring = Keyring(agent, tmp_path / ".gonogo")
    ssh_add(agent, generate(tmp_path / "one"))
    keyring.choose(fingerprint(keyring.agent_keys()[0]))
    subprocess.run(["ssh-add", "-q", "-D"], env=agent, check=True, capture_output=True)  # noqa: S607

    with pytest.raises(NoKeyError, match="no key within reach"):
        keyring.chosen()


def test_files_and_the_agents_keys_are_listed_once(tmp_path: Path, agent: dict[str, str]) -> None:
    """A key that is both a file and in the agent is one row; the runner's is there too."""
    home = Path(agent["HOME"])
    ssh_add(agent, generate(home / ".ssh" / "id_ed25519"))
    ssh_add(agent, generate(tmp_path / "elsewhere"))
    make_key(home / ".config" / "gonogo" / "id_ed25519", comment="ada", passphrase=None)
    keyring = Keyring(agent, begin(tmp_path / "w").local)

    listed = [(key.path and key.path.name, key.is_in_agent) for key in keyring.found()]

    assert sorted(listed, key=str) == [
        ("id_ed25519", False),
        ("id_ed25519", True),
        ("runner", False),
        (None, True),
    ]


def test_the_runner_signs_without_asking_anybody(tmp_path: Path, home: dict[str, str]) -> None:
    """A machine has a key of its own, which no passphrase of a person opens."""
    project = begin(tmp_path / "w")
    signer = runner_signer(Keyring(home, project.local))

    now = signed(project)

    holder = now.counted.people[0].holder(signer.fingerprint)
    assert holder is not None
    assert holder.name == "lab"


def test_a_runners_key_that_others_read_measures_nothing(
    tmp_path: Path, home: dict[str, str]
) -> None:
    """An open key of a machine is as good as none."""
    project = begin(tmp_path / "w")
    (project.local / "keys" / "runner").chmod(0o644)

    with pytest.raises(UnusableKeyError, match="0644"):
        runner_signer(Keyring(home, project.local))


def test_a_machine_without_a_runners_key_is_told_what_to_do(
    tmp_path: Path, home: dict[str, str]
) -> None:
    """In a fresh clone nobody measures until there is a key."""
    with pytest.raises(NoKeyError) as refused:
        runner_signer(Keyring(home, tmp_path / ".gonogo"))
    assert "gonogo key new --runner" in str(refused.value.hint)


def test_a_public_file_of_another_signs_nothing(tmp_path: Path, home: dict[str, str]) -> None:
    """A swapped .pub file makes neither another signer nor a wrong signature."""
    project = begin(tmp_path / "w")
    path = generate(tmp_path / "id", "ecdsa")
    (tmp_path / "id.pub").write_text(ADA.public)
    keyring = Keyring(home, project.local)

    signer = signer_with(keyring, keyring.key_named(str(path)))
    with pytest.raises(SigningError):
        sign_act(project, ActKind.SCOPE, ScopeBody(()), signer, clock(1))
