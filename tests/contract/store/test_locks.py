"""What every keeper of locks promises."""

import pytest

from gonogo.workflows import Locks, RunIsAliveError


def test_held_while_worked_on(locks: Locks) -> None:
    """A run is held exactly as long as somebody works on it."""
    before = locks.is_held("run-a")
    with locks.hold_run("run-a"):
        during, other = locks.is_held("run-a"), locks.is_held("run-b")
    after = locks.is_held("run-a")

    assert (before, during, other, after) == (False, True, False, False)


def test_second_holder_is_refused(locks: Locks) -> None:
    """Nobody steals a run that is alive, and it can be taken up when it is not."""
    with locks.hold_run("run-a"):
        with pytest.raises(RunIsAliveError), locks.hold_run("run-a"):
            pass
        still = locks.is_held("run-a")
    with locks.hold_run("run-a"):
        again = locks.is_held("run-a")

    assert still
    assert again


def test_wallets_are_leased_one_each(locks: Locks) -> None:
    """Two runs never sign with one wallet; when all are taken there is none."""
    wallets = ("user-key-0", "user-key-1")
    with (
        locks.lease(wallets) as first,
        locks.lease(wallets) as second,
        locks.lease(wallets) as third,
    ):
        taken = (first, second, third)
    with locks.lease(wallets) as later:
        free = later

    assert taken == ("user-key-0", "user-key-1", None)
    assert free == "user-key-0"
