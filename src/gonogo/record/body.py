"""What bodies have in common.

Decoded strictly: a key too many, a key too few, a value of another type or of another
form is no body.
"""

import msgspec


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an act says. Every key is written, also where its value is null."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value inside a body."""
