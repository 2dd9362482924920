"""A test that is never run."""


def test_never_runs() -> None:
    """It would pass."""
