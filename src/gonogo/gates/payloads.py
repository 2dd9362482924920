"""Data that transactions carry in tests about fees; the same in every run."""

from gonogo.protocol import keccak256


def payloads() -> dict[str, bytes]:
    """Return data that FastLZ shortens not at all, much, and somewhat; and none."""
    words = [keccak256(bytes((number,))) for number in range(20)]
    return {
        "no data": b"",
        "data that does not compress": b"".join(words),
        "zeros": bytes(600),
        "data that repeats": b"".join(word[:8] * 4 for word in words),
    }
