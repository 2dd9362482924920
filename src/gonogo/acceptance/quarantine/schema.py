"""Every key that a quarantine file may have; any other is a mistake and is told."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.quarantine.entry import STRAIGHT_PASSES_TO_LEAVE

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_TEXT = 1000
_MOST_PASSES = 10_000


def _day(value: Any) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            message = "is a day that no calendar has"
            raise ValueError(message) from None
    message = "must be a day, such as 2026-12-24"
    raise ValueError(message)


def _top_level(value: Any) -> Any:
    # A part in quarantine would excuse what its test as a whole came to.
    if isinstance(value, str) and SUBTEST in value:
        message = "is a subtest; only a test as a whole can be in quarantine"
        raise ValueError(message)
    return value


def _said(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]
Said = Annotated[str, Field(min_length=1, max_length=_LONGEST_TEXT), BeforeValidator(_said)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class EntryRecord(_Closed):
    """One test in quarantine."""

    package: Said
    name: Annotated[Said, BeforeValidator(_top_level)]
    owner: Said
    reason: Said
    until: Day
    exit: Annotated[int, Field(ge=1, le=_MOST_PASSES, strict=True)] = STRAIGHT_PASSES_TO_LEAVE
    link: str = ""


class QuarantineFile(_Closed):
    """The whole file."""

    quarantine: list[EntryRecord]
