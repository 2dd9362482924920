"""What may stand after single keys of a policy file."""

import pytest
from pydantic import TypeAdapter, ValidationError

from gonogo.readiness.policy_values import Duration, Identifier, Level, ParameterText, WindowText


@pytest.mark.parametrize(("written", "seconds"), [("once", 0.0), ("12s", 12.0), ("30m", 1800.0)])
def test_a_window_is_a_duration_or_once(written: str, seconds: float) -> None:
    """What is over as soon as it is seen has no length."""
    assert TypeAdapter(WindowText).validate_python(written) == seconds


@pytest.mark.parametrize("written", ["once", "0s", "0.000m", "", "12", 12, 12.0, None, True])
def test_a_freshness_is_longer_than_nothing(written: object) -> None:
    """A number without a unit is no duration, and nothing is seen in no time."""
    with pytest.raises(ValidationError):
        TypeAdapter(Duration).validate_python(written)


@pytest.mark.parametrize(
    ("written", "text"), [(5, "5"), (0.8, "0.8"), (True, "true"), (False, "false"), ("a", "a")]
)
def test_a_parameter_is_kept_as_text(written: object, text: str) -> None:
    """Evidence carries it so, and the check reads it again by its own types."""
    assert TypeAdapter(ParameterText).validate_python(written) == text


@pytest.mark.parametrize("written", ["", None, [], {}, "x" * 201])
def test_a_parameter_says_something(written: object) -> None:
    """An empty limit is none, and would be kept by every network."""
    with pytest.raises(ValidationError):
        TypeAdapter(ParameterText).validate_python(written)


@pytest.mark.parametrize("written", ["", "A", "a b", "a\n", "-a", "a/b", "x" * 101])
def test_identifiers_are_small(written: str) -> None:
    """They stand in file names, commands and messages."""
    with pytest.raises(ValidationError, match="small letters"):
        TypeAdapter(Identifier).validate_python(written)


@pytest.mark.parametrize("written", ["", "own", "OWN LEVEL", "_OWN", "OWN\n"])
def test_levels_are_capitals(written: str) -> None:
    """A level is told apart from a verdict at a glance."""
    with pytest.raises(ValidationError, match="capitals"):
        TypeAdapter(Level).validate_python(written)
