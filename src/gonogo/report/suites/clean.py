"""The last line before anything is written for readers: no secret, nothing unseen, valid text.

What tests print is redacted as it is heard. This is for everything else, and for whatever went
past that: names, reasons, owners, faults. What cannot be seen is written out here, for all
formats at once: a CI server, an editor or a terminal would let it turn a line around.

It works on values and not on files, so that a secret which happens to be a word of a format
cannot break the format.
"""

import dataclasses
import enum
from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from gonogo.acceptance.stream import Redactor
from gonogo.printable import spelt_out

_Value = TypeVar("_Value")


class Cleaning:
    """Takes secrets out of values, whatever they are made of."""

    def __init__(self, secrets: Collection[str]) -> None:
        self._redactor = Redactor(secrets)

    def bytes(self, data: bytes) -> bytes:
        """Return some bytes without secrets."""
        return self._redactor.redact(data)

    def text(self, text: str) -> str:
        """Return a text without secrets, halves of characters, and what cannot be seen."""
        clean = self._redactor.redact(text.encode("utf-8", "replace")).decode("utf-8", "replace")
        shown = spelt_out(clean)
        # Most texts have nothing to hide and are valid, and so stay the same object.
        return text if shown == text else shown

    def value(self, value: _Value) -> _Value:
        """Return a value of which every text is clean; it stays the same where all are."""
        return self._clean(value)  # type: ignore[no-any-return]

    def _clean(self, value: Any) -> Any:
        if isinstance(value, enum.Enum) or value is None:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self._clean(each) for each in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._clean_fields(value)
        return value

    def _clean_fields(self, value: Any) -> Any:
        changed = {}
        for field in dataclasses.fields(value):
            before = getattr(value, field.name)
            # Most of what there is are places in a file and times, and no text is in these.
            if isinstance(before, int | float | datetime) or field.name == "log":
                continue
            after = self._clean(before)
            if after is not before and after != before:
                changed[field.name] = after
        return dataclasses.replace(value, **changed) if changed else value
