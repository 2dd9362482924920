"""A small validator of JSON schema, for the keywords that the exported schema uses.

Keywords that it does not know are an error, so that a schema which grows is not
validated less.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
_SAYS_NOTHING = {"description", "title", "examples", "$schema", "$defs", "default"}


def faults(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[str]:
    """Yield in what a value does not fit a schema."""
    for keyword, asked in schema.items():
        if keyword in _SAYS_NOTHING:
            continue
        yield from _BY_KEYWORD[keyword](value, asked, schema, root)


def _ref(value: Any, asked: str, _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    return faults(value, root["$defs"][asked.removeprefix("#/$defs/")], root)


def _type(value: Any, asked: Any, *_: Any) -> Iterator[str]:
    names = [asked] if isinstance(asked, str) else asked
    is_bool = isinstance(value, bool)
    if not any(
        isinstance(value, _TYPES[name]) and (not is_bool or name == "boolean") for name in names
    ):
        yield f"{value!r} is no {asked}"


def _properties(value: Any, asked: Any, _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in asked.items():
            if key in value:
                yield from faults(value[key], below, root)


def _additional(value: Any, asked: Any, schema: Any, root: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        for key in value.keys() - schema.get("properties", {}).keys():
            if asked is False:
                yield f"{key} is unknown"
            elif asked is not True:
                yield from faults(value[key], asked, root)


def _required(value: Any, asked: Any, *_: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{key} is missing" for key in asked if key not in value)


def _items(value: Any, asked: Any, _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    for each in value if isinstance(value, list) else ():
        yield from faults(each, asked, root)


def _any_of(value: Any, asked: Any, _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    if all(list(faults(value, each, root)) for each in asked):
        yield f"{value!r} fits none"


def _one_of(value: Any, asked: Any, _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    if sum(not list(faults(value, each, root)) for each in asked) != 1:
        yield f"{value!r} fits none or several"


def _check(holds: Any) -> Any:
    def fault(value: Any, asked: Any, *_: Any) -> Iterator[str]:
        if not holds(value, asked):
            yield f"{value!r} against {asked!r}"

    return fault


def _number(compare: Any) -> Any:
    return _check(lambda value, asked: not isinstance(value, int | float) or compare(value, asked))


def _text(compare: Any) -> Any:
    return _check(lambda value, asked: not isinstance(value, str) or compare(value, asked))


_BY_KEYWORD: Mapping[str, Any] = {
    "$ref": _ref,
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "const": _check(lambda value, asked: value == asked),
    "enum": _check(lambda value, asked: value in asked),
    "minimum": _number(lambda value, asked: value >= asked),
    "maximum": _number(lambda value, asked: value <= asked),
    "exclusiveMinimum": _number(lambda value, asked: value > asked),
    "exclusiveMaximum": _number(lambda value, asked: value < asked),
    "minLength": _text(lambda value, asked: len(value) >= asked),
    "maxLength": _text(lambda value, asked: len(value) <= asked),
    "pattern": _text(lambda value, asked: re.search(asked, value) is not None),
}
