"""What acts of each kind say: exactly the keys of the format, and nothing nearly so."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gonogo import digest
from gonogo.people import ActKind
from gonogo.record import (
    BODIES,
)
from tests.unit.record.example import DIGEST
from tests.unit.record.measured import ended

FORMAT = Path(__file__).parents[3] / "docs" / "record-format.md"


def test_every_kind_has_a_body() -> None:
    """No kind can be signed of which nobody knows what it says."""
    assert set(BODIES) == set(ActKind)


@pytest.mark.parametrize("kind", list(ActKind))
def test_the_keys_are_those_of_the_format(kind: ActKind) -> None:
    """The page that others write a reader from names the keys that there are."""
    rows = [line for line in FORMAT.read_text().splitlines() if f"`{kind.value}`" in line]
    described = next(line for line in rows if line.startswith("| `")).split(" | ")[1]
    # Keys of values inside are within brackets.
    outer = re.sub(r"[\[{].*?[\]}]+\]?", "", re.sub(r"\[\{.*?\}\]", "", described))
    named = set(re.findall(r"`(\w+)`", outer))

    assert {field.encode_name for field in msgspec.structs.fields(BODIES[kind])} == named


@pytest.mark.parametrize(
    "change",
    [
        {"state": "alive"},
        {"more": 1},
        {"is_void": 0},
        {"evidence": [{}]},
        {"deployment": {"network": "alpha", "candidate": DIGEST}},
        {"unknown_facts": "chain.901.id"},
    ],
)
def test_a_body_of_another_form_is_none(change: dict[str, Any]) -> None:
    """Nothing is filled in, skipped or guessed."""
    value = {**json.loads(digest.canonical_json(ended())), **change}

    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(digest.canonical_json(value), type=BODIES[ActKind.RUN_ENDED])
