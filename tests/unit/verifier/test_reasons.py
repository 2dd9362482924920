"""Every reason is documented, in the same words."""

from pathlib import Path

from gonogo.verifier import Reason, ReasonCode, Verification
from gonogo.verifier.command import exit_code

PAGE = Path(__file__).parents[3] / "docs" / "verify-reasons.md"


def test_page_lists_exactly_the_reasons() -> None:
    """The page has a row for each code, in order, with its sentence and exit code."""
    rows = [line.split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| `")]

    documented = [(row[0][3:-1], row[1], int(row[-1].rstrip(" |"))) for row in rows]

    assert documented == [
        (code.value, code.sentence, int(exit_code(Verification(reasons=(Reason.about(code),)))))
        for code in ReasonCode
    ]
