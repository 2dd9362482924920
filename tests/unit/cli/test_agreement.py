"""Nothing is signed unless somebody agreed."""

from gonogo.cli.agreement import require_agreement
from tests.unit.cli.asking import ran, refused


def test_a_yes_on_standard_input_is_no_agreement() -> None:
    """A pipe has no will."""
    assert refused(lambda: require_agreement("Sign?", is_given=False))


def test_a_yes_that_was_said_before_is_not_asked_again() -> None:
    """With `--yes`, also where nobody is there."""
    assert ran(lambda: require_agreement("Sign?", is_given=True)).output == "None\n"
