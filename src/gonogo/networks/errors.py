"""What can be wrong with the files or the addresses that describe a network."""

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
        super().__init__(f"{role} {url}: {what}", hint=hint)
        self.role = role
        self.url = url
        self.what = what
