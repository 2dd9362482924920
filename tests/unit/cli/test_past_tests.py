"""Which test of the history is meant by what somebody typed."""

import pytest

from gonogo.acceptance import NamedTest
from gonogo.cli.past_tests import NeverTriedError, UnknownTestError, find_test, require_tried

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


TRIED = (("base", "eris"), ("gonogo/base", "eris"), ("gateless", ""))


@pytest.mark.parametrize(
    ("slip", "why"),
    [
        ({"gate": "bsae"}, "of a gate 'bsae'; did you mean 'base'?"),
        ({"network": "erix"}, "of a network 'erix'; did you mean 'eris'?"),
        ({"gate": "base", "network": "other"}, "of a network 'other'$"),
    ],
)
def test_a_slip_is_no_empty_answer(slip: dict[str, str], why: str) -> None:
    """Nothing on record for it would read as if nothing had ever failed."""
    with pytest.raises(NeverTriedError, match=why.replace("?", r"\?")):
        require_tried(TRIED, **slip)


@pytest.mark.parametrize("asked", [{}, {"gate": "gateless"}, {"gate": "base", "network": "eris"}])
def test_what_was_tried_may_be_asked_for(asked: dict[str, str]) -> None:
    """And where nothing was tried at all there is nothing to compare with."""
    require_tried(TRIED, **asked)
    require_tried((), gate="any", network="any")
