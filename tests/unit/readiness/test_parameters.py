"""Comparing thresholds that were used with those that are asked for."""

import pytest

from gonogo.readiness.parameters import Parameters, difference, normalised


@pytest.mark.parametrize(
    ("used", "asked"),
    [
        ((), ()),
        ((("gap", "5"),), (("gap", "5.0"),)),
        ((("a", "1"), ("b", "x")), (("b", "x"), ("a", "1"))),
        ((("wei", "100000000000000000"),), (("wei", "100000000000000000"),)),
        ((("gap", "-0"),), (("gap", "0.000"),)),
    ],
)
def test_equal(used: Parameters, asked: Parameters) -> None:
    """Order and the spelling of a number make no difference."""
    assert difference(used, asked) == ""


@pytest.mark.parametrize(
    ("used", "asked", "words"),
    [
        ((("gap", "10"),), (("gap", "5"),), "gap 10 where 5 is asked"),
        ((), (("gap", "5"),), "gap not given where 5 is asked"),
        ((("gap", "5"),), (), "gap 5 where none is asked"),
        ((("a", "1"), ("b", "2")), (("a", "2"), ("b", "1")), "a 1 where 2 is asked, b 2 where 1"),
        ((("gap", "5e0"),), (("gap", "5"),), "gap 5e0 where 5 is asked"),
        ((("wei", "1" + "0" * 40),), (("wei", "1" + "0" * 39 + "1"),), "wei 1"),
    ],
)
def test_different(used: Parameters, asked: Parameters, words: str) -> None:
    """Every difference is told, and nothing that is not surely equal is equal."""
    assert words in difference(used, asked)


def test_normalised_numbers_are_plain() -> None:
    """A number keeps its digits: no exponent, no needless zeros."""
    assert normalised((("b", "100.00"), ("a", "0.50"))) == (("a", "0.5"), ("b", "100"))
