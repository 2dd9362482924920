"""The last line before anything is written for readers: no secret in it, and valid text.

What tests print is redacted as it is heard. This is for everything else, and for whatever went
past that: names, reasons, owners, faults. It works on values and not on files, so that a
secret which happens to be a word of a format cannot break the format.
"""

import dataclasses
import enum
from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from gonogo.acceptance.stream import Redactor

_Value = TypeVar("_Value")


class Cleaning:
    """Takes secrets out of values, whatever they are made of."""

    def __init__(self, secrets: Collection[str]) -> None:
        self._redactor = Redactor(secrets)

    def bytes(self, data: bytes) -> bytes:
        """Return some bytes without secrets."""
        return self._redactor.redact(data)

    def text(self, text: str) -> str:
        """Return a text without secrets, and without halves of characters."""
        # Most texts have nothing to hide and are valid, and so stay the same object.
        encoded = text.encode("utf-8", "replace")
        clean = self._redactor.redact(encoded)
        return text if clean == encoded and text.isascii() else clean.decode("utf-8", "replace")

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
