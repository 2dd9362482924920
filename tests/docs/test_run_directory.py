"""The page on what a run leaves has every file, key and event that there is."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gonogo.acceptance import Kind
from gonogo.cli.event_lines import event_document
from gonogo.evidence import Outcome
from gonogo.report.suites import FILES
from gonogo.report.suites.summary_json import calls_pieces, summary_pieces
from tests.unit.cli.test_event_lines import EVENTS
from tests.unit.report.suites import reports

PAGE = (Path(__file__).parents[2] / "docs" / "run-directory.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def words(section: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", SECTIONS[section]))


def keys_of(value: Any) -> set[str]:
    """Return all keys of a document, but for those that are names of figures or outcomes."""
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    if not isinstance(value, dict):
        return set()
    inner = [keys_of(each) for key, each in value.items() if key not in {"figures", "counts"}]
    return set(value).union(*inner)


@pytest.mark.parametrize("file", [*FILES, "plan.json", "journal.jsonl", "events.jsonl"])
def test_every_file_is_documented(file: str) -> None:
    """It has its row in the table."""
    assert f"| `{file}` |" in PAGE


def test_every_key_of_the_summary_is_documented() -> None:
    """Of the run, its gates and its tests."""
    document = json.loads(b"".join(summary_pieces(reports.of_all_sorts())))
    del document["calls"]

    assert keys_of(document) <= words("summary.json") | {"kind", "version"}
    assert {each.value for each in (*Outcome, *Kind)} <= words("summary.json")


def test_every_key_of_calls_is_documented() -> None:
    """With the lists that they are in."""
    document = json.loads(b"".join(calls_pieces(reports.of_all_sorts())))

    assert keys_of(document) - {"run"} <= words("calls.json")


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_is_documented(event: Any) -> None:
    """With all of its keys."""
    document = event_document(event)
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{document['event']}` |"))

    assert set(re.findall(r"`([^`]+)`", row.split("|")[2])) == set(document) - {"event"}
