"""An account just before and just after a block, so that what changed is exact."""

import msgspec

from gonogo.checks.reach import Reach
from gonogo.protocol import format_quantity
from gonogo.rpc import Quantity


class Change(msgspec.Struct, frozen=True):
    """Balance and nonce of an account at the end of a block and of the one before.

    Amounts are text, because they do not fit into the numbers of JSON.
    """

    address: str
    block: int
    wei_before: str
    wei_after: str
    nonce_before: int
    nonce_after: int

    @property
    def gained_wei(self) -> int:
        """Return by how much the balance grew; negative when it shrank."""
        return int(self.wei_after) - int(self.wei_before)

    @property
    def sent(self) -> int:
        """Return how many transactions the account sent in this block."""
        return self.nonce_after - self.nonce_before


async def change_in(reach: Reach, address: str, block: int) -> Change:
    """Ask how an account changed in a block.

    Raises:
        RPCError: the endpoint does not answer, or no longer knows that block's state.
    """
    before, after = format_quantity(block - 1), format_quantity(block)
    return Change(
        address,
        int(block),
        str(int(await reach.call("eth_getBalance", address, before, answer=Quantity))),
        str(int(await reach.call("eth_getBalance", address, after, answer=Quantity))),
        int(await reach.call("eth_getTransactionCount", address, before, answer=Quantity)),
        int(await reach.call("eth_getTransactionCount", address, after, answer=Quantity)),
    )
