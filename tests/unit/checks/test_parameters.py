"""Parameters from text."""

import pytest

from gonogo.checks import CATALOG, Check, ParameterError, parameters_from_text
from gonogo.checks.catalog.safe_head_advances import Parameters

SAFE_HEAD = CATALOG["safe_head_advances"]


def test_defaults_hold_where_nothing_is_said() -> None:
    """No pairs give the defaults."""
    assert parameters_from_text(SAFE_HEAD, ()) == Parameters()


def test_values_are_converted() -> None:
    """Text becomes the type of the parameter."""
    given = parameters_from_text(SAFE_HEAD, [("longest_stall_seconds", " 12.5 ")])
    pending = parameters_from_text(CATALOG["batcher_pending_transactions"], [("most_pending", "2")])

    assert given == Parameters(longest_stall_seconds=12.5)
    assert pending.most_pending == 2


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("longest_stal_seconds", "3", "did you mean 'longest_stall_seconds'"),
        ("anything", "3", "there is no such parameter"),
        ("longest_stall_seconds", "soon", "is not a number"),
        ("longest_stall_seconds", "", "is not a number"),
        ("longest_stall_seconds", "-1", "negative"),
        ("longest_stall_seconds", "inf", "without end"),
        ("longest_stall_seconds", "nan", "without end"),
        ("longest_stall_seconds", "1e400", "without end"),
    ],
)
def test_bad_values_are_refused(name: str, text: str, words: str) -> None:
    """A limit that every network keeps, or that is none, is an error with a hint."""
    with pytest.raises(ParameterError, match=words) as refused:
        parameters_from_text(SAFE_HEAD, [(name, text)])

    assert "longest_stall_seconds" in (refused.value.hint or "")


def test_a_whole_number_is_asked_for() -> None:
    """A count has no fraction."""
    with pytest.raises(ParameterError, match="whole number"):
        parameters_from_text(CATALOG["transaction_included"], [("most_blocks", "1.5")])


def test_a_parameter_given_twice_is_refused() -> None:
    """Of two values for one parameter neither is right."""
    twice = [("longest_stall_seconds", "1"), ("longest_stall_seconds", "2")]

    with pytest.raises(ParameterError, match="given twice"):
        parameters_from_text(SAFE_HEAD, twice)


@pytest.mark.parametrize("check", CATALOG.values(), ids=lambda check: check.id)
def test_every_check_takes_its_defaults(check: Check) -> None:
    """Every check can be judged without a word about parameters."""
    assert isinstance(parameters_from_text(check, ()), check.parameters)
