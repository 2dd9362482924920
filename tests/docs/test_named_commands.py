"""Every command that a message, a remedy or a page tells people to type exists, as it is told."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from gonogo.cli.main import group

ROOT = Path(__file__).parents[2]
PLACEHOLDER = "\N{HORIZONTAL ELLIPSIS}"
IN_PROSE = re.compile(
    "alone|an|and|are|can|cannot|changes|command|comes|does|gives|has|holds|in|installed|is|itself"
    "|judges|keeps|looks|made|names|needs|or|reads|starts|tests|was|workspace|writes"
)
"""Words that follow the name of the product in sentences; whatever else does is typed."""
PLACES = ("src/gonogo/**/*.py", "src/gonogo/**/*.yaml", "docs/**/*.md", "README.md")
SOURCES = sorted(path for place in PLACES for path in ROOT.glob(place))
_END = re.compile(r"`|\n|&&|\||;|#| \(|\)|\.(\s|$)|,(\s|$)|:(\s|$)|\"\)?$|←|→")


def strings(path: Path) -> Iterator[str]:
    """Yield every text of a file: of Python, each string whole, with `…` for what is filled in."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield text
        return
    inside: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else PLACEHOLDER
                for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # A part of a longer text was yielded with it.
            yield "" if id(node) in inside else node.value


def named(text: str) -> Iterator[list[str]]:
    """Yield the words of each command that a text names, without `gonogo`."""
    joined = re.sub(r"\\\\?\n\s*", " ", text)
    for found in re.finditer(r"(?<![\w./-])gonogo[ \n]+(?=[a-z-])", joined):
        rest = joined[found.end() :]
        end = _END.search(rest)
        words = re.findall(r"\"[^\"]*\"|'[^']*'|\S+", rest[: end.start()] if end else rest)
        if words and not IN_PROSE.fullmatch(words[0]):
            yield words


def fault(words: list[str]) -> str | None:
    """Return why these words after `gonogo` cannot be typed; None: they can."""
    command: click.Command = group
    context = click.Context(group, info_name="gonogo", **group.context_settings)
    rest = list(words)
    while isinstance(command, click.Group):
        if not rest or rest[0].startswith("-"):
            return _unknown_option(command, rest)
        name = rest.pop(0)
        if name.startswith((PLACEHOLDER, "[")):
            return None
        below = command.get_command(context, name)
        if below is None:
            return f"{command.name or 'gonogo'} has no command {name!r}"
        command = below
    return _unknown_option(command, rest)


def _unknown_option(command: click.Command, rest: list[str]) -> str | None:
    # A command keeps the help option that it was first asked for: ask as the program does, or every
    # help text that is rendered later in this process lacks -h.
    context = click.Context(command, **group.context_settings)
    options = {name: each for each in command.get_params(context) for name in each.opts}
    options |= {name: each for each in command.get_params(context) for name in each.secondary_opts}
    words = iter(rest)
    for word in words:
        name, has_value, value = word.strip(f"[]{PLACEHOLDER}").partition("=")
        if not name.startswith("-") or name in {"-", "--"}:
            continue
        option = options.get(name)
        if option is None:
            return f"{command.name} has no option {name}"
        if isinstance(option, click.Option) and not option.is_flag:
            value = value if has_value else next(words, PLACEHOLDER)
            kinds = option.type
            is_named = value.islower() and PLACEHOLDER not in value
            if isinstance(kinds, click.Choice) and is_named and value not in kinds.choices:
                return f"{command.name} {name} does not take {value!r}"
    return None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_people_are_told_to_type_exists(path: Path) -> None:
    """Commands and subcommands by name, options, and the words that options take."""
    wrong = [
        f"gonogo {' '.join(words)}: {why}"
        for text in strings(path)
        for words in named(text)
        if (why := fault(words)) is not None
    ]

    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "Sign it: gonogo scope sign",
        "see `gonogo policy use NAME`",
        "gonogo assess eris --fore promote",
        "gonogo determine eris --for leave",
        "gonogo bench brek batcher, then wait",
        "gonogo audit verify --expects HEAD",
    ],
)
def test_what_does_not_exist_is_found(text: str) -> None:
    """So that the test above can fail."""
    assert [why for words in named(text) if (why := fault(words))]


@pytest.mark.parametrize(
    "text",
    [
        "`gonogo policy pin NAME --network NET`, then `gonogo adopt trust.yaml`.",
        'gonogo finding plan 1234 --owner NAME --due YYYY-MM-DD --text "…" --drill EVIDENCE',
        "gonogo is not a monitoring system",
        "Add one: gonogo network add DIR, or start a local one: gonogo bench up --detach.",
    ],
)
def test_what_exists_is_not_found_wrong(text: str) -> None:
    """Whatever stands around it."""
    assert not [why for words in named(text) if (why := fault(words))]
