"""Which packages a pattern names, by one `go list`, and which tests they have, by reading them.

`go list` knows modules, workspaces, build constraints and `/...`; with `-find` it looks at no
dependencies, so a large repository takes no longer than its own files. What does not build is
found when it is built.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from gonogo.acceptance.runners.go_command import ask
from gonogo.acceptance.runners.go_errors import GoListError
from gonogo.acceptance.runners.go_names import names_in
from gonogo.acceptance.task import Package, Surroundings

_FIELDS = "Dir,ImportPath,Name,Match,TestGoFiles,XTestGoFiles,Error"


class _Error(msgspec.Struct):
    message: str = msgspec.field(name="Err", default="")


class _Listed(msgspec.Struct, rename="pascal"):
    """A package as `go list -json` tells it."""

    import_path: str
    dir: str = ""
    name: str = ""
    match: list[str] = []
    test_go_files: list[str] = []
    x_test_go_files: list[str] = []
    error: _Error | None = None


async def find_packages(
    program: str, patterns: Sequence[str], surroundings: Surroundings
) -> dict[str, tuple[Package, ...]]:
    """Return the packages of each pattern, sorted as `go list` does.

    Raises:
        GoMissingError: there is no such program.
        GoListError: it cannot list anything here.
    """
    found: dict[str, list[Package]] = {pattern: [] for pattern in patterns}
    if not patterns:
        return {}
    words = ("list", "-e", "-find", f"-json={_FIELDS}", "--", *patterns)
    answer = await ask(program, words, surroundings)
    if not answer.ending.is_clean or answer.ending.exit_code != 0:
        raise GoListError(str(surroundings.directory), answer.text or "it said nothing")
    for listed in _listed(answer.output):
        # Of what does not exist Go tells no directory. That pattern names no package.
        if listed.dir:
            package = _package(listed)
            for pattern in _patterns_of(listed, found):
                found[pattern].append(package)
    return {pattern: tuple(packages) for pattern, packages in found.items()}


def _patterns_of(listed: _Listed, known: Mapping[str, object]) -> Iterator[str]:
    # Go tells a pattern as it understood it, such as `./a` for `./a/`.
    matched = {_plain(match) for match in listed.match}
    return (pattern for pattern in known if _plain(pattern) in matched)


def _plain(pattern: str) -> str:
    local = pattern.startswith("./") and pattern != "./"
    return pattern[2:].rstrip("/") if local else pattern.rstrip("/")


def _listed(output: bytes) -> Iterator[_Listed]:
    """Yield what stands in a row of JSON objects without anything between them."""
    text, decoder, start = output.decode(errors="replace").strip(), json.JSONDecoder(), 0
    while start < len(text):
        value: Any
        value, end = decoder.raw_decode(text, start)
        start = text.find("{", end) if end < len(text) else end
        yield msgspec.convert(value, _Listed)


def _package(listed: _Listed) -> Package:
    directory = Path(listed.dir)
    names: set[str] = set()
    fault = listed.error.message if listed.error else ""
    for file in (*listed.test_go_files, *listed.x_test_go_files):
        try:
            source = (directory / file).read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            fault = fault or f"{file} cannot be read: {error.strerror}"
            continue
        names.update(names_in(source))
    return Package(listed.import_path, directory, tuple(sorted(names)), fault)
