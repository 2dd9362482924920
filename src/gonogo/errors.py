"""The base of every error that a person is expected to meet.

A `GonogoError` says what is wrong and, as its hint, what to do next. Rooms
derive a few named errors from it; `cli` alone turns one into an exit code, so
nothing below it ever ends the process. Anything else that is raised is a fault
of ours and is shown as one.
"""


class GonogoError(Exception):
    """Something a person can understand and mend went wrong."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        """What to do next; None only where nothing useful can be said."""
