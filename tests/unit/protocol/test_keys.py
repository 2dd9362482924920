"""Keys from a mnemonic."""

import pytest
from eth_account import Account
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.protocol import MalformedKeyError, derive_key

MNEMONIC = "test test test test test test test test test test test junk"
Account.enable_unaudited_hdwallet_features()

STEPS = st.tuples(
    st.one_of(st.integers(0, 5), st.integers(0, 2**31 - 1)), st.sampled_from(["", "'"])
).map(lambda step: f"{step[0]}{step[1]}")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("m/44'/60'/2'/901/1", "147a0ea1b0a0c4a8917f3e448571112548159f2a"),
        ("m/44'/60'/2'/901/2", "e6fb5f4cc65d6bf7fd10c394caee2891bd4e964f"),
        ("m/44'/60'/2'/901/4", "272e54b107971e195b37d03d0bc425f3ad5497c5"),
        ("m/44'/60'/0'/0/0", "f39fd6e51aad88f6f4ce6ab8827279cfffb92266"),
    ],
    ids=["proposer", "batcher", "challenger", "first user"],
)
def test_the_roles_of_a_local_network(path: str, address: str) -> None:
    """The public test mnemonic gives the accounts that the genesis funds."""
    assert derive_key(MNEMONIC, path).address.hex() == address


@settings(max_examples=25)
@given(st.lists(STEPS, min_size=1, max_size=6).map(lambda steps: "/".join(["m", *steps])))
def test_any_path_leads_where_a_wallet_leads(path: str) -> None:
    """Another implementation derives the same private key."""
    expected = bytes(Account.from_mnemonic(MNEMONIC, account_path=path).key)

    assert derive_key(MNEMONIC, path).secret == expected


def test_spaces_between_words_do_not_matter() -> None:
    """A mnemonic that was wrapped in a file is the same mnemonic."""
    wrapped = "\n  " + MNEMONIC.replace(" ", " \n ") + "\n"

    assert derive_key(wrapped, "m/0") == derive_key(MNEMONIC, "m/0")


@pytest.mark.parametrize(
    "path", ["", "44'/60'", "m/", "m//0", "m/x", "m/-1", "m/0h", "m/2147483648", "m/0'/", "m/٣"]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    """A path that would be misread is an error."""
    with pytest.raises(MalformedKeyError, match="malformed derivation path"):
        derive_key(MNEMONIC, path)


@pytest.mark.parametrize("mnemonic", ["", "  \n"])
def test_no_words_are_no_mnemonic(mnemonic: str) -> None:
    """An unset variable does not derive a key that everybody knows."""
    with pytest.raises(MalformedKeyError, match="no words"):
        derive_key(mnemonic, "m/0")


def test_an_error_does_not_quote_the_secret() -> None:
    """What may be a secret is not repeated in the message."""
    with pytest.raises(MalformedKeyError) as refused:
        derive_key(MNEMONIC, "m/" + "secret")

    assert "secret" not in str(refused.value)
