"""Where two nodes part: the first block that they do not share, found by bisection.

Blocks name their parents, so two nodes that differ at a height differ from some
block on and agree before it. Some twenty questions find it in a chain of a million.
"""

import msgspec

from gonogo.checks.view import View
from gonogo.protocol import format_quantity
from gonogo.rpc import FullHeader, Header, RPCError, encode_hook


class Divergence(msgspec.Struct, frozen=True):
    """Two nodes that do not have the same chain."""

    head: str
    """Which head they were compared at: `safe`."""
    height: int
    """The common height at which they were seen to differ."""
    left: str
    right: str
    block: int | None = None
    """The first block that differs; None when it could not be found."""
    left_header: FullHeader | None = None
    right_header: FullHeader | None = None
    problem: str = ""
    """Why the first block could not be found; empty when it was."""

    @property
    def sentence(self) -> str:
        """Return the divergence in words."""
        if self.block is None or self.left_header is None or self.right_header is None:
            return f"the first divergent block was not found: {self.problem}"
        return (
            f"the first divergent block is {self.block}, "
            f"{self.left_header.hash} on {self.left} and {self.right_header.hash} on {self.right}"
            + _differing(self.left_header, self.right_header)
        )


def encode(divergences: list[Divergence]) -> bytes:
    """Return divergences as they are kept."""
    return msgspec.json.encode(divergences, enc_hook=encode_hook)


async def find_divergence(view: View, head: str, height: int, left: str, right: str) -> Divergence:
    """Find the first block that two nodes do not share; never fails, but may not find it."""
    # They may differ from genesis on, so no block is taken for shared before it was asked for.
    same, differs = -1, height
    try:
        # Asked anew: what differed may have been a reorg that one of them followed a moment later.
        if await _agree(view, height, left, right):
            problem = "asked again, both had the same block"
            return Divergence(head, height, left, right, problem=problem)
        while differs - same > 1:
            middle = (same + differs) // 2
            if await _agree(view, middle, left, right):
                same = middle
            else:
                differs = middle
        left_header = await _header(view, left, differs)
        right_header = await _header(view, right, differs)
    except RPCError as error:
        return Divergence(head, height, left, right, problem=error.what)
    return Divergence(head, height, left, right, differs, left_header, right_header)


async def _agree(view: View, height: int, left: str, right: str) -> bool:
    first, second = await _header(view, left, height), await _header(view, right, height)
    return first.hash.lower() == second.hash.lower()


async def _header(view: View, node: str, height: int) -> FullHeader:
    params = (format_quantity(height), False)
    found: FullHeader = await view.execution[node].call(
        "eth_getBlockByNumber", *params, answer=FullHeader
    )
    return found


def _differing(left: Header, right: Header) -> str:
    names = [
        name
        for name in left.__struct_fields__
        if name != "hash" and getattr(left, name) != getattr(right, name)
    ]
    return f" (they differ in {', '.join(names)})" if names else ""
