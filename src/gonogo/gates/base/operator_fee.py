"""The operator fee is the one that the SystemConfig asks for.

Since Isthmus a chain may charge for its operator, by a scalar and a constant that stand in the
SystemConfig on L1. L2 must have been told exactly these, and the oracle must compute with them
as clients do; on most chains both are zero, and then nothing may be charged. What transactions
are charged is asserted by the test about fees. The usual cause of a difference is a change on
L1 that the sequencer does not follow.
"""

from gonogo.gates.contract import Contract
from gonogo.gates.cost import GAS_PRICE_ORACLE
from gonogo.gates.fee_rules import L1_BLOCK_ADDRESS, read_fee_rules
from gonogo.gates.fork_plan import require_fork
from gonogo.gates.stand import Stand

TITLE = "The operator fee is as configured on L1"
COMPONENT = None
NEEDS_FUNDS = False

_GAS = (0, 1, 21_000, 30_000_000)
_GETTERS = ("operatorFeeScalar()", "operatorFeeConstant()")


async def run(stand: Stand) -> None:
    """Compare L2 with the SystemConfig at its origin, and the oracle with our own sum."""
    await require_fork(stand, "Isthmus")
    address = stand.chain.contract("SystemConfigProxy")
    stand.precondition(address is not None, "the address of SystemConfigProxy")
    l2 = stand.l2
    block = await l2.height()
    told = Contract(l2, L1_BLOCK_ADDRESS, block)
    # As it was at the origin: a change after it cannot be known to L2 yet.
    config = Contract(stand.l1, str(address), await told.number("number()"))
    for getter in _GETTERS:
        stand.expect_equal(
            f"{getter.removesuffix('()')}, as L2 was told",
            seen=await told.number(getter),
            expected=await config.number(getter),
        )
    rules = await read_fee_rules(l2, block)
    oracle = Contract(l2, GAS_PRICE_ORACLE, block)
    for gas in _GAS:
        stand.expect_equal(
            f"the oracle's operator fee of {gas} gas, in wei",
            seen=await oracle.number("getOperatorFee(uint256)", gas),
            expected=rules.operator_fee(gas),
        )
