"""A test with the name of another."""


def test_twin() -> None:
    """The left one passes."""
