"""Roots, and whose key is one of theirs."""

import pytest

from gonogo.people import Root, Trust, fingerprint
from tests.unit.people.keys import key

ADA, BOB = Root("ada", key(1)), Root("bob", key(2))
TRUST = Trust("0f" * 16, (ADA, BOB), 2, "urn:gonogo:example")


def test_a_root_is_found_by_its_key_alone() -> None:
    """The right one of several."""
    assert TRUST.root(ADA.fingerprint) == ADA
    assert TRUST.root(BOB.fingerprint) == BOB


@pytest.mark.parametrize("text", ["", "ada", key(1), fingerprint(key(3)), "SHA256:"])
def test_whatever_else_is_no_root(text: str) -> None:
    """Neither a name nor the key of somebody else."""
    assert TRUST.root(text) is None


def test_a_fingerprint_follows_from_the_key() -> None:
    """Nobody can say another one."""
    assert ADA.fingerprint == fingerprint(ADA.public)


def test_nothing_is_pinned_unless_it_is_said_and_nobody_is_alone() -> None:
    """What is left out grants nothing."""
    assert (TRUST.policies, TRUST.is_solo) == ({}, False)
