"""Exit codes say what the verdict says."""

import pytest

from gonogo.cli.exit_code import ExitCode, of_verdict
from gonogo.readiness import Verdict


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict.GO, 0),
        (Verdict.NO_GO, 1),
        (Verdict.HOLD, 3),
        (Verdict.CONDITIONAL, 4),
    ],
)
def test_each_verdict_has_its_number(verdict: Verdict, code: int) -> None:
    """Scripts rely on these numbers."""
    assert of_verdict(verdict) == code


def test_every_verdict_has_a_code() -> None:
    """A verdict that is added later is not forgotten here."""
    assert len({of_verdict(verdict) for verdict in Verdict}) == len(Verdict)


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (ExitCode.USAGE, 2),
        (ExitCode.FAULT, 5),
        (ExitCode.HUNG_UP, 129),
        (ExitCode.INTERRUPTED, 130),
        (ExitCode.UNREAD, 141),
        (ExitCode.TERMINATED, 143),
    ],
)
def test_other_endings_keep_their_number(code: ExitCode, number: int) -> None:
    """Usage, faults and interruption are told apart from every verdict."""
    assert code == number
