"""The header commits to the withdrawals."""

from dataclasses import replace

import pytest

from gonogo.gates.base.isthmus_withdrawals_root import ANVIL
from tests.unit.gates.fee_chains import FeeScene


def _as_anvil(fees: FeeScene, *, has_inventory: bool) -> None:
    (chain,) = fees.network.chains
    nodes = tuple(replace(node, execution_client=ANVIL) for node in chain.nodes)
    fees.describe(nodes=nodes, has_inventory=has_inventory)


async def test_the_root_of_the_message_passer(fees: FeeScene) -> None:
    """Header and proof agree on every node."""
    assert await fees.run("isthmus_withdrawals_root") == ("pass", "", "")


@pytest.mark.parametrize("root", ["0x" + "78" * 32, None])
async def test_another_root_or_none(fees: FeeScene, root: str | None) -> None:
    """Proposers that trust the header would propose what is not so."""
    fees.l2.withdrawals_root = root

    action, kind, message = await fees.run("isthmus_withdrawals_root")

    assert (action, kind) == ("fail", "assertion")
    assert "the withdrawals root in block" in message


@pytest.mark.parametrize(
    ("has_inventory", "kind"), [(True, "not-applicable"), (False, "precondition")]
)
async def test_anvil_leaves_it_empty(fees: FeeScene, kind: str, *, has_inventory: bool) -> None:
    """Only an inventory may say that this is meant to be so; neither is a pass."""
    _as_anvil(fees, has_inventory=has_inventory)
    fees.l2.withdrawals_root = None

    assert (await fees.run("isthmus_withdrawals_root"))[:2] == ("skip", kind)


async def test_before_isthmus(fees: FeeScene) -> None:
    """The field is not there yet."""
    fees.plan(isthmus_time=None)

    assert (await fees.run("isthmus_withdrawals_root"))[:2] == ("skip", "precondition")
