"""What a published address may be asked."""

import pytest

from gonogo.bench.front_methods import BLOCK_PARAMETER, CALL_METHODS, FILTER_METHODS, FORWARDED


@pytest.mark.parametrize(
    "family",
    ["anvil_", "evm_", "hardhat_", "tenderly_", "admin_", "engine_", "miner_", "personal_"],
)
def test_no_method_of_these_families_is_passed_on(family: str) -> None:
    """They change what a node must not let strangers change."""
    assert [method for method in FORWARDED if method.startswith(family)] == []


@pytest.mark.parametrize(
    "method",
    [
        "eth_sendTransaction",
        "eth_sendRawTransaction",
        "eth_sendRawTransactionSync",
        "eth_sendUnsignedTransaction",
        "eth_sign",
        "eth_signTransaction",
        "eth_signTypedData_v4",
        "eth_fillTransaction",
        "eth_accounts",
        "eth_getRawTransactionByHash",
    ],
)
def test_nothing_is_passed_on_that_anvil_would_do_for_anybody(method: str) -> None:
    """Unlocked accounts and anvil's own pool stay behind; one of these even ends a connection."""
    assert method not in FORWARDED


def test_every_method_with_a_rule_is_passed_on() -> None:
    """A rule for a method that is refused would be a slip of the pen."""
    assert {*BLOCK_PARAMETER, *FILTER_METHODS, *CALL_METHODS} <= FORWARDED
