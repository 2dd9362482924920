"""Which test of the history is meant by what somebody typed."""

import pytest

from gonogo.acceptance import NamedTest
from gonogo.cli.past_tests import UnknownTestError, find_test

BASE = NamedTest("example.org/tests/base", "TestTransfer")
OTHER = NamedTest("example.org/tests/other", "TestTransfer")
DEPOSIT = NamedTest("example.org/tests/base", "TestDeposit")
SUBTEST = NamedTest("example.org/tests/base", "TestDeposit/of_much")
FORGE = NamedTest("test/Vault.t.sol:VaultTest", "testWithdraw()")
KNOWN = (BASE, OTHER, DEPOSIT, SUBTEST, FORGE, NamedTest("example.org/tests/base"))


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("TestDeposit", DEPOSIT),
        ("TestDeposit/of_much", SUBTEST),
        ("base:TestTransfer", BASE),
        ("tests/other:TestTransfer", OTHER),
        ("example.org/tests/base:TestTransfer", BASE),
        ("testWithdraw()", FORGE),
        ("test/Vault.t.sol:VaultTest:testWithdraw()", FORGE),
        ("example.org/tests/base", NamedTest("example.org/tests/base")),
    ],
)
def test_what_is_typed_is_found(told: str, meant: NamedTest) -> None:
    """As little as is needed to name one."""
    assert find_test(told, KNOWN) == meant


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("TestTransfer", "several tests are called so: example.org/tests/base:TestTransfer, ex"),
        ("TestDepsit", "did you mean 'TestDeposit'?"),
        ("example.org/tests/bse:TestTransfer", "did you mean 'example.org/tests/base:TestTransf"),
        ("ase:TestTransfer", "no test on record is called so"),
        ("base:", "no test on record is called so"),
        ("", "no test on record is called so"),
        ("zzzzzzzz", "no test on record is called so"),
    ],
)
def test_what_is_misspelt_is_refused(told: str, why: str) -> None:
    """With what is near, and never by showing another test."""
    with pytest.raises(UnknownTestError) as caught:
        find_test(told, KNOWN)

    assert why in caught.value.message
