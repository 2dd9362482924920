"""Public names of a room that are imported when they are first asked for.

A command that shows its help, or refuses what was typed, must not wait for a database
and a durable engine.
"""

import importlib
from collections.abc import Callable, Mapping


def lazily(room: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a room whose names stand in these modules of it.

    Args:
        room: The room's own name, as in `__name__`.
        modules: The module of each name, as it is called inside the room.
    """

    def public_name(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {room!r} has no attribute {name!r}", name=name)
        return getattr(importlib.import_module(f"{room}.{modules[name]}"), name)

    return public_name
