"""The kinds of values in network files, with the variety that is accepted and no more."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError, create_model

from gonogo.networks.fields import (
    ZERO_ADDRESS,
    Address,
    ChainId,
    Flag,
    Label,
    Name,
    Port,
    PrivateKey,
    Quantity,
    Record,
    Text,
)

ADDRESS = "0x" + "Ab" * 20
KEY = "AB" * 32


def held(kind: Any, written: object) -> BaseModel:
    """Return a mapping that holds a value of this kind, as a file would give it."""
    return create_model("Held", __base__=Record, value=(kind, ...)).model_validate(
        {"value": written}
    )


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (ChainId, 901, 901),
        (ChainId, "901", 901),
        (ChainId, " 901 ", 901),
        (Address, ADDRESS, ADDRESS.lower()),
        (Address, "", None),
        (Address, None, None),
        (Address, ZERO_ADDRESS, None),
        (PrivateKey, KEY, "0x" + KEY.lower()),
        (PrivateKey, "0x" + KEY, "0x" + KEY.lower()),
        (PrivateKey, "", None),
        (Quantity, 5, "5"),
        (Quantity, "0xAB", "0xab"),
        (Quantity, " ", None),
        (Flag, "true", True),
        (Flag, False, False),
        (Flag, "", None),
        (Port, "8545", 8545),
        (Port, 0, None),
        (Text, "  ", None),
        (Text, " a ", "a"),
    ],
)
def test_known_variety_has_one_meaning(kind: object, written: object, meant: object) -> None:
    """Quoted or not, empty or absent: the same thing is read as the same value."""
    assert held(kind, written).model_dump() == {"value": meant}


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (ChainId, 0),
        (ChainId, -1),
        (ChainId, True),
        (ChainId, 9.01),
        (ChainId, "0x385"),
        (ChainId, 2**64),
        (ChainId, None),
        (Address, "0x" + "ab" * 19),
        (Address, 0xAB),
        (Address, "ab" * 20),
        (PrivateKey, KEY[:-1]),
        (Quantity, -1),
        (Quantity, True),
        (Quantity, "1e3"),
        (Flag, 1),
        (Flag, "yes"),
        (Port, 65536),
        (Port, -1),
        (Port, True),
        (Name, "../x"),
        (Name, ""),
        (Name, "a b"),
        (Name, "x" * 101),
        (Label, " a"),
        (Label, "a\x1b[31m"),
        (Label, ""),
    ],
)
def test_everything_else_is_refused(kind: object, written: object) -> None:
    """What nobody is known to write is a mistake, and never read as something near."""
    with pytest.raises(ValidationError):
        held(kind, written)


def test_a_key_is_not_repeated() -> None:
    """Neither a refusal nor a representation shows it."""
    with pytest.raises(ValidationError) as refused:
        held(PrivateKey, "hunter2")

    assert "hunter2" not in str(refused.value)
    assert KEY.lower() not in repr(held(PrivateKey, KEY))
