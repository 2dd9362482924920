"""Which key signs, and which is refused."""

import base64
from pathlib import Path

import pytest

from gonogo.project import Keyring, NoKeyError, UnusableKeyError, read_key_file
from tests.unit.steps.founders import ADA, BOB


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    return Keyring({"HOME": str(tmp_path / "home"), "PATH": "/nowhere"}, tmp_path / "w" / ".gonogo")


def test_the_key_is_read_from_the_private_file_itself(tmp_path: Path) -> None:
    """A `.pub` file beside it that belongs to another is not believed."""
    path = ADA.write(tmp_path / "key")
    (tmp_path / "key.pub").write_text(BOB.public)

    assert read_key_file(path).public == ADA.public


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o700, 0o666, 0o4600])
def test_a_key_that_others_could_read_is_refused(tmp_path: Path, mode: int) -> None:
    """The remedy is the command to type."""
    path = ADA.write(tmp_path / "key", mode=mode)

    with pytest.raises(UnusableKeyError, match=f"{mode:04o}") as refused:
        read_key_file(path)
    assert f"chmod 600 {path}" in str(refused.value.hint)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_that_only_its_owner_reads_is_taken(tmp_path: Path, mode: int) -> None:
    """Those modes that OpenSSH too takes for guarded."""
    assert read_key_file(ADA.write(tmp_path / "key", mode=mode)).public == ADA.public


def test_a_link_is_as_guarded_as_what_it_leads_to(tmp_path: Path) -> None:
    """A link to an open file does not hide that it is open."""
    ADA.write(tmp_path / "key", mode=0o644)
    (tmp_path / "link").symlink_to("key")

    with pytest.raises(UnusableKeyError, match="0644"):
        read_key_file(tmp_path / "link")


def armoured(blob: bytes) -> str:
    encoded = base64.b64encode(blob).decode()
    begin, end = (f"-----{word} OPENSSH PRIVATE KEY-----" for word in ("BEGIN", "END"))
    return f"{begin}\n{encoded}\n{end}\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no private key"),
        ("hello", "no private key"),
        (f"{ADA.public}\n", "a public key"),
        ("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n", "old format"),
        (armoured(b""), "damaged"),
        (armoured(b"openssh-key-v1\x00"), "damaged"),
        (armoured(b"openssh-key-v1\x00" + b"\xff" * 40), "damaged"),
        (armoured(b"openssh-key-v1\x00" + bytes(12) + b"\0\0\0\2"), "damaged"),
        (armoured(b"openssh-key-v1\x00" + bytes(12) + b"\0\0\0\1" + bytes(4)), "damaged|public"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n!!!\n", "damaged"),
    ],
)
def test_what_is_no_key_is_told_without_showing_it(tmp_path: Path, content: str, told: str) -> None:
    """Anything else than a key of OpenSSH's is refused in words, not by a fault."""
    path = tmp_path / "key"
    path.write_text(content)
    path.chmod(0o600)

    with pytest.raises(UnusableKeyError, match=told):
        read_key_file(path)


def test_folders_devices_and_nothing_are_no_keys(tmp_path: Path) -> None:
    """Nothing that never ends is read to its end."""
    for path in (tmp_path, tmp_path / "missing", Path("/dev/zero"), tmp_path / "a\0b"):
        with pytest.raises(UnusableKeyError):
            read_key_file(path)


def test_the_default_is_gonogos_own_key(ring: Keyring) -> None:
    """Without a choice it is the key in the user's configuration, also where an SSH key is."""
    ADA.write(ring.own_path)
    BOB.write(Path(ring.environment["HOME"]) / ".ssh" / "id_ed25519")

    assert ring.chosen().public == ADA.public


def test_a_key_of_the_user_is_offered_and_not_taken(ring: Keyring) -> None:
    """An SSH key that logs in somewhere does not begin to sign decisions unasked."""
    path = BOB.write(Path(ring.environment["HOME"]) / ".ssh" / "id_ed25519")

    with pytest.raises(NoKeyError) as refused:
        ring.chosen()

    assert f"gonogo key use {path}" in str(refused.value.hint)


def test_a_choice_is_kept_as_a_path_or_a_fingerprint(ring: Keyring, tmp_path: Path) -> None:
    """What is written down is never a key."""
    path = BOB.write(tmp_path / "elsewhere")

    ring.choose(str(path))
    assert ring.choice() == str(path)
    assert ring.chosen().public == BOB.public

    ring.choose(BOB.signer.fingerprint)
    assert ring.choice() == BOB.signer.fingerprint


def test_the_public_file_means_the_key_beside_it(ring: Keyring, tmp_path: Path) -> None:
    """Whoever names the .pub file by habit gets what was meant."""
    path = BOB.write(tmp_path / "elsewhere")
    (tmp_path / "elsewhere.pub").write_text(BOB.public)

    ring.choose(f"{path}.pub")

    assert ring.choice() == str(path)


@pytest.mark.parametrize("word", ["nowhere", "agent", "SHA256:" + "A" * 43, "", "~nobody-/key"])
def test_a_choice_that_leads_to_no_key_is_not_kept(ring: Keyring, word: str) -> None:
    """A slip does not become the workspace's key."""
    with pytest.raises((NoKeyError, UnusableKeyError)):
        ring.choose(word)
    assert ring.choice() is None


def test_without_a_workspace_nothing_is_kept(tmp_path: Path) -> None:
    """There is nowhere to keep a choice, and the message says what to do instead."""
    path = ADA.write(tmp_path / "key")

    with pytest.raises(NoKeyError) as refused:
        Keyring({"HOME": str(tmp_path)}, None).choose(str(path))
    assert "gonogo init --key" in str(refused.value.hint)


def test_a_key_that_cannot_be_used_is_listed_with_the_reason(ring: Keyring) -> None:
    """The list shows what is wrong instead of leaving it out."""
    ADA.write(ring.own_path, mode=0o644)

    (only,) = ring.found()

    assert "0644" in str(only.problem)


def test_a_configuration_folder_of_ones_own_is_used() -> None:
    """XDG_CONFIG_HOME moves the key; a relative one means nothing."""
    home = {"HOME": "/home/ada"}

    assert Keyring({**home, "XDG_CONFIG_HOME": "/c"}, None).own_path == Path("/c/gonogo/id_ed25519")
    assert Keyring({**home, "XDG_CONFIG_HOME": "c"}, None).own_path == Path(
        "/home/ada/.config/gonogo/id_ed25519"
    )


def test_outside_of_a_workspace_who_joins_is_told_to_clone(tmp_path: Path) -> None:
    """A workspace of their own is not what somebody wants who was invited to a team's."""
    ring = Keyring({"HOME": str(tmp_path), "PATH": "/nowhere"}, None)

    with pytest.raises(NoKeyError, match="no workspace") as refused:
        ring.choose("agent")
    told = str(refused.value.hint)
    assert "git clone" in told.partition("gonogo key use agent")[0]
    assert told.endswith("gonogo init --key agent.")
