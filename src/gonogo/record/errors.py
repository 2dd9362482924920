"""What can go wrong with acts, keys and the record's directory, in words."""

from pathlib import Path

from gonogo.errors import GonogoError


class DamagedActError(GonogoError):
    """A file is no act, so nobody knows what it said."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"{name} is damaged: {what}",
            hint="Take the file back from a clone or from git (git checkout -- record/).",
        )
        self.name = name
        self.what = what


class BodyError(GonogoError):
    """An act was to be written whose body is not one of its kind."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(
            f"this is no body of a {kind} act: {what}",
            hint="docs/record-format.md lists what each kind of act holds.",
        )
        self.kind = kind
        self.what = what


class KeyFileError(GonogoError):
    """A file holds no key that can sign."""

    def __init__(self, path: Path, what: str, hint: str) -> None:
        super().__init__(f"cannot sign with {path}: {what}", hint=hint)
        self.path = path
        self.what = what


class SigningError(GonogoError):
    """ssh-keygen did not give a signature."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"nothing was signed: {what}", hint=hint)
        self.what = what


class RecordDirectoryError(GonogoError):
    """The record's directory cannot be read or written."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"the record in {path} {what}",
            hint="Look at who owns the directory, and whether its disk is full or read-only.",
        )
        self.path = path
        self.what = what


class OtherActThereError(GonogoError):
    """A file with the name of an act is there already and holds something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already and holds something else than the act of that name",
            hint="See what was changed: gonogo audit verify. Nothing was overwritten.",
        )
        self.path = path
