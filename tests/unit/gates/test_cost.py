"""What transactions may cost at most."""

from gonogo.gates.cost import beside_gas, most_cost
from gonogo.protocol import encode_values, format_data, selector
from tests.unit.gates.pool import BASE_FEE_WEI, TIP_WEI, PoolChain, side_of

PRICES = {"getL1FeeUpperBound(uint256)": 500, "getOperatorFee(uint256)": 30}


class Oracle(PoolChain):
    """A chain whose oracle tells these prices."""

    def answer(self, method: str, params: list[object]) -> object:
        """Return a price, or what the pool answers."""
        call = params[0] if method == "eth_call" else None
        if not isinstance(call, dict):
            return super().answer(method, params)
        prices = {format_data(selector(name)): wei for name, wei in PRICES.items()}
        return format_data(encode_values(["uint256"], [prices[call["data"][:10]]]))


GAS_WEI = 21_000 * (2 * BASE_FEE_WEI + TIP_WEI) * 3 // 2


async def test_on_l1_it_is_the_gas() -> None:
    """L1 charges nothing beside gas."""
    async with side_of(PoolChain()) as side:
        assert (await most_cost(side), await beside_gas(side)) == (GAS_WEI, 0)


async def test_on_l2_its_oracle_says_what_comes_on_top() -> None:
    """Data and operator are paid as well, with room for both to double."""
    async with side_of(Oracle(), is_l2=True) as side:
        assert await beside_gas(side) == 2 * sum(PRICES.values())
        assert await most_cost(side) == GAS_WEI + 2 * sum(PRICES.values())


async def test_an_oracle_without_these_functions() -> None:
    """A chain before these forks charges nothing that they introduced."""
    async with side_of(PoolChain(), is_l2=True) as side:
        assert await most_cost(side) == GAS_WEI
