"""What can be wrong with the files or the addresses that describe a network."""

from collections.abc import Iterable
from pathlib import Path

from gonogo.errors import GonogoError


class NetworkFileError(GonogoError):
    """A path does not lead to a network, or its files contradict each other."""

    def __init__(self, path: Path | str, what: str, *, hint: str) -> None:
        super().__init__(f"{path}: {what}", hint=hint)
        self.path = str(path)
        self.what = what


class EndpointError(GonogoError):
    """An address that was given is not what it was given for."""

    def __init__(self, role: str, url: str, what: str, *, hint: str) -> None:
        # The HTTP library comes with it, and most commands ask nobody.
        from gonogo.rpc import shown_url  # noqa: PLC0415

        self.role = role
        self.url = shown_url(url)
        self.what = what
        super().__init__(f"{role} {self.url}: {what}" if url else f"{role}: {what}", hint=hint)


class NetworkNotSeenError(GonogoError):
    """No address told which chain it is, so there is no network to speak of.

    That is no mistake of whoever asked, and nothing is known about the network: a hold.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        lines = ("the network was not seen: nobody told which chain it is", *self.problems)
        super().__init__(
            "\n  ".join(lines),
            hint="Start the network, or check its addresses; then check again.",
        )
