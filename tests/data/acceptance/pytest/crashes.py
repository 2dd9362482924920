"""A test that breaks outside of any assertion."""


def test_breaks() -> None:
    """It looks up what is not there."""
    fees: dict[str, int] = {}
    assert fees["base"] > 0
