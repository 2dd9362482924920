"""`gonogo policy`: what it shows, in words and as JSON."""

import json
from pathlib import Path

import pytest

from gonogo.cli.main import run
from gonogo.readiness import shipped_policy, shipped_policy_names

SETTINGS = """\
workspace: "0123456789abcdef0123456789abcdef"
features:
  interop: {title: I, team: platforms, components: [op-node], networks: [eris]}
"""
OURS = """\
extends: promote:alphanet
applies_to: {networks: [eris]}
soak: 5d
by_hand: {roles: [feature], freshness: 7d}
requirements:
  - {id: ours, title: 'Messages [bold] arrive', why: w, remedy: r, source: s}
"""


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one extension, in which we stand."""
    (tmp_path / "gonogo.yaml").write_text(SETTINGS)
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "ours.yaml").write_text(OURS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(["policy", *words]) == code
    ended = capsys.readouterr()
    return ended.out if code == 0 else ended.err


def test_list_names_every_policy_and_extension(capsys: pytest.CaptureFixture[str]) -> None:
    """Shipped ones, and those of the workspace."""
    shown = told(capsys, "list")
    listed = json.loads(told(capsys, "list", "--json"))

    assert all(f"{name} " in shown for name in shipped_policy_names())
    assert "policies/ours.yaml: extends promote:alphanet on eris, adds 1" in shown
    assert [each["name"] for each in listed["policies"]] == [*shipped_policy_names()]
    assert listed["extensions"][0]["added"] == ["ours"]


def test_show_tells_numbers_what_they_buy_and_whose_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """For the network that is asked about."""
    there = told(capsys, "show", "promote:alphanet", "--network", "eris")
    elsewhere = told(capsys, "show", "promote:alphanet")

    assert "soak 5 days: faults that take up to 5 days to build up" in there
    assert "[policies/ours.yaml]" in there
    assert "ours: Messages [bold] arrive" in there
    assert "passes 5: failure rates above 45 % excluded" in there
    assert "policies/ours.yaml" not in elsewhere


def test_show_says_as_json_what_it_says_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Every requirement with its terms and its origin."""
    shown = json.loads(told(capsys, "show", "promote:betanet", "--json"))

    policy = shipped_policy("promote:betanet")
    rows = {row["id"]: row for row in shown["requirements"]}
    assert shown["digest"] == policy.digest
    assert set(rows) == {row.id for row in policy.requirements}
    passes = next(each for each in rows["nodes-answer"]["terms"] if each["key"] == "passes")
    assert passes == {
        "key": "passes",
        "value": "20",
        "buys": "failure rates above 14 % excluded, with 95 % confidence",
        "set_by": "promote:betanet (shipped)",
    }
    assert rows["audit-fixed"]["from"] == "promote:betanet (shipped)"


def test_diff_is_a_table_of_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Stricter, and what it buys; of a file too."""
    shown = told(capsys, "diff", "promote:alphanet", "promote:betanet")
    ours = told(capsys, "diff", "promote:alphanet", "policies/ours.yaml")
    as_json = json.loads(told(capsys, "diff", "promote:alphanet", "promote:betanet", "--json"))

    assert "failure rates above 14 % excluded, with 95 % confidence" in shown
    assert "Messages [bold] arrive" in ours
    assert {"key": "passes", "one": "5", "other": "20"}.items() <= next(
        each for each in as_json["differences"] if each["key"] == "passes"
    ).items()
    assert "ask for the same" in told(capsys, "diff", "rehearsal", "rehearsal")


def test_check_says_what_is_wrong_and_where(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 for what is wrong, and all of it at once."""
    right = told(capsys, "check")
    (workspace / "policies" / "lax.yaml").write_text(
        "extends: promote:betanet\nsoak: 1d\nvalidity: 9d\n"
    )

    wrong = told(capsys, "check", "policies/lax.yaml", code=2)

    assert "policies/ours.yaml: extends promote:alphanet on eris" in right
    assert "policies/lax.yaml:2:1 soak: must be at least 7 days" in wrong
    assert "policies/lax.yaml:3:1 validity: must be at most 3 days" in wrong


def test_check_without_anything_to_check_says_so(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is not a mistake here: what ships holds."""
    (workspace / "policies" / "ours.yaml").unlink()

    assert "the shipped policies hold as they are" in told(capsys, "check")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("show promote:gamanet", "there is no policy 'promote:gamanet'"),
        ("show promote:alphanet --network eriz", "did you mean 'eris'"),
        ("diff promote:alphanet promote:betanett", "Did you mean 'promote:betanet'?"),
        ("check nowhere.yaml", "there is no such file"),
        ("schema --output nowhere/x.json", "cannot be written"),
    ],
)
def test_what_is_not_there_is_told(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the nearest name where there is one."""
    assert said in told(capsys, *words.split(), code=2)


def test_schema_goes_to_a_file_or_to_stdout(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same text; and beside the policies it is no stray file."""
    shown = told(capsys, "schema")
    told(capsys, "schema", "--output", "policies/policy.schema.json")

    assert (workspace / "policies" / "policy.schema.json").read_text("utf-8") == shown
    assert json.loads(shown)["$defs"]["Row"]["properties"]["check"]["anyOf"][0]["enum"]
    assert "ours.yaml" in told(capsys, "check")
