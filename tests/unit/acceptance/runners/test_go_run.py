"""What a test binary is told."""

import pytest

from gonogo.acceptance import Task
from gonogo.acceptance.runners.go_run import arguments_of, pattern_of


@pytest.mark.parametrize(
    ("names", "pattern"),
    [
        (["TestFee"], "^TestFee$"),
        (["TestFee", "TestTip"], "^TestFee$|^TestTip$"),
        (["TestFee/gas_1"], "^TestFee$/^gas_1$"),
        (["TestFee/a.b|c"], r"^TestFee$/^a\.b\|c$"),
    ],
)
def test_a_pattern_chooses_exactly_what_is_named(names: list[str], pattern: str) -> None:
    """Each part is matched as a whole, and nothing in it means anything else."""
    assert pattern_of(names) == pattern


def test_a_whole_package_is_not_narrowed() -> None:
    """Without names there is no pattern, and the time is that of the task."""
    arguments = arguments_of(Task("001", "m/fees", timeout_seconds=90.0))

    assert "-test.timeout=90.000s" in arguments
    assert not any(word.startswith(("-test.run", "-test.skip")) for word in arguments)


def test_no_time_is_not_all_the_time() -> None:
    """Go takes a limit of nothing for no limit, so there is always a little."""
    assert "-test.timeout=0.001s" in arguments_of(Task("001", "m/fees", timeout_seconds=0.0))


def test_what_is_left_out_is_skipped() -> None:
    """Tests that are not to run are named to Go."""
    arguments = arguments_of(Task("001", "m/fees", leaves_out=("TestFlaky",)))

    assert "-test.skip=^TestFlaky$" in arguments


def test_flags_of_the_user_do_not_bring_back_caching() -> None:
    """What is ours comes last, where the last word counts."""
    arguments = arguments_of(Task("001", "m/fees"), ("-test.short", "-test.count=0"))

    assert arguments.index("-test.count=1") > arguments.index("-test.count=0")
    assert "-test.short" in arguments
