"""How to run it again: what to set and what to type, for a person, without secrets.

It is text that a shell can read. Where a secret or an address of this run's own doors stood,
there are words in angle brackets for what to put there.
"""

import shlex
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance.environment.inherited import Inherited, looks_secret
from gonogo.acceptance.environment.variables import (
    DESCRIPTOR,
    FUNDER_KEY,
    NEVER_THE_CALLERS,
    STATE_DIRECTORY,
    Terms,
    given,
)

HIDDEN = "<secret>"
_INSTEAD = {
    FUNDER_KEY: "<private key of a funded wallet>",
    STATE_DIRECTORY: "<a directory that is kept>",
}


@dataclass(frozen=True)
class ByHand:
    """What to type to run what one process ran, without us."""

    task: str
    directory: Path
    argv: tuple[str, ...]


def reproducing(  # noqa: PLR0913 - What its text is made of.
    terms: Terms,
    inherited: Inherited,
    commands: Sequence[Sequence[str]],
    *,
    secrets: Collection[str],
    has_network: bool,
    by_hand: Sequence[ByHand] = (),
) -> str:
    """Return the text of a run's `environment.txt`.

    Args:
        terms: What the run promised.
        inherited: What its tests got of the caller's variables.
        commands: What was started, each as its arguments.
        secrets: What must not be seen, the longest first.
        has_network: Whether it ran for a network.
        by_hand: What each of its processes can be run with, one by one.
    """
    # Doors, files and keys were this run's alone, so words stand for what to put there.
    ours = given(terms, inherited.settings, None) | {
        name: value for name, value in _INSTEAD.items() if name in given(terms, {}, None)
    }
    if has_network:
        ours |= {"DEVSTACK_ORCHESTRATOR": "sysext", DESCRIPTOR: "<your descriptor>"}
    theirs = {
        name: HIDDEN if looks_secret(name) else _redacted(value, secrets)
        for name, value in inherited.settings.items()
        if name not in ours and name not in NEVER_THE_CALLERS
    }
    typed = [_typed(command, secrets) for command in commands]
    text = "\n".join(
        [
            "# To run it again: set these, and type one of the commands below.",
            *_exports(ours),
            *_section("Settings of tools and tests that the caller had", _exports(theirs)),
            *_section("Inherited as well, of this machine", _listed(inherited.machine)),
            *_section("Not given to the tests", _listed(inherited.left_out)),
            *_section("What was started", typed),
            *_section("Each of its processes by itself", _lines_by_hand(by_hand, secrets)),
        ]
    )
    return text + "\n"


def _lines_by_hand(by_hand: Iterable[ByHand], secrets: Collection[str]) -> Iterator[str]:
    for each in by_hand:
        # In a shell of its own, so that the next one is found where this one was typed.
        where = _typed(("cd", str(each.directory)), secrets)
        yield f"({where} && {_typed(each.argv, secrets)})  # {each.task}"


def _typed(command: Iterable[str], secrets: Collection[str]) -> str:
    """Return a command for a shell; redacted first, since what is put in has to be quoted too."""
    return shlex.join(_redacted(word, secrets) for word in command)


def _exports(variables: dict[str, str]) -> list[str]:
    return [f"export {name}={shlex.quote(value)}" for name, value in sorted(variables.items())]


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"# {title}:", *found)


def _listed(names: Iterable[str]) -> list[str]:
    return [f"#   {name}" for name in sorted(names)]


def _redacted(text: str, secrets: Collection[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text
