"""Names and ids that must tell things apart."""

from collections.abc import Sequence

import pytest

from gonogo.documents import DocumentError, parse_yaml
from gonogo.networks.repeats import Path, refuse_repeats

DOCUMENT = parse_yaml("- a\n- b\n- a\n- ~\n- ~\n- a\n", "file")

Group = Sequence[tuple[Path, object]]


def group(*positions: int) -> Group:
    return [((position,), DOCUMENT.value[position]) for position in positions]


def test_every_repetition_is_told_with_what_it_repeats() -> None:
    """All of them at once, each pointing at the first."""
    with pytest.raises(DocumentError) as refused:
        refuse_repeats(DOCUMENT, [group(0, 1, 2, 3, 4, 5)])

    assert refused.value.message.splitlines() == [
        "file:3:3 2: is the same as at 1:3, and must tell them apart",
        "file:6:3 5: is the same as at 1:3, and must tell them apart",
    ]


@pytest.mark.parametrize("groups", [[], [[]], [group(0, 1)], [group(0), group(2)], [group(3, 4)]])
def test_what_is_apart_is_left_alone(groups: Sequence[Group]) -> None:
    """Each group for itself, and what was not said is no repetition."""
    refuse_repeats(DOCUMENT, groups)
