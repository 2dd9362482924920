"""The keys of the bench are those that the field's tools derive from the test mnemonic."""

from gonogo.bench import accounts


def test_roles_have_the_addresses_that_the_contracts_expect() -> None:
    """The SystemConfig and the dispute game of supersim's state name these two."""
    assert accounts.batcher().address == "0xe6fb5f4cc65d6bf7fd10c394caee2891bd4e964f"
    assert accounts.proposer().address == "0x147a0ea1b0a0c4a8917f3e448571112548159f2a"


def test_users_are_those_that_anvil_funds() -> None:
    """The first account of the test mnemonic is known to everybody, its key too."""
    first = accounts.user(0)

    assert first.address == "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
    assert first.private_key.hex().startswith("ac0974bec39a17e3")


def test_an_account_does_not_show_its_key() -> None:
    """Even a worthless key does not belong into a log."""
    assert "private_key" not in repr(accounts.user(0))
