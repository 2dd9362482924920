"""How to run it again: what to set and what to type, for a person, without secrets.

It is text that a shell can read. Where a secret or an address of this run's own doors stood,
there are words in angle brackets for what to put there.
"""

import shlex
from collections.abc import Collection, Iterable, Iterator, Sequence

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


def reproducing(
    terms: Terms,
    inherited: Inherited,
    commands: Sequence[Sequence[str]],
    *,
    secrets: Collection[str],
    has_network: bool,
) -> str:
    """Return the text of a run's `environment.txt`.

    Args:
        terms: What the run promised.
        inherited: What its tests got of the caller's variables.
        commands: What was started, each as its arguments.
        secrets: What must not be seen, the longest first.
        has_network: Whether it ran for a network.
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
    # Redacted before they are quoted: a word that is put in has to be quoted as well.
    typed = [[_redacted(word, secrets) for word in command] for command in commands]
    text = "\n".join(
        [
            "# To run it again: set these, and type one of the commands below.",
            *_exports(ours),
            *_section("Settings of tools and tests that the caller had", _exports(theirs)),
            *_section("Inherited as well, of this machine", _listed(inherited.machine)),
            *_section("Not given to the tests", _listed(inherited.left_out)),
            *_section("What was started", map(shlex.join, typed)),
        ]
    )
    return text + "\n"


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
