"""How long data is once FastLZ has compressed it, which is what the L1 fee is estimated from.

Only the length is computed: the chain never writes the compressed bytes anywhere. It must
agree with every execution client to the byte, oddities included, since one byte more or less
is another fee.
Source: OP Stack specification, protocol/fjord/exec-engine.md, "FastLZ Implementation" (level 1
of `fastlz_compress`), as op-geth's `FlzCompressLen` and Solady's `LibZip` read it.
"""

_LONGEST_LITERAL_RUN = 32
_FARTHEST_MATCH = 0x1FFF
_LONGEST_MATCH = 262
_SHORT_MATCH = 6
_TABLE_SIZE = 1 << 13
_HASH_FACTOR = 2654435769
# The last bytes are always written as they are, so that a decompressor may read ahead.
_TAIL_BYTES = 13
_COMPARED_TO_TAIL = 9
_FEWEST_MATCHED = 3


def fastlz_size(data: bytes) -> int:
    """Return the length of `data` after compression, in bytes; of nothing it is 0."""
    size = 0
    anchor = 0
    position = 2
    limit = max(len(data) - _TAIL_BYTES, 0)
    table = [0] * _TABLE_SIZE
    while position < limit:
        position, reference = _find_match(data, position, limit, table)
        if position >= limit:
            break
        # The search stands one beyond where the match begins.
        position -= 1
        size += _literals(position - anchor)
        length = _match_length(data, reference + _FEWEST_MATCHED, position + _FEWEST_MATCHED, limit)
        size += _match(length)
        position += length
        for _ in range(2):
            table[_hash(_three_bytes(data, position))] = position
            position += 1
        anchor = position
    return size + _literals(len(data) - anchor)


def _find_match(data: bytes, position: int, limit: int, table: list[int]) -> tuple[int, int]:
    """Return where the search stopped, one beyond the match, and where its like begins."""
    while True:
        sequence = _three_bytes(data, position)
        slot = _hash(sequence)
        reference = table[slot]
        table[slot] = position
        if position >= limit:
            return position, reference
        distance = position - reference
        position += 1
        if distance <= _FARTHEST_MATCH and sequence == _three_bytes(data, reference):
            return position, reference


def _three_bytes(data: bytes, position: int) -> int:
    return int.from_bytes(data[position : position + 3], "little")


def _hash(sequence: int) -> int:
    return (_HASH_FACTOR * sequence & 0xFFFFFFFF) >> 19


def _match_length(data: bytes, reference: int, position: int, limit: int) -> int:
    """Return how many bytes are compared: as many as agree, and the first that does not."""
    most = limit + _COMPARED_TO_TAIL - position
    for length in range(most):
        if data[reference + length] != data[position + length]:
            return length + 1
    return max(most, 0)


def _literals(count: int) -> int:
    """Return what so many bytes take as they are: one more for each run of up to 32."""
    return count + -(-count // _LONGEST_LITERAL_RUN)


def _match(length: int) -> int:
    whole, rest = divmod(length - 1, _LONGEST_MATCH)
    return 3 * whole + (3 if rest >= _SHORT_MATCH else 2)
