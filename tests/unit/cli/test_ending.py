"""What asks the process to end, and how it says so."""

import signal

import pytest

from gonogo.cli.ending import Ending
from gonogo.cli.exit_code import ExitCode


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, ExitCode.TERMINATED), (signal.SIGHUP, ExitCode.HUNG_UP)],
)
def test_each_signal_interrupts_and_has_its_code(number: signal.Signals, code: ExitCode) -> None:
    """A signal to end does what Ctrl-C does, and the exit code says which it was."""
    former = signal.getsignal(number)
    # Whoever runs the tests under `nohup` has them begin with a hang-up ignored.
    signal.signal(number, signal.default_int_handler)
    ending = Ending()
    before = ending.code
    ending.heed_signals()
    try:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    finally:
        signal.signal(number, former)

    assert (before, ending.code) == (ExitCode.INTERRUPTED, code)
    assert ending.code == 128 + number
    assert ending.words


def test_what_is_ignored_stays_ignored() -> None:
    """`nohup` has a process ignore a hang-up, on purpose."""
    formers = {each: signal.getsignal(each) for each in (signal.SIGHUP, signal.SIGTERM)}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        Ending().heed_signals()
        now = signal.getsignal(signal.SIGHUP)
    finally:
        for number, former in formers.items():
            signal.signal(number, former)

    assert now is signal.SIG_IGN
