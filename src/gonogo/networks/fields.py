"""The kinds of values that stand in network files, with their known variety.

Chain ids come as numbers and as text, addresses quoted and unquoted, and an
empty string means the same as nothing. Each kind here accepts exactly that
variety and refuses the rest with a sentence. No message repeats a value.
"""

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_DIGITS = re.compile(r"[0-9]{1,77}")
_QUANTITY = re.compile(r"0[xX][0-9a-fA-F]{1,64}|[0-9]{1,77}")
_ADDRESS = re.compile(r"0[xX][0-9a-fA-F]{40}")
_PRIVATE_KEY = re.compile(r"(0[xX])?[0-9a-fA-F]{64}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LABEL_LENGTH = 200
_LARGEST_CHAIN_ID = 2**64 - 1
_LARGEST_PORT = 65535
ZERO_ADDRESS = "0x" + "00" * 20


class Record(BaseModel):
    """A mapping with a closed set of keys: any other is a mistake and is told."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, hide_input_in_errors=True
    )


def _text(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value


def _chain_id(value: Any) -> int:
    # The exact type, since `true` is an integer to Python and no chain id to anybody.
    number = value if type(value) is int else -1
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        number = int(value)
    if not 0 < number <= _LARGEST_CHAIN_ID:
        message = "is not a chain id: a whole number above 0, in digits"
        raise ValueError(message)
    return number


def _quantity(value: Any) -> str | None:
    text = _text(str(value) if type(value) is int else value)
    if text is None:
        return None
    if not isinstance(text, str) or not _QUANTITY.fullmatch(text):
        message = "is not a number"
        raise ValueError(message)
    return text.lower()


def _address(value: Any) -> str | None:
    text = _text(value)
    # Deployers write address zero for what they did not deploy.
    if text is None or text == ZERO_ADDRESS:
        return None
    if not isinstance(text, str) or not _ADDRESS.fullmatch(text):
        message = "is not an address: 0x and 40 hexadecimal digits"
        raise ValueError(message)
    return text.lower()


def _private_key(value: Any) -> str | None:
    text = _text(value)
    if text is None:
        return None
    if not isinstance(text, str) or not _PRIVATE_KEY.fullmatch(text):
        message = "is not a private key: 64 hexadecimal digits"
        raise ValueError(message)
    return "0x" + text.lower().removeprefix("0x")


def _name(value: Any) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        message = "is not a name: up to 100 letters, digits, dots, dashes and underscores"
        raise ValueError(message)
    return value


def _label(value: Any) -> Any:
    if isinstance(value, str) and not (
        0 < len(value) <= _LABEL_LENGTH and value.isprintable() and value.strip() == value
    ):
        message = "is not a name: one line of printable characters"
        raise ValueError(message)
    return value


def _flag(value: Any) -> bool | None:
    if value is None or type(value) is bool:
        return value
    if isinstance(value, str) and value in ("", "true", "false"):
        return value == "true" if value else None
    message = "is neither true nor false"
    raise ValueError(message)


def _port(value: Any) -> int | None:
    number = int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value
    if number is None or (type(number) is int and 0 <= number <= _LARGEST_PORT):
        return number or None
    message = "is not a port: a number up to 65535"
    raise ValueError(message)


def _nothing_is(empty: type) -> BeforeValidator:
    return BeforeValidator(lambda value: empty() if value is None else value)


Text = Annotated[str | None, BeforeValidator(_text)]
"""Text; None when nothing or an empty string was written."""

ChainId = Annotated[int, BeforeValidator(_chain_id)]
"""A chain id, written as a number or as its digits in quotes."""

Quantity = Annotated[str | None, BeforeValidator(_quantity)]
"""A number as the text of its digits, decimal or hexadecimal in lower case."""

Address = Annotated[str | None, BeforeValidator(_address)]
"""An address in lower case; None for nothing, an empty string and address zero."""

PrivateKey = Annotated[str | None, BeforeValidator(_private_key), Field(repr=False)]
"""A private key in lower case with 0x; never part of a representation."""

Name = Annotated[str, BeforeValidator(_name)]
"""A name that may become part of a path of ours, and so cannot climb out of it."""

Label = Annotated[str, BeforeValidator(_label)]
"""What operators call a part of a network; shown, never used as a path."""

Flag = Annotated[bool | None, BeforeValidator(_flag)]
"""True or false, quoted or not; None when nothing was written."""

Port = Annotated[int | None, BeforeValidator(_port)]
"""A port; None when nothing or 0 was written."""

EmptyAsNone = BeforeValidator(_text)
NullAsEmptyDict = _nothing_is(dict)
NullAsEmptyList = _nothing_is(list)
