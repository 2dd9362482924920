"""Policies by name or from a file, checked against the checks that there are.

A workspace's folder `policies/` holds files of its own. Everything in it counts, so
what is neither a policy file nor for people to read is refused: a file whose name was
misspelt must not be why it asks for nothing.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from gonogo.documents import read_text
from gonogo.errors import GonogoError
from gonogo.policies.answerers import known_checks
from gonogo.project import (
    USUAL_BENCH,
    Project,
    UnknownNetworkError,
    WorkspaceNetworks,
    find_project,
    workspace_directory,
)
from gonogo.readiness import (
    Composed,
    Policy,
    compose_policy,
    effective_policy,
    shipped_composed,
    shipped_policy_names,
)


class StrayPolicyError(GonogoError):
    """Something in the folder of policies is no policy file, and might be meant to be one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no policy file, and everything in policies/ counts",
            hint="Call it .yaml, directly in the folder; or take it out.",
        )
        self.path = path


SCHEMA_SUFFIX = ".schema.json"
"""How the file is called that `gonogo policy schema` writes for editors."""

_SUFFIXES = (".yaml", ".yml")
_FOR_PEOPLE = (".md", SCHEMA_SUFFIX)


def policy_named(name: str, *, network: str | None = None) -> Policy:
    """Return a policy by its name, or that of a file by its path, checked against the checks.

    Raises:
        GonogoError: there is no such policy, or the file is none; says where and why.
    """
    return composed_policy(name, network=network).policy


def composed_policy(
    name: str, *, network: str | None = None, project: Project | None = None
) -> Composed:
    """Return a policy with where each requirement came from.

    A name means the policy of the workspace for the network, with all extensions that
    apply there. A path means that file alone.

    Raises:
        GonogoError: there is no such policy, or a file is wrong; says where and why.
    """
    checks = known_checks()
    path = Path(name)
    if path.suffix in _SUFFIXES or "/" in name or path.is_file():
        return compose_policy(read_text(path), name, checks=checks)
    around = project or find_project()
    if around is None:
        return shipped_composed(name, checks=checks)
    networks = known_networks(around) if network is None else {*known_networks(around), network}
    files = policy_files(around)
    return effective_policy(name, network, files, networks=networks, checks=checks)


def shipped_policies() -> tuple[Policy, ...]:
    """Return every policy that ships, as it is where nothing extends it."""
    checks = known_checks()
    return tuple(shipped_composed(name, checks=checks).policy for name in shipped_policy_names())


def policy_files(project: Project) -> Mapping[str, str]:
    """Return the text of each policy file of a workspace, by its path as people see it.

    Raises:
        StrayPolicyError: something else is in the folder, which might be meant to be one.
        DocumentError: a file cannot be read.
    """
    if not project.policies.is_dir():
        return {}
    found = {}
    for path in sorted(project.policies.iterdir()):
        if path.name.startswith(".") or path.name.endswith(_FOR_PEOPLE):
            continue
        if path.suffix not in _SUFFIXES or not path.is_file():
            raise StrayPolicyError(path)
        found[str(path.relative_to(project.root))] = read_text(path)
    return found


def known_networks(project: Project) -> set[str]:
    """Return every network that the scope of a workspace names, or that was added to it."""
    named = {name for feature in project.settings().features for name in feature.networks}
    return named | _networks_in(project.local)


def require_network(name: str | None) -> None:
    """Refuse the name of a network that nobody knows: nothing of its own would apply to it.

    Raises:
        UnknownNetworkError: neither the scope names it, nor was it added; names the nearest.
    """
    project = find_project()
    known = known_networks(project) if project else _networks_in(workspace_directory())
    if name is not None and name not in known:
        raise UnknownNetworkError(name, sorted(known), is_bench_down=False)


def policy_schema_text() -> str:
    """Return the JSON schema of policy files, with the names of all checks and policies."""
    # Comes with pydantic, and only editors need it.
    from gonogo.readiness.policy_json_schema import policy_json_schema  # noqa: PLC0415

    schema = policy_json_schema(known_checks(), shipped_policy_names())
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _networks_in(workspace: Path) -> set[str]:
    """Return the networks of a workspace; a bench that is down is one of them all the same."""
    networks = WorkspaceNetworks(workspace)
    benches = networks.benches.iterdir() if networks.benches.is_dir() else ()
    return {USUAL_BENCH, *networks.names(), *(path.name for path in benches)}
