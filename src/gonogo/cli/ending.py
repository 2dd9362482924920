"""Signals that ask the process to end: each cancels what goes on, as Ctrl-C does.

A service manager, a closed terminal and a continuous integration that times out
do not press Ctrl-C. What they interrupt must be recorded as cancelled all the
same: a run that is left unfinished holds for ever.
"""

import signal
from types import FrameType

from gonogo.cli.exit_code import ExitCode

_CODES = {
    signal.SIGINT: ExitCode.INTERRUPTED,
    signal.SIGTERM: ExitCode.TERMINATED,
    signal.SIGHUP: ExitCode.HUNG_UP,
}
_WORDS = {
    ExitCode.INTERRUPTED: "interrupted",
    ExitCode.TERMINATED: "terminated",
    ExitCode.HUNG_UP: "the terminal hung up",
}


class Ending:
    """What asked this process to end; Ctrl-C, as long as nothing else did."""

    def __init__(self) -> None:
        self.code = ExitCode.INTERRUPTED

    @property
    def words(self) -> str:
        """Return what to say about it."""
        return _WORDS[self.code]

    def heed_signals(self) -> None:
        """End this process in good order from now on, whoever asks it to.

        A signal that is ignored stays ignored: `nohup` says so on purpose.
        """
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._interrupt)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self.code = _CODES[signal.Signals(number)]
        # While something is awaited, the event loop has put its own here, which cancels.
        interrupt = signal.getsignal(signal.SIGINT)
        if callable(interrupt):
            interrupt(signal.SIGINT, frame)
        else:
            raise KeyboardInterrupt
