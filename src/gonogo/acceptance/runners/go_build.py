"""Build the test binaries of many packages, in as few runs of `go test -c` as can be.

`go test -c` builds, links and vets just as `go test` does, with all cores; one package that
does not build keeps no other from being built. A binary is named after the last part of its
import path, and two of one name cannot be built in one run, so those come in another round,
into another folder. Which package could not be built, and why, is read from Go's own events
(Go 1.24 and later; of an earlier one only that its binary is not there, and all that was said).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.runners.go_keeping import alone_in, hand_out, is_renewed, mark_old
from gonogo.acceptance.runners.go_toolchain import Toolchain
from gonogo.acceptance.task import Ending, Surroundings

_LONGEST_SECONDS = 7200.0
_LONGEST_REASON_BYTES = 64_000
_MAJOR_VERSION = re.compile(r"v[1-9][0-9]*")


def binary_name(import_path: str) -> str:
    """Return what Go calls the test binary of a package."""
    *before, last = import_path.split("/")
    if before and last != "v1" and _MAJOR_VERSION.fullmatch(last):
        last = before[-1]
    return f"{last}.test"


def rounds(import_paths: Iterable[str]) -> dict[str, int]:
    """Number packages so that no two of one number have binaries of one name.

    The same packages have the same numbers, in whatever order they come.
    """
    numbers: dict[str, int] = {}
    times = Counter[str]()
    for path in sorted(set(import_paths)):
        # Two names that differ by case alone are one file on some disks.
        name = binary_name(path).casefold()
        numbers[path] = times[name]
        times[name] += 1
    return numbers


class _Said(msgspec.Struct, rename="pascal"):
    """An event of a build, or of a test that has no binary."""

    action: str = ""
    import_path: str = ""
    package: str = ""
    output: str = ""
    failed_build: str = ""


@dataclass
class BuildLog:
    """What a build said, by what it was said about."""

    texts: dict[str, bytearray] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    causes: dict[str, str] = field(default_factory=dict)
    """Of a package that could not even be loaded, what else was to blame."""
    _rest: bytes = b""

    def take(self, chunk: bytes) -> None:
        """Take some bytes of what `go test -c -json` prints."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            self._line(line)

    def text(self, chunk: bytes) -> None:
        """Take what was said about nothing in particular."""
        self._add("", chunk)

    def reason(self, import_path: str, others: Collection[str]) -> str:
        """Return why a package was not built, as Go said it; `others` were to be built with it."""
        own = {import_path, self.causes.get(import_path, import_path)}
        about = [name for name in self.texts if name and _package_of(name) in own]
        # What it imports may be to blame. Which of the failed ones that is, only Go knows.
        about = about or [
            name
            for name in sorted(self.failed & self.texts.keys())
            if _package_of(name) not in others
        ]
        about = about or list(self.texts)
        said = b"".join(self.texts[name] for name in about).decode(errors="replace").strip()
        return said or "Go built nothing for it and did not say why"

    def _line(self, line: bytes) -> None:
        try:
            said = msgspec.json.decode(line, type=_Said)
        except (msgspec.DecodeError, msgspec.ValidationError):
            self._add("", line + b"\n")
            return
        if said.action == "build-output":
            self._add(said.import_path, said.output.encode())
        elif said.action == "build-fail":
            self.failed.add(said.import_path)
        elif said.failed_build:
            self.causes[said.package] = _package_of(said.failed_build)

    def _add(self, about: str, text: bytes) -> None:
        kept = self.texts.setdefault(about, bytearray())
        kept += text[: max(0, _LONGEST_REASON_BYTES - len(kept))]


def _package_of(about: str) -> str:
    """Return the package of `P [P.test]` and of `P.test`."""
    return about.partition(" ")[0].removesuffix(".test")


@dataclass(frozen=True)
class Built:
    """What came of a build."""

    binaries: Mapping[str, Path]
    """By import path."""
    reasons: Mapping[str, str]
    """Why there is none, by import path."""


async def build(
    toolchain: Toolchain,
    packages: Mapping[str, int],
    surroundings: Surroundings,
    folder: Path,
    *,
    kept: Path | None = None,
) -> Built:
    """Build the test binary of each package into `folder`, which is not there yet.

    Args:
        toolchain: The Go to build with.
        packages: Their import paths, and in which round each is built.
        surroundings: Where, and with which variables.
        folder: Where the binaries of this run are.
        kept: Where binaries of earlier runs are, and these will be; None: nowhere.
    """
    if kept is None:
        return await _build_into(toolchain, packages, surroundings, folder)
    async with alone_in(kept):
        built = await _build_into(toolchain, packages, surroundings, kept)
        binaries = {
            path: hand_out(binary, folder / binary.parent.name / binary.name)
            for path, binary in built.binaries.items()
        }
    return Built(binaries, built.reasons)


async def _build_into(
    toolchain: Toolchain, packages: Mapping[str, int], surroundings: Surroundings, folder: Path
) -> Built:
    binaries, reasons = {}, {}
    for number in sorted(set(packages.values())):
        paths = [path for path, its_number in packages.items() if its_number == number]
        places = {path: folder / str(number) / binary_name(path) for path in paths}
        log = BuildLog()
        mark_old(places.values())
        ending = await _build_round(toolchain, places, surroundings, log)
        for path, binary in places.items():
            if is_renewed(binary):
                binaries[path] = binary
            else:
                reasons[path] = ending.fault or log.reason(path, paths)
    return Built(binaries, reasons)


async def _build_round(
    toolchain: Toolchain, places: Mapping[str, Path], surroundings: Surroundings, log: BuildLog
) -> Ending:
    folder = next(iter(places.values())).parent
    folder.mkdir(parents=True, exist_ok=True)
    words = ("test", "-c", "-json", *toolchain.build_flags, "-o", f"{folder}/", *places)
    ending = await run_process(
        Command((toolchain.program, *words), surroundings.directory, surroundings.environment),
        on_output=log.take,
        on_text=log.text,
        timeout_seconds=_LONGEST_SECONDS,
    )
    if ending.signal or ending.cut:
        # A binary that is there may be half of one.
        for binary in places.values():
            binary.unlink(missing_ok=True)
        by = ending.signal or f"us after {_LONGEST_SECONDS:.0f} s"
        log.text(f"the build was ended by {by}".encode())
    return ending
