"""SSH's wire encoding."""

import pytest

from gonogo.record.wire import Fields, WireError, string


def test_fields_come_in_turn() -> None:
    """Each field is taken once, and then nothing is left."""
    fields = Fields(string(b"one") + string(b"") + string(b"\x05"))

    assert (fields.string(), fields.string(), fields.number()) == (b"one", b"", 5)
    fields.end()


@pytest.mark.parametrize("content", [b"", b"\x00\x00\x00", b"\x00\x00\x00\x02a", b"\xff" * 4])
def test_what_is_cut_off_is_refused(content: bytes) -> None:
    """A length that goes beyond the end takes nothing."""
    with pytest.raises(WireError):
        Fields(content).string()


@pytest.mark.parametrize("field", [b"", b"\x00", b"\x00\x05", b"\xff", b"\x80"])
def test_a_number_has_one_form(field: bytes) -> None:
    """Needless zeros, negative numbers and nothing are refused."""
    with pytest.raises(WireError):
        Fields(string(field)).number()


def test_nothing_may_follow() -> None:
    """What goes on behind its end is refused."""
    with pytest.raises(WireError):
        Fields(b"a").end()
