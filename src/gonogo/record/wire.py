"""SSH's wire encoding (RFC 4251): fields with their length in front."""

_LENGTH_BYTES = 4


class WireError(ValueError):
    """Bytes end too early, or go on too long."""


class Fields:
    """Takes fields from bytes, one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, count: int) -> bytes:
        """Take this many bytes."""
        end = self._at + count
        if end > len(self._content):
            raise WireError("it is cut off")
        taken, self._at = self._content[self._at : end], end
        return taken

    def string(self) -> bytes:
        """Take a field of any length."""
        return self.take(int.from_bytes(self.take(_LENGTH_BYTES), "big"))

    def number(self) -> int:
        """Take a positive number, written without needless zeros."""
        field = self.string()
        number = int.from_bytes(field, "big")
        if number <= 0 or field != number.to_bytes(number.bit_length() // 8 + 1, "big"):
            raise WireError("a number in it is not written as OpenSSH does")
        return number

    def end(self) -> None:
        """Say that nothing may follow."""
        if self._at != len(self._content):
            raise WireError("more follows behind its end")


def string(content: bytes) -> bytes:
    """Return a field with its length in front."""
    return len(content).to_bytes(_LENGTH_BYTES, "big") + content
