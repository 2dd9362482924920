"""What there is to run, as pytest tells while it collects, and which pattern names what."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from gonogo.acceptance.task import Package

_ALL_BELOW = "..."
_OF_A_NAME_THAT_IS_TAKEN = "import file mismatch"


class _Note(msgspec.Struct, frozen=True):
    """A line of the plugin: about a file, a test in it, or the end."""

    loads: str = ""
    package: str = ""
    test: str = ""
    fault: str = ""
    skips: bool = False
    collected: bool = False


@dataclass
class _File:
    """What is known of a file so far."""

    tests: set[str] = field(default_factory=set)
    fault: str = ""
    skips: bool = False


class Listing:
    """The files that patterns name, while they are being found."""

    def __init__(self, directory: Path, patterns: Sequence[str]) -> None:
        self._directory = directory
        self._places = {pattern: _place(pattern, directory) for pattern in patterns}
        self._files: dict[str, _File] = {}
        self.is_complete = False
        """Whether pytest came to the end of collecting, when it last began to."""
        self.loaded_last = ""
        """What it was loading, where it did not come to the end."""

    @property
    def places(self) -> tuple[str, ...]:
        """Return the paths to be collected; those that do not exist are not among them."""
        places = dict.fromkeys(self._places.values())
        return tuple(place for place in places if (self._directory / place).exists())

    def take(self, line: bytes) -> None:
        """Take a note of the plugin."""
        note = msgspec.json.decode(line, type=_Note)
        self.loaded_last = note.loads or self.loaded_last
        if not note.package and not note.loads:
            self.is_complete = note.collected
        if not note.package:
            return
        file = self._files.setdefault(note.package, _File())
        file.fault = file.fault or note.fault
        file.skips = file.skips or note.skips
        if note.test:
            file.tests.add(note.test)

    def forget_mistaken(self) -> tuple[str, ...]:
        """Forget, and return, files that were refused only because of another of the same name.

        One pytest cannot import both; each for itself, as they are run, may well be fine.
        """
        mistaken = tuple(
            name for name, file in self._files.items() if _OF_A_NAME_THAT_IS_TAKEN in file.fault
        )
        for name in mistaken:
            del self._files[name]
        return mistaken

    def by_pattern(self) -> Mapping[str, tuple[Package, ...]]:
        """Return what each pattern names."""
        return {
            pattern: tuple(sorted(self._at(place), key=lambda package: package.name))
            for pattern, place in self._places.items()
        }

    def _at(self, place: str) -> Iterator[Package]:
        for name, file in self._files.items():
            if place in (".", name) or name.startswith(f"{place}/"):
                yield self._package(name, file)
            # What is wrong with a directory is wrong with every file that is asked for in it.
            elif file.fault and place.startswith(f"{name.removesuffix('/__init__.py')}/"):
                yield self._package(place, file)

    def _package(self, name: str, file: _File) -> Package:
        is_known = not (file.skips or file.fault)
        return Package(
            name=name,
            directory=(self._directory / name).parent,
            tests=tuple(sorted(file.tests)) if is_known else None,
            fault=file.fault,
        )


def _place(pattern: str, directory: Path) -> str:
    path = pattern.removesuffix(_ALL_BELOW) if f"/{pattern}".endswith("/...") else pattern
    place = os.path.relpath(path, directory) if Path(path).is_absolute() else path
    return os.path.normpath(place).replace(os.sep, "/")
