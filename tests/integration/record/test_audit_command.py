"""`gonogo audit` as somebody types it, over a record that was tampered with."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.cli.main import run
from gonogo.people import ActKind, parse_trust
from gonogo.record import RecordDirectory, Sealed, TrustBody, seal, signer_of
from tests.unit.record.example import EVE, finding


@pytest.fixture
def workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A workspace of one person, in which the process stands."""
    home, made = tmp_path / "home", tmp_path / "workspace"
    home.mkdir()
    made.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.chdir(made)
    assert run(["init", "--solo", "--name", "ada", "--no-passphrase"]) == 0
    capsys.readouterr()
    return made


@pytest.fixture
def record(workspace: Path) -> RecordDirectory:
    return RecordDirectory(workspace / "record" / "acts")


def verified(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    code = run(["audit", "verify", "--json", *words])
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == code
    return code, [problem["code"] for problem in told["problems"]]


def add_finding(workspace: Path, record: RecordDirectory, title: str = "It stalls") -> Path:
    """Sign a finding with the workspace's own key, after everything that is there."""
    trust = parse_trust((workspace / "trust.yaml").read_text(), "trust.yaml")
    (private,) = workspace.parent.glob("home/**/id_ed25519")
    last = max(act.at for act in record.read().acts)
    return record.append(
        seal(
            ActKind.FINDING,
            finding(title),
            workspace=trust.workspace,
            heads=record.heads(workspace=trust.workspace, at=last),
            at=last,
            signer=signer_of(private, environment={}),
        )
    )


@pytest.mark.usefixtures("workspace")
def test_a_fresh_workspace_is_as_it_was_signed(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was changed, so nothing is said, and the heads are."""
    assert verified(capsys) == (0, [])
    assert run(["audit", "verify"]) == 0
    assert "sha256:" in capsys.readouterr().out


def test_the_log_says_who_did_what(
    workspace: Path, record: RecordDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order in which acts rest on each other, with names and not keys."""
    add_finding(workspace, record)

    assert run(["audit", "log"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1:3] for line in lines] == [
        ["ada", "trust"],
        ["ada", "people"],
        ["ada", "scope"],
        ["ada", "finding"],
    ]
    assert lines[-1].endswith("alpha: It stalls")


def test_what_counts_for_nothing_is_marked_in_the_log(
    workspace: Path, record: RecordDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    """An act of a stranger is shown as one."""
    trust = parse_trust((workspace / "trust.yaml").read_text(), "trust.yaml")
    last = max(act.at for act in record.read().acts)
    record.append(
        seal(
            ActKind.FINDING,
            finding("\x1b[31mRed\n"),
            workspace=trust.workspace,
            heads=record.heads(workspace=trust.workspace, at=last),
            at=last,
            signer=EVE,
        )
    )

    assert run(["audit", "log"]) == 0
    shown = capsys.readouterr().out
    assert "unknown_signer" in shown
    assert "\x1b" not in shown
    assert verified(capsys) == (1, ["unknown_signer"])


def _change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_change, "damaged"),
        (Path.unlink, "missing_heads"),
        (lambda path: path.rename(path.with_suffix(".bak")), "missing_heads"),
        (lambda path: path.write_bytes(b""), "damaged"),
    ],
)
def test_what_was_changed_or_removed_is_named(
    workspace: Path,
    record: RecordDirectory,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], object],
    code: str,
) -> None:
    """Each gives exit code 1, and says which file or act."""
    path = add_finding(workspace, record, "One")
    add_finding(workspace, record, "Two")
    spoil(path)

    exit_code, codes = verified(capsys)

    assert exit_code == 1
    assert code in codes


def test_a_record_that_was_cut_off_is_found_by_its_head(
    workspace: Path, record: RecordDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no command of this clone has seen the end, only --expect tells that it is gone."""
    path = add_finding(workspace, record)
    head = f"sha256:{path.stem}"
    path.unlink()

    assert verified(capsys) == (0, [])
    assert verified(capsys, "--expect", head) == (1, ["removed"])
    assert verified(capsys, "--expect", path.stem) == (1, ["removed"])


@pytest.mark.parametrize("words", [["record", "status"], ["audit", "verify"], ["audit", "log"]])
def test_what_a_command_has_shown_is_missed_when_it_is_cut_off(
    workspace: Path,
    record: RecordDirectory,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    """Both commands that look after the record say so, however often they are asked."""
    path = add_finding(workspace, record)
    run(words)
    path.unlink()
    capsys.readouterr()

    for _ in range(2):
        assert verified(capsys) == (1, ["removed"])
        assert run(["record", "status"]) == 3
        assert "was here before" in capsys.readouterr().out


def test_what_this_machine_signed_itself_is_missed_without_having_been_seen(
    workspace: Path, record: RecordDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own copies tell, and the remedy is to put it back."""
    path = add_finding(workspace, record)
    (sealed,) = [act for act in record.read().acts if act.id.endswith(path.stem)]
    RecordDirectory(workspace / ".gonogo" / "signed").append(Sealed(sealed, sealed.content()))
    path.unlink()

    assert verified(capsys) == (1, ["removed"])
    assert run(["audit", "verify"]) == 1
    assert "gonogo record restore" in capsys.readouterr().out
    run(["record", "restore"])
    capsys.readouterr()
    assert verified(capsys) == (0, [])


def test_without_a_record_nothing_can_be_known(
    record: RecordDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty record is no fine record."""
    for path in record.path.glob("*/*"):
        path.unlink()

    assert verified(capsys) == (3, ["empty", "trust"])


def test_a_trust_file_of_elsewhere_is_told(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that begins with another trust cannot be judged by this one."""
    path = workspace / "trust.yaml"
    path.write_text(path.read_text().replace(_key_in(path), EVE.public.split()[1]))

    assert verified(capsys) == (3, ["trust"])


def test_a_trust_that_one_root_wrote_into_the_file_is_told(
    workspace: Path, record: RecordDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever may push edits trust.yaml, too: the record is not judged by that."""
    path = workspace / "trust.yaml"
    path.write_text(path.read_text().replace(_key_in(path), EVE.public.split()[1]))
    trust = parse_trust(path.read_text(), "trust.yaml")
    last = max(act.at for act in record.read().acts)
    heads = record.heads(workspace=trust.workspace, at=last)
    record.append(
        seal(
            ActKind.TRUST,
            TrustBody.of(trust),
            workspace=trust.workspace,
            heads=heads,
            at=last,
            signer=EVE,
        )
    )

    code, codes = verified(capsys)
    assert (code, sorted(codes)) == (1, ["trust", "unknown_signer"])


def test_people_that_nobody_signed_are_told(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A people.yaml that was only edited changes nothing, and that is said."""
    path = workspace / "people.yaml"
    path.write_text(path.read_text().replace(_key_in(path), EVE.public.split()[1], 1))

    assert run(["audit", "verify"]) == 0
    assert "people.yaml says something else" in capsys.readouterr().out


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("head", ["", "sha256:", "latest", "sha256:" + "A" * 64, "0" * 63])
def test_what_is_no_head_is_a_mistake_of_usage(head: str) -> None:
    """A head that cannot be one is never quietly absent."""
    assert run(["audit", "verify", "--expect", head]) == 2


def test_outside_of_a_workspace_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is nothing to audit, nothing is fine."""
    monkeypatch.chdir(tmp_path)

    assert run(["audit", "verify"]) == 2
    assert "gonogo init" in capsys.readouterr().err


def _key_in(path: Path) -> str:
    found: list[str] = re.findall(r"AAAA[A-Za-z0-9+/]{60,}", path.read_text())
    return found[0]
