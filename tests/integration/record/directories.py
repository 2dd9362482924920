"""A directory of acts, and what is told of it."""

from pathlib import Path

from gonogo.record import Found, RecordDirectory, Sealed, file_name


def place(record: RecordDirectory, sealed: Sealed) -> Path:
    return record.path / file_name(sealed.act.id)


def codes(found: Found) -> list[tuple[str, str]]:
    return [(fault.code.value, fault.name) for fault in found.faults]


def link(path: Path) -> None:
    target = path.with_name("elsewhere")
    path.rename(target)
    path.symlink_to(target)


def empty(path: Path) -> None:
    path.write_bytes(b"")
