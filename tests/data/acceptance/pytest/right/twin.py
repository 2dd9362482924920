"""A test with the name of another."""


def test_twin() -> None:
    """The right one fails."""
    raise AssertionError
