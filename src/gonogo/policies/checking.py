"""Whether a policy file is right, and what it makes of the policy that it extends.

A file in the workspace's folder is checked together with the others there, since it
may extend one of them and must go together with all; any other file by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gonogo.documents import read_text
from gonogo.policies.answerers import known_checks
from gonogo.policies.named import known_networks, policy_files
from gonogo.policies.pin_names import require_known_pins
from gonogo.project import Project, find_project
from gonogo.readiness import (
    Composed,
    Folder,
    ReadFile,
    compose_policy,
    effective_policy,
    read_file,
    shipped_policy_names,
)


@dataclass(frozen=True)
class CheckedFile:
    """A policy file that is right."""

    name: str
    extends: str | None
    """The policy that it makes stricter; None: it says all of one."""
    is_extension: bool
    networks: tuple[str, ...] | None
    """Where an extension applies; None: everywhere."""
    composed: Composed
    """What it alone makes of it."""
    added: tuple[str, ...]
    """The requirements that it brings, by id."""
    tightened: tuple[str, ...]
    """The requirements of the policy that it extends which it makes stricter, by id."""


def check_policy_file(path: Path) -> CheckedFile:
    """Check one file.

    Raises:
        GonogoError: it is wrong, or does not go together with the others of its folder.
    """
    project = find_project()
    if project is not None and path.resolve().parent == project.policies.resolve():
        name = str(path.resolve().relative_to(project.root.resolve()))
        return next(each for each in check_policy_files(project) if each.name == name)
    text = read_text(path)
    composed = compose_policy(text, str(path), checks=known_checks())
    return _checked(read_file(text, str(path)), composed)


def check_policy_files(project: Project) -> tuple[CheckedFile, ...]:
    """Check every file in a workspace's folder, and that they go together.

    Raises:
        GonogoError: one is wrong, two exclude each other, or trust.yaml pins what is none.
    """
    require_known_pins(project)
    files, networks, checks = policy_files(project), known_networks(project), known_checks()
    folder = Folder(files, networks, checks)
    for transition in {*folder.named, *_extended(folder.extensions)}:
        # Those that apply to one network only must go together there.
        for network in (None, *sorted(networks)):
            effective_policy(transition, network, files, networks=networks, checks=checks)
    whole = [_checked(read, folder.policy(name)) for name, read in folder.named.items()]
    parts = [_checked(read, folder.extension(read)) for read in folder.extensions]
    return tuple(sorted([*whole, *parts], key=lambda each: each.name))


def project_policy_names(project: Project | None) -> tuple[str, ...]:
    """Return the names of all policies, shipped and of the workspace, sorted."""
    shipped = shipped_policy_names()
    if project is None:
        return shipped
    return Folder(policy_files(project), None, known_checks()).names


def _extended(extensions: Iterable[ReadFile]) -> set[str]:
    return {str(read.file.extends) for read in extensions}


def _checked(read: ReadFile, composed: Composed) -> CheckedFile:
    name = read.document.name
    origins = composed.origins.items()
    return CheckedFile(
        name=name,
        extends=read.file.extends,
        is_extension=read.is_extension,
        networks=tuple(read.file.applies_to.networks) if read.file.applies_to else None,
        composed=composed,
        added=tuple(id_ for id_, origin in origins if origin.added_by == name),
        tightened=tuple(id_ for id_, origin in origins if name in origin.tightened.values()),
    )
