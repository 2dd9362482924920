"""The test directory, as people write it: `./tests` and `./tests/...` are one."""

from pathlib import Path

from gonogo.acceptance.plan.errors import NoTestDirectoryError

_BELOW = "/..."


def test_directory(text: str) -> Path:
    """Return the directory that `./tests` or `./tests/...` names, absolute.

    Both mean the same: tests are looked for in it and below it.

    Raises:
        NoTestDirectoryError: there is none.
    """
    directory = Path(text.removesuffix(_BELOW) or "/") if text else None
    if directory is None or not directory.is_dir():
        raise NoTestDirectoryError(text)
    return directory.absolute()
