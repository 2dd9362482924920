"""Results by hand: by whom the requirement names, with files that everybody can read."""

import os
from pathlib import Path

import pytest

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.people import ActKind
from gonogo.project import NotAllowedError, RefusedError, TextError, find_content
from gonogo.readiness import Answer
from gonogo.record import Act, ManualResultBody
from gonogo.triage.looking import look_at
from gonogo.triage.outlook import NothingRecordedError, UnknownNameError
from gonogo.triage.signing_off import (
    LARGEST_FILE_BYTES,
    AttachmentError,
    SecretError,
    SignOffAsked,
    read_files,
    sign_off,
)
from tests.unit.steps.founders import ADA, CAROL, Founder
from tests.unit.triage.desks import EVE, LAB, NET, RITA, SAM, Office, office

POLICY = "promote:alphanet"


@pytest.fixture
def team(tmp_path: Path) -> Office:
    made = office(tmp_path)
    made.observe(policy=POLICY, balances="passed")
    return made


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "proof.md"
    path.write_text("We did it.")
    return path


def sign(team: Office, who: Founder, *paths: Path, **given: str | None) -> Act:
    words = {"requirement": "security-statement", "network": NET, "outcome": "passed", **given}
    asked = SignOffAsked(files=read_files(paths), **words)  # type: ignore[arg-type]  # Texts.
    return team.sign(who, ActKind.MANUAL_RESULT, lambda desk: sign_off(desk, asked)).act


def answer(team: Office, requirement: str = "security-statement") -> Answer:
    decision = look_at(team.desk(ADA), NET).decision
    assert decision is not None
    return next(each.answer for each in decision.answers if each.requirement == requirement)


@pytest.mark.parametrize("who", [ADA, SAM])
def test_whoever_the_requirement_names_can_meet_it(team: Office, proof: Path, who: Founder) -> None:
    """The result is an answer, and its file is in the record by its digest."""
    signed = sign(team, who, proof)

    assert isinstance(signed.body, ManualResultBody)
    (attached,) = signed.body.attachments
    assert answer(team) is Answer.MET
    assert find_content(team.project, attached.digest) == b"We did it."
    assert (attached.name, attached.size_bytes) == ("proof.md", 10)


def test_a_failure_opens_a_finding(team: Office, proof: Path) -> None:
    """What failed by hand sticks as everything that failed."""
    signed = sign(team, SAM, proof, outcome="failed", note="it broke")

    view = team.only_finding()
    assert view.finding.id == signed.id
    assert view.is_by_hand
    assert answer(team) is Answer.UNMET
    assert view.next_commands[0] == f"gonogo finding rate {view.digits}"


@pytest.mark.parametrize(
    ("who", "hint"),
    [(CAROL, "Ask ada, bob, sam."), (RITA, "Ask ada, bob, sam.")],
)
def test_the_wrong_role_is_refused_by_name(
    team: Office, proof: Path, who: Founder, hint: str
) -> None:
    """They may sign results, but not of this requirement; it says who may, and keeps nothing."""
    before = team.acts()

    with pytest.raises(NotAllowedError, match="it takes platforms or security") as refused:
        sign(team, who, proof)

    assert refused.value.hint == hint
    assert team.acts() == before
    assert not (team.project.record / "attachments").exists()


@pytest.mark.parametrize("who", [LAB, EVE])
def test_neither_a_machine_nor_a_stranger_signs_off(
    team: Office, proof: Path, who: Founder
) -> None:
    """Only people have roles."""
    with pytest.raises(NotAllowedError):
        sign(team, who, proof)


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ({"requirement": "balances"}, RefusedError, "answered by the check balances"),
        ({"requirement": "security-statements"}, UnknownNameError, "did you mean"),
        ({"chain": "eris-2"}, UnknownNameError, "did you mean 'eris-1'"),
        ({"note": "x\x1b[8m"}, TextError, "U\\+001B"),
        ({"note": "x" * 1_000_000}, TextError, "1000000"),
        ({"deployment": "ffffff"}, UnknownNameError, "deployment"),
    ],
)
def test_a_result_with_a_mistake_is_not_signed(
    team: Office, proof: Path, given: dict[str, str], error: type[GonogoError], told: str
) -> None:
    """The record stays as it was."""
    before = team.acts()

    with pytest.raises(error, match=told):
        sign(team, ADA, proof, **given)

    assert team.acts() == before


def test_without_a_deployment_there_is_nothing_to_sign_off(tmp_path: Path, proof: Path) -> None:
    """A result by hand is about a deployment as well."""
    team = office(tmp_path)
    (team.project.local / "networks" / NET).mkdir(parents=True)

    with pytest.raises(NothingRecordedError):
        sign(team, ADA, proof, policy=POLICY)


def test_a_file_that_changes_while_somebody_is_asked_is_kept_as_it_was_shown(
    team: Office, proof: Path
) -> None:
    """What is signed, shown and kept are the same bytes."""
    desk = team.desk(SAM)
    asked = SignOffAsked("security-statement", NET, "passed", read_files([proof]))
    prepared = desk.prepare(ActKind.MANUAL_RESULT, sign_off(desk, asked))
    proof.write_text("-----BEGIN OPENSSH PRIVATE KEY-----")

    body = prepared.sign().act.body

    assert isinstance(body, ManualResultBody)
    assert find_content(team.project, body.attachments[0].digest) == b"We did it."


@pytest.mark.parametrize(
    "content",
    [
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl",
        "log\nlog\n-----BEGIN RSA PRIVATE KEY-----\n",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        "0x" + "ab" * 32 + "\n",
        "PRIVATE_KEY=0x" + "ab" * 32,
        '{"privateKey": "0x' + "ab" * 32 + '"}',
        "AGE-SECRET-KEY-1QQQQ",
        "PuTTY-User-Key-File-3: ssh-ed25519",
        '{"crypto": {"ciphertext": "aa", "kdfparams": {}}}',
        "test test test test test test test test test test test junk",
        "MNEMONIC='test test test test test test test test test test test junk'",
        "token ghp_" + "a" * 36,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_looks_like_a_private_key_is_refused(
    tmp_path: Path, content: str, encoding: str
) -> None:
    """In whichever encoding, also deep inside a file."""
    path = tmp_path / "evidence.log"
    path.write_bytes(content.encode(encoding))

    with pytest.raises(SecretError):
        read_files([path])


def test_what_holds_no_secret_is_taken(tmp_path: Path) -> None:
    """Public keys, digests and transaction hashes are no secrets."""
    texts = {
        "a.md": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI ada@home",
        "b.md": "transaction 0x" + "ab" * 32 + " was included, and key rotation went well",
        "c.png": "\x89PNG\x00\x00",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)

    files = read_files(tmp_path / name for name in sorted(texts, reverse=True))

    assert [file.name for file in files] == ["a.md", "b.md", "c.png"]
    assert files[0].attachment.digest == digest.of_bytes(texts["a.md"].encode())


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, a device, nothing, an empty one, a huge one."""
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "\x1b[2J").write_text("x")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(LARGEST_FILE_BYTES + 1)
    names = ["empty", "pipe", "\x1b[2J", "huge", "missing", ".", "/dev/zero"]

    for name in names:
        with pytest.raises(AttachmentError) as refused:
            read_files([tmp_path / name])
        assert "\x1b" not in refused.value.message


def test_the_largest_file_is_taken(tmp_path: Path) -> None:
    """The limit itself is inside."""
    with (tmp_path / "large").open("wb") as file:
        file.truncate(LARGEST_FILE_BYTES)

    (file_read,) = read_files([tmp_path / "large"])

    assert file_read.attachment.size_bytes == LARGEST_FILE_BYTES


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """One would hide the other in the result."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "log").write_text(folder)

    with pytest.raises(AttachmentError, match="same name"):
        read_files([tmp_path / "a" / "log", tmp_path / "b" / "log"])
