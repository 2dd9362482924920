"""The fields of SSH's own encoding (RFC 4251, section 5), read once and to the end."""


class WireError(ValueError):
    """These bytes are not the fields that were asked for."""


class Fields:
    """Bytes that are taken from the front, field by field."""

    def __init__(self, content: bytes) -> None:
        self._rest = memoryview(content)

    def take(self, count: int) -> bytes:
        """Return so many bytes."""
        if len(self._rest) < count:
            raise WireError("ends in the middle of a field")
        taken = bytes(self._rest[:count])
        self._rest = self._rest[count:]
        return taken

    def number(self) -> int:
        """Return an unsigned number of 32 bits."""
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        """Return bytes that are led by their length."""
        return self.take(self.number())

    def integer(self) -> int:
        """Return an integer of any size, which must be positive and as short as it can be."""
        content = self.string()
        if not content or content[0] & 0x80:
            raise WireError("an integer is not positive")
        if content[0] == 0 and (len(content) == 1 or not content[1] & 0x80):
            raise WireError("an integer is longer than it needs to be")
        return int.from_bytes(content, "big")

    def end(self) -> None:
        """Refuse bytes that are left over."""
        if self._rest:
            raise WireError("there are bytes behind the last field")


def string(content: bytes) -> bytes:
    """Return these bytes led by their length."""
    return len(content).to_bytes(4, "big") + content
