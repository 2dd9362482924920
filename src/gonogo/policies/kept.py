"""The policies under which somebody decided, by digest: to derive their decisions again.

`gonogo determine` keeps each beside the record, so every clone has it also after the file
in `policies/` was changed. Where it was lost, the one that ships or that the workspace
has now may still be the same; only its digest says so.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping

from gonogo.errors import GonogoError
from gonogo.policies.named import composed_policy
from gonogo.project import Project, find_content
from gonogo.readiness import Policy, policy_from_bytes, shipped_policy
from gonogo.record import Act, DeterminationBody


def kept_policies(project: Project, acts: Iterable[Act]) -> Mapping[str, Policy]:
    """Return the policies that the decisions among some acts name, as far as they are here."""
    found: dict[str, Policy] = {}
    for act in acts:
        body = act.body
        if isinstance(body, DeterminationBody) and body.policy_digest not in found:
            policy = _kept(project, body.policy_digest) or _as_now(project, body)
            if policy is not None:
                found[body.policy_digest] = policy
    return found


def _kept(project: Project, name: str) -> Policy | None:
    content = find_content(project, name)
    return None if content is None else policy_from_bytes(content, name)


def _as_now(project: Project, decided: DeterminationBody) -> Policy | None:
    named = _named_now(project, decided)
    return next((each for each in named if each.digest == decided.policy_digest), None)


def _named_now(project: Project, decided: DeterminationBody) -> Iterator[Policy]:
    """Yield what the workspace, and what the package, calls by the name of the step."""
    name, network = decided.transition, decided.network
    # A file of the workspace may be wrong, and a step one that nothing is known of.
    with contextlib.suppress(GonogoError):
        yield composed_policy(name, network=network, project=project).policy
    with contextlib.suppress(GonogoError):
        yield shipped_policy(name)
