"""What every keeper of signed transactions promises."""

from gonogo.workflows import Transactions


def test_first_signature_stays(transactions: Transactions) -> None:
    """A second signature under one name is answered with the first."""
    first = transactions.record("run-a", "transfer", b"\x02signed once")
    second = transactions.record("run-a", "transfer", b"\x02signed again")

    assert first == second == transactions.find("run-a", "transfer") == b"\x02signed once"


def test_names_are_of_one_run(transactions: Transactions) -> None:
    """Runs do not see each other's transactions."""
    transactions.record("run-a", "transfer", b"1")
    transactions.record("run-b", "transfer", b"2")
    transactions.record("run-a", "deposit", b"3")

    assert transactions.names("run-a") == ("transfer", "deposit")
    assert transactions.find("run-b", "transfer") == b"2"
    assert transactions.find("run-b", "deposit") is None
