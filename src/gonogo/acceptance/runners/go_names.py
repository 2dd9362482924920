"""The names of the tests in a Go test file, as `go test` would find them, without building it.

Counted are what `go test` runs by itself: tests, fuzz targets (it runs their seeds), and
examples that say what they print; an example without an `Output:` comment is only compiled.
Not counted: methods (`func (s *Suite) TestX()`), since it takes the suite to run them, and
benchmarks. `TestMain` is a test only where it takes a `*testing.T`.

This is no parser. It knows comments, strings and braces, which is what it takes not to be
misled in a file that Go accepts; in one that Go refuses, the build says so.
"""

import re

_TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n]* | /\*.*?\*/ )
  | "(?:\\.|[^"\\\n])*" | `[^`]*` | '(?:\\.|[^'\\\n])+'
  | (?P<brace> [{}] )
  | \bfunc\s+ (?P<name> (?:Test|Fuzz|Example)\w* ) \s* \( (?P<parameters> [^()]* ) \)
    """,
    re.DOTALL | re.VERBOSE,
)
_KINDS = {"Test": "T", "Fuzz": "F"}
_PARAMETER = r"\s*(?:\w+\s+)?\*\s*(?:\w+\s*\.\s*)?{kind}\s*,?\s*"
_OUTPUT = re.compile(r"\s*(?:unordered )?output:", re.IGNORECASE)
_NEW_GROUP = re.compile(r"\S|\n[ \t\r]*\n")


def names_in(source: str) -> list[str]:
    """Return the names of the tests in a file, in the order in which they stand there."""
    return [
        token["name"]
        for token in _TOKEN.finditer(source)
        if token["name"] is not None and _is_run(token, source)
    ]


def _is_run(token: re.Match[str], source: str) -> bool:
    kind, parameters = _kind(token["name"]), token["parameters"]
    if kind == "Example":
        is_run = _OUTPUT.match(_last_comment(source, token.end())) is not None
        return is_run and not parameters.strip()
    if kind not in _KINDS:
        return False
    return re.fullmatch(_PARAMETER.format(kind=_KINDS[kind]), parameters) is not None


def _kind(name: str) -> str:
    """Return what its name makes of a function; empty: nothing, such as `Testing`."""
    kind = next(kind for kind in (*_KINDS, "Example") if name.startswith(kind))
    return "" if name[len(kind) : len(kind) + 1].islower() else kind


def _last_comment(source: str, start: int) -> str:
    """Return the text of the last group of comments in the body that begins after `start`."""
    depth, group, end = 0, "", start
    for token in _TOKEN.finditer(source, start):
        if token["brace"]:
            depth += 1 if token["brace"] == "{" else -1
            if depth == 0:
                break
        elif token["comment"] and depth:
            # Comments on following lines are one group, and Go looks at where it begins.
            if _NEW_GROUP.search(source, end, token.start()) or not group:
                group = token["comment"][2:].removesuffix("*/")
            end = token.end()
    return group
