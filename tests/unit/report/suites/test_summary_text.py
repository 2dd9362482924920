"""The run as text: a tree with marks, fit for a terminal whatever is in it."""

from gonogo.report.suites import summary_lines
from tests.unit.report.suites import reports


def test_the_tree_has_gates_suites_tests_and_subtests() -> None:
    """Each stands below what it belongs to, with its mark and time."""
    lines = list(summary_lines(reports.of_all_sorts()))

    at = lines.index("  suite arithmetic")
    assert lines[at : at + 4] == [
        "  suite arithmetic",
        "    example.org/tests/fees",
        "      ✓ TestFees  (fees)  1.5 s",
        "        ✓ legacy  1.5 s",
    ]
    assert "? gate isthmus on eris-0: the disk was full" in lines
    assert "✓ gate base on eris-0: 2 tests passed" in lines


def test_what_did_not_pass_says_why() -> None:
    """Its kind stands beside its name, and its message below."""
    text = "\n".join(summary_lines(reports.of_all_sorts()))

    assert "? TestCut  [interrupted]  (fees)  1.5 s\n        cut off" in text
    assert "? TestNever  [never-ran]" in text
    assert "left out by flake-shake: example.org/tests/fees:TestFlaky" in text


def test_nothing_moves_a_cursor() -> None:
    """Names and messages of whoever wishes ill are printable lines."""
    assert all(line.isprintable() for line in summary_lines(reports.hostile()))
