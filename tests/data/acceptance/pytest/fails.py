"""A test that fails, beside one that passes."""


def test_wrong() -> None:
    """The fee is not what it should be."""
    fee = 3
    assert fee == 4, f"the fee is {fee} and should be 4"


def test_right() -> None:
    """It is, here."""
