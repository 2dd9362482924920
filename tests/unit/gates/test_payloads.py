"""What transactions carry in tests about fees."""

from gonogo.gates.payloads import payloads
from gonogo.protocol import fastlz_size


def test_data_of_tests_is_of_several_kinds() -> None:
    """Some is charged the least there is, some compresses, and some does not."""
    sizes = {kind: (len(data), fastlz_size(data)) for kind, data in payloads().items()}

    assert sizes["no data"] == (0, 0)
    assert sizes["zeros"][1] < 30
    assert sizes["data that does not compress"][1] > sizes["data that does not compress"][0]
    assert sizes["data that repeats"][1] < sizes["data that repeats"][0] / 2


def test_it_is_the_same_in_every_run() -> None:
    """A fee that was wrong yesterday is wrong in the same way today."""
    assert payloads() == payloads()
