"""The tables of a report on a release: what must not be overlooked stands in its cell."""

from dataclasses import replace
from typing import Any

import pytest

from gonogo.report.deadlines import Deadline
from gonogo.report.release_entries import (
    AttachmentEntry,
    FeatureEntry,
    FeaturePass,
    ManualEntry,
    RunEntry,
)
from gonogo.report.release_tables import (
    deadline_table,
    feature_table,
    finding_cards,
    ledger_table,
    manual_table,
    near_table,
    run_table,
    untested_table,
    waiver_table,
)
from gonogo.report.sheet import Card, Table, written
from gonogo.report.untested import KIND_WORDS, Untested
from tests.unit.report.listed import HOUR, NOW, PLAN, finding, waiver

RUN = RunEntry(
    id="run-1",
    number=1,
    by="lab-1",
    policy="p",
    started_at=NOW,
    ended_at=NOW + HOUR,
    state="finished",
    is_elsewhere=False,
    longest_window_seconds=60.0,
    outcomes=(("passed", 2),),
)
BY_HAND = ManualEntry(
    act="act-1",
    requirement="drill",
    chain=None,
    outcome="passed",
    note="I looked",
    by="Ada",
    roles=("platforms",),
    at=NOW,
    is_elsewhere=False,
    attachments=(),
)
PASS = FeaturePass(
    transition="promote:alphanet",
    network="eris",
    versions=(("op-node", "1.0"),),
    at=NOW,
    determination="act-1",
    is_pass=True,
    why_not=(),
)
FEATURE = FeatureEntry("interop", "Interop", "core", (("op-node", "1.0"),), (PASS,))


def cells(blocks: Any) -> list[str]:
    """Return the cells of the only row of the only table."""
    (table,) = blocks
    assert isinstance(table, Table)
    (row,) = table.rows
    assert len(row) == len(table.head)
    return [written(cell) for cell in row]


def card(**changes: object) -> dict[str, str]:
    (found,) = finding_cards([finding(**changes)])
    assert isinstance(found, Card)
    return {"word": found.word} | {name: written(text) for name, text in found.rows}


@pytest.mark.parametrize(
    "table",
    [
        waiver_table,
        manual_table,
        untested_table,
        near_table,
        deadline_table,
        feature_table,
        ledger_table,
        run_table,
        finding_cards,
    ],
)
def test_of_nothing_there_is_no_table(table: Any) -> None:
    """The section says that there is none."""
    assert list(table(())) == []


def test_a_finding_says_what_nobody_told() -> None:
    """A missing impact or owner is no small thing."""
    told = card()

    assert told["Impact"] == "nobody told what it would have meant on mainnet"
    assert told["Team"] == "nobody owns it yet"
    assert "Where" not in told


def test_a_finding_says_how_it_weighs() -> None:
    """Claimed is not resolved, and resolved is nothing."""
    assert card(care="claimed")["Weighs"].startswith("conditional; claimed to be mended")
    assert card(state="resolved", weight="none")["Weighs"] == "nothing: it is resolved"
    assert "on another deployment" in card(is_elsewhere=True)["Where"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "restart it; fred, due 2026-03-04; accepted; no drill, because it cannot be"),
        ({"state": "past due"}, "past due"),
        ({"drill": "act-7"}, "drill act-7"),
    ],
)
def test_a_plan_says_whether_it_is_one(changes: dict[str, Any], words: str) -> None:
    """With its state, and whether it was ever tried."""
    assert words in card(plan=replace(PLAN, **changes))["Plan"]


def test_a_waiver_without_a_chain_is_of_every_chain() -> None:
    """And its state stands right beside it."""
    assert cells(waiver_table([waiver()]))[:2] == ["peers\nevery chain", "in force"]
    assert cells(waiver_table([waiver(chain="c-1")]))[0] == "peers\nc-1"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "on this one"),
        ({"is_elsewhere": True}, "on another deployment"),
        ({"roles": ()}, "Ada (no role now)"),
        ({"attachments": (AttachmentEntry("log.txt", "sha256:aa", 1234),)}, "log.txt"),
    ],
)
def test_what_was_tested_by_hand_says_where_and_by_whom(
    changes: dict[str, Any], words: str
) -> None:
    """A result of another deployment must not read as one of this."""
    assert words in " ".join(cells(manual_table([replace(BY_HAND, **changes)])))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"by": ""}, "nobody"),
        ({"ended_at": None, "state": "unfinished"}, "never"),
        ({"is_elsewhere": True}, "finished, on another deployment"),
        ({"longest_window_seconds": None, "outcomes": ()}, "nothing seen"),
    ],
)
def test_a_run_says_what_it_lacks(changes: dict[str, Any], words: str) -> None:
    """Signature, end, place and evidence."""
    assert words in cells(run_table([replace(RUN, **changes)]))


def test_what_was_not_tested_comes_by_its_kind_with_its_meaning() -> None:
    """In the order of kinds, each with how many there are."""
    given = [Untested(kind, "a", "A", "c-1", "why") for kind in reversed(KIND_WORDS)]

    tables = [table for table in untested_table(given) if isinstance(table, Table)]

    assert [table.caption.split(" (1)")[0].lower() for table in tables] == list(KIND_WORDS)
    for table, meaning in zip(tables, KIND_WORDS.values(), strict=True):
        assert table.caption.endswith(meaning)


def test_what_is_over_says_so() -> None:
    """And what is not, does not."""
    assert cells(deadline_table([Deadline(NOW, "it ends", is_over=True)]))[-1] == "over"
    assert cells(deadline_table([Deadline(NOW, "it ends", is_over=False)]))[-1] == ""


def test_a_version_that_nobody_says_is_told() -> None:
    """A blank would read as if none were needed."""
    unknown = replace(FEATURE, versions=(("op-node", None),))

    assert cells(feature_table([unknown]))[-1] == "op-node (nobody says)"


def test_a_line_of_the_ledger_that_is_no_pass_says_why() -> None:
    """With everything that speaks against it."""
    refused = replace(PASS, is_pass=False, why_not=("it expired", "it was revoked"))

    assert cells(ledger_table([FEATURE]))[-1] == "yes"
    assert cells(ledger_table([replace(FEATURE, passed=(refused,))]))[-1] == (
        "no\nit expired\nit was revoked"
    )
