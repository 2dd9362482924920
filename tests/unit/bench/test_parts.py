"""The names of what can be broken."""

import pytest

from gonogo.bench import Part, parse_part
from gonogo.bench.errors import UnknownPartError


@pytest.mark.parametrize("part", Part)
def test_every_part_has_a_name_and_a_visible_effect(part: Part) -> None:
    """Whoever breaks a part is told what will show."""
    assert parse_part(part.value) is part
    assert part.effect


@pytest.mark.parametrize(
    ("word", "nearest"), [("batchr", "batcher"), ("Sequencer", "sequencer"), ("zzz", None)]
)
def test_a_slip_is_answered_with_the_nearest_part(word: str, nearest: str | None) -> None:
    """An unknown part is refused, and all known ones are named."""
    with pytest.raises(UnknownPartError) as refused:
        parse_part(word)

    assert refused.value.nearest == nearest
    assert "funds" in (refused.value.hint or "")
