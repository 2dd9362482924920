"""The verifier's command line: what it says, and what it exits with."""

import json
from pathlib import Path
from typing import Any

import pytest

from gonogo.verifier import Reason, ReasonCode, Verification
from gonogo.verifier.command import ExitCode, exit_code, main
from tests.unit.verifier.writing import (
    CANDIDATE,
    CHAIN,
    NETWORK,
    TRANSITION,
    decided,
    minutes,
    outline,
    text_of,
    trust,
)


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """Write a good bundle and the trust, and return the arguments that accept it."""
    bundle, own = tmp_path / "b.bundle", tmp_path / "trust.json"
    bundle.write_bytes(decided().bundle())
    own.write_text(json.dumps(trust(), indent=2))
    return [
        *(str(bundle), "--trust", str(own), "--candidate", CANDIDATE, "--network", NETWORK),
        *("--chain", CHAIN, "--transition", TRANSITION, "--at", text_of(minutes(60))),
    ]


def test_accepted_exits_with_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A go that is the verifier's own exits with 0 and says whose word it was."""
    assert main(arguments) == ExitCode.GO

    assert capsys.readouterr().out.splitlines() == [
        "accepted: go",
        "level READINESS_ALPHANET, signed by pat",
        "valid until 2026-03-16 12:30:00+00:00",
    ]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--transition", "promote:betanet"], ExitCode.REFUSED),
        (["--chain", "another"], ExitCode.REFUSED),
        (["--at", "2027-01-01T00:00:00Z"], ExitCode.REFUSED),
        (["--deployment", "sha256:" + "0" * 64], ExitCode.REFUSED),
        (["--candidate", "v1.2.3"], ExitCode.USAGE),
        (["--deployment", ""], ExitCode.USAGE),
        (["--at", "today"], ExitCode.USAGE),
        (["--trust", "/nowhere"], ExitCode.USAGE),
    ],
)
def test_whatever_differs_exits_otherwise(
    arguments: list[str], more: list[str], code: ExitCode
) -> None:
    """What was asked for otherwise, or wrongly, never exits with 0."""
    assert main([*arguments, *more]) == code


@pytest.mark.parametrize("leave_out", ["--trust", "--candidate", "--network", "--chain"])
def test_nothing_is_taken_from_the_bundle_instead(arguments: list[str], leave_out: str) -> None:
    """What is not told is asked for."""
    position = arguments.index(leave_out)

    with pytest.raises(SystemExit) as ended:
        main(arguments[:position] + arguments[position + 2 :])
    assert ended.value.code == ExitCode.USAGE


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"roots":{},"roots":{}}'])
def test_trust_that_cannot_be_read_is_a_mistake_of_usage(
    arguments: list[str], tmp_path: Path, text: str
) -> None:
    """A trust file that says nothing, or two things, is not read as one."""
    (tmp_path / "trust.json").write_text(text)

    assert main(arguments) == ExitCode.USAGE


def test_json_agrees_with_the_exit_code(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs read the same as scripts."""
    code = main([*arguments, "--json", "--network", "another"])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)

    assert (said["accepted"], said["exit_code"]) == (False, code)
    assert said["reasons"][0]["code"] == "not_this_network"
    assert said["outline"] == outline(("safe-head-advances", "met"), verdict="go")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], ExitCode.GO),
        ([ReasonCode.NO_GO], ExitCode.REFUSED),
        ([ReasonCode.HOLD], ExitCode.HOLD),
        ([ReasonCode.CONDITIONAL_NOT_ACCEPTED], ExitCode.CONDITIONAL),
        ([ReasonCode.CONDITIONAL_NOT_ACCEPTED, ReasonCode.EXPIRED], ExitCode.REFUSED),
        ([ReasonCode.HOLD, ReasonCode.SOLO_NOT_ACCEPTED], ExitCode.HOLD),
        ([ReasonCode.HOLD, ReasonCode.REVOKED], ExitCode.REFUSED),
    ],
)
def test_gravest_reason_decides(codes: list[ReasonCode], expected: ExitCode) -> None:
    """A refusal is never told as something that could be accepted."""
    found = Verification(reasons=tuple(Reason.about(code) for code in codes))

    assert exit_code(found) == expected


@pytest.mark.parametrize("code", list(ReasonCode))
def test_no_reason_exits_with_0(code: ReasonCode) -> None:
    """Whatever speaks against a bundle stops a script, and is told in a sentence."""
    assert exit_code(Verification(reasons=(Reason.about(code),))) != ExitCode.GO
    assert code.sentence.endswith(".")
