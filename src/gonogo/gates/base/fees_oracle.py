"""The GasPriceOracle estimates what is charged, and knows which forks are active.

Wallets show what it answers. It is asked about messages of several kinds and must answer what
our own sums say, to the wei: the L1 fee, its upper bound, the operator fee. Its flags must be
those of the fork plan. A flag that was not set means that an upgrade's transactions were not
executed; another fee, that the contract is of another version than the client.
"""

from gonogo.gates.contract import Contract
from gonogo.gates.cost import GAS_PRICE_ORACLE
from gonogo.gates.fee_rules import FORKS, FeeRules, read_fee_rules
from gonogo.gates.fork_plan import planned_forks
from gonogo.gates.payloads import payloads
from gonogo.gates.stand import Stand

TITLE = "The GasPriceOracle knows the forks, and estimates fees exactly"
COMPONENT = None
NEEDS_FUNDS = False

_SIZES = (0, 100, 255, 10_000)
_GAS = (21_000, 1_000_000)


async def run(stand: Stand) -> None:
    """Ask the oracle at one block, and compare it with the plan and with our own sums."""
    l2 = stand.l2
    block = await l2.height()
    # All at one block, or a fork in between would look like a contradiction.
    header = await l2.header(block)
    rules = await read_fee_rules(l2, block)
    planned = await planned_forks(stand, int(header.timestamp))
    for fork in FORKS:
        stand.expect_equal(
            f"whether the oracle has {fork} at block {block}",
            seen=rules.has(fork),
            expected=planned[fork],
        )
    oracle = Contract(l2, GAS_PRICE_ORACLE, block)
    stand.expect_equal(
        "the oracle's L1 base fee, in wei",
        seen=await oracle.number("l1BaseFee()"),
        expected=rules.l1.base_fee_wei,
    )
    if rules.has("Fjord"):
        await _expect_fjord(stand, oracle, rules)
    if rules.has("Isthmus"):
        for gas in _GAS:
            seen = await oracle.number("getOperatorFee(uint256)", gas)
            expected = rules.operator_fee(gas)
            stand.expect_equal(
                f"the operator fee of {gas} gas, in wei", seen=seen, expected=expected
            )


async def _expect_fjord(stand: Stand, oracle: Contract, rules: FeeRules) -> None:
    for kind, data in payloads().items():
        stand.expect_equal(
            f"the L1 fee of {kind}, in wei",
            seen=await oracle.number("getL1Fee(bytes)", data),
            expected=rules.estimate(data),
        )
    for size in _SIZES:
        stand.expect_equal(
            f"the upper bound of the L1 fee of {size} bytes, in wei",
            seen=await oracle.number("getL1FeeUpperBound(uint256)", size),
            expected=rules.upper_bound(size),
        )
