"""What every keeper of addresses promises."""

from gonogo.workflows import Addresses, Endpoints

GIVEN = Endpoints("https://l1.example/v2/key", ("https://l2.example/?key=k", "http://b"), ())


def test_addresses_come_back_whole(addresses: Addresses) -> None:
    """A run that is resumed asks the same addresses, keys and all."""
    addresses.keep("run-a", GIVEN)

    assert addresses.find("run-a") == GIVEN
    assert addresses.find("run-b") is None


def test_what_is_forgotten_is_gone(addresses: Addresses) -> None:
    """And forgetting it again, or what never was, changes nothing."""
    addresses.keep("run-a", GIVEN)
    for run in ("run-a", "run-a", "run-b"):
        addresses.forget(run)

    assert addresses.find("run-a") is None


def test_keeping_again_replaces(addresses: Addresses) -> None:
    """A start that is repeated keeps what was given last."""
    addresses.keep("run-a", GIVEN)
    addresses.keep("run-a", Endpoints("http://c", (), ()))

    assert addresses.find("run-a") == Endpoints("http://c", (), ())
