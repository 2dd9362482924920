"""Validate a document against a pydantic model, and report every problem at once.

pydantic says which path is wrong; the document says where that path stands in
the file. For a key that the model does not know, the known ones at that path are
looked up in the model's fields, so that the message can name the nearest.
"""

import re
import typing
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from gonogo.documents.document import Document, Step, child_of
from gonogo.documents.errors import DocumentError, Problem
from gonogo.documents.nearest import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    Model = TypeVar("Model", bound=BaseModel)

_SHOWN_KEYS = 12
_MOST_PROBLEMS = 1_000
# pydantic's words are for programmers, and some name the class of a model.
_IN_WORDS = {
    "bool_type": "must be true or false",
    "dict_type": "must be a mapping, keys with values",
    "int_type": "must be a whole number, without quotes",
    "list_type": "must be a list, each item behind a dash",
    "model_attributes_type": "must be a mapping, keys with values",
    "model_type": "must be a mapping, keys with values",
    "string_too_short": "must not be empty",
}
_QUOTED = re.compile(r"'([^']*)'")


def validate(document: Document, model: "type[Model]") -> "Model":
    """Return the document as a value of the model.

    Raises:
        DocumentError: it does not fit; names every problem with its place.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - 70 ms that many commands do not need

    if document.value is None:
        problem = Problem(document.place(()), "", "is empty")
        raise DocumentError(document.name, [problem], hint="Is this the right file?")
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        details = error.errors(include_url=False)[:_MOST_PROBLEMS]
        problems = {_problem(document, model, detail): None for detail in details}
    # Raised out here so that the error that is shown does not carry pydantic's own,
    # whose text repeats the values of the document.
    ordered = sorted(
        problems, key=lambda found: (found.place.line, found.place.column) if found.place else (0,)
    )
    raise DocumentError(document.name, ordered)


def _problem(document: Document, model: type, detail: "ErrorDetails") -> Problem:
    path = _path_in(document, detail["loc"])
    if detail["type"] == "extra_forbidden":
        place = document.key_place(path)
        known = _known_keys(model, path[:-1])
        return Problem(place, _shown(path), _unknown_key(str(path[-1]), known))
    if detail["type"] == "missing":
        wanted = [*path, detail["loc"][-1]]
        return Problem(document.place(path), _shown(wanted), "is required and is missing")
    message = _sentence(detail)
    return Problem(document.place(path), _shown(path), message)


def _path_in(document: Document, location: tuple[Step, ...]) -> list[Step]:
    """Return the steps of a location that exist in the document.

    pydantic puts the names of types and tags between them, which are left out.
    """
    path: list[Step] = []
    node = document.root
    for step in location:
        child = child_of(node, step)
        if child is not None:
            path.append(step)
            node = child
    return path


def _unknown_key(key: str, known: list[str]) -> str:
    near = nearest(key, known)
    if near is not None:
        return f"unknown key (did you mean {near!r}?)"
    if 0 < len(known) <= _SHOWN_KEYS:
        return f"unknown key (known here: {', '.join(sorted(known))})"
    return "unknown key"


def _sentence(detail: "ErrorDetails") -> str:
    message, value = detail["msg"].removeprefix("Value error, "), detail["input"]
    if detail["type"] == "string_type":
        return _no_text(value)
    if detail["type"] in _IN_WORDS:
        return _IN_WORDS[detail["type"]]
    if detail["type"] in ("literal_error", "enum") and isinstance(value, str):
        near = nearest(value, _QUOTED.findall(message))
        return f"{message} (did you mean {near!r}?)" if near else message
    return message


def _no_text(value: object) -> str:
    if value is None:
        return "is empty, where text is expected"
    return "must be text" if isinstance(value, list | dict) else "must be text; put it in quotes"


def _shown(path: list[Step]) -> str:
    return ".".join(str(step) for step in path)


def _known_keys(model: type, path: list[Step]) -> list[str]:
    """Return the keys that the model has at a path, in all its variants."""
    types: list[Any] = [model]
    for step in path:
        types = [below for kind in types for below in _types_below(kind, step)]
    known: set[str] = set()
    for kind in _models(types):
        for name, info in kind.model_fields.items():
            known.add(info.alias or name)
    return sorted(known)


def _types_below(kind: Any, step: Step) -> Iterator[Any]:
    for variant in _variants(kind):
        origin, arguments = typing.get_origin(variant), typing.get_args(variant)
        if origin is dict and isinstance(step, str):
            yield arguments[1]
        elif origin in (list, tuple) and isinstance(step, int):
            yield arguments[0]
    for found in _models([kind]):
        for name, info in found.model_fields.items():
            if step in (name, info.alias):
                yield info.annotation


def _models(types: list[Any]) -> "Iterator[type[BaseModel]]":
    for kind in types:
        for variant in _variants(kind):
            if isinstance(variant, type) and hasattr(variant, "model_fields"):
                yield variant


def _variants(kind: Any) -> Iterator[Any]:
    """Return what a union or an annotated type may be."""
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) in (dict, list, tuple) or not arguments:
        yield kind
        return
    for argument in arguments:
        yield from _variants(argument)
