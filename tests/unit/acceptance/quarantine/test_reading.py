"""Quarantine files, read with every mistake at its place."""

from datetime import date
from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest
from gonogo.acceptance.quarantine import parse_quarantine, read_quarantine
from gonogo.documents import DocumentError, Place

GOOD = """\
quarantine:
  - package: example.org/base
    name: TestTransfer
    owner: protocol
    reason: waits for one block only
    until: 2026-12-24
"""


def test_an_entry_is_read() -> None:
    """What is not said has its default, and the entry knows where it stands."""
    (entry,) = parse_quarantine(GOOD, "quarantine.yaml")

    assert entry.test == NamedTest("example.org/base", "TestTransfer")
    assert (entry.owner, entry.reason) == ("protocol", "waits for one block only")
    assert (entry.until, entry.exit, entry.link) == (date(2026, 12, 24), 20, "")
    assert entry.place == Place(2, 5)


def test_exit_and_link_are_read() -> None:
    """Both can be said."""
    (entry,) = parse_quarantine(GOOD + "    exit: 59\n    link: https://x/7\n", "q")

    assert (entry.exit, entry.link) == (59, "https://x/7")


def test_an_empty_list_puts_nothing_into_quarantine() -> None:
    """A team that mended everything keeps its file."""
    assert parse_quarantine("quarantine: []\n", "q") == ()


def test_one_name_in_two_packages_is_two_tests() -> None:
    """Each has its own entry."""
    other = GOOD.partition("\n")[2].replace("/base", "/other")

    assert len(parse_quarantine(GOOD + other, "q")) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("owner: protocol", "ownr: protocol", "q:4:5 quarantine.0.ownr: unknown key (did you"),
        ("owner: protocol\n", "link: x\n", "quarantine.0.owner: is required and is missing"),
        ("    until: 2026-12-24\n", "", "quarantine.0.until: is required and is missing"),
        ("    reason: waits for one block only\n", "", "reason: is required and is missing"),
        ("    name: TestTransfer\n", "", "quarantine.0.name: is required and is missing"),
        ("owner: protocol", "owner: '  '", "q:4:12 quarantine.0.owner: must not be empty"),
        ("owner: protocol", "owner:", "owner: is empty, where text is expected"),
        ("2026-12-24", "2026-02-30", "q:6:12 quarantine.0.until: is a day that no calendar has"),
        ("2026-12-24", "tomorrow", "until: must be a day, such as 2026-12-24"),
        ("2026-12-24", "2026-12-24T00:00:00Z", "until: must be a day"),
        ("2026-12-24", "20261224", "until: must be a day"),
        ("TestTransfer", "TestTransfer/of_much", "name: is a subtest; only a test as a whole"),
        ("TestTransfer", "''", "quarantine.0.name: must not be empty"),
        ("until:", "exit: 0\n    until:", "quarantine.0.exit: "),
        ("until:", "exit: '20'\n    until:", "quarantine.0.exit: "),
        ("until:", "exit: true\n    until:", "quarantine.0.exit: "),
        ("quarantine:", "quarantined:", "unknown key (did you mean 'quarantine'?)"),
    ],
)
def test_mistakes_are_refused(old: str, new: str, told: str) -> None:
    """Whatever is misspelt, missing or meaningless puts nothing into quarantine."""
    with pytest.raises(DocumentError) as caught:
        parse_quarantine(GOOD.replace(old, new, 1), "q")

    assert told in caught.value.message


def test_all_mistakes_are_told_at_once() -> None:
    """Nobody mends one only to meet the next."""
    text = GOOD.replace("owner:", "ownr:").replace("2026-12-24", "soon")

    with pytest.raises(DocumentError) as caught:
        parse_quarantine(text, "q")

    assert len(caught.value.problems) == 3


def test_a_test_has_one_entry() -> None:
    """Of two, nobody would know which counts."""
    with pytest.raises(DocumentError, match=r"q:8:11 quarantine\.1\.name: .* line 2"):
        parse_quarantine(GOOD + GOOD.partition("\n")[2], "q")


@pytest.mark.parametrize("text", ["", "- a\n", "quarantine:\n", "quarantine: {}\n", "\t"])
def test_what_is_no_quarantine_file_is_refused(text: str) -> None:
    """An empty file is a mistake, and not an empty quarantine."""
    with pytest.raises(DocumentError):
        parse_quarantine(text, "q")


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    """A misspelt path does not read as nothing in quarantine."""
    with pytest.raises(DocumentError, match="there is no such file"):
        read_quarantine(tmp_path / "quarantine.yaml")
