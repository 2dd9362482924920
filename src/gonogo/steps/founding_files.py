"""The files that a new workspace begins with, written for people to read and edit."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gonogo.people import Role, Root
from gonogo.policies import pin_lines
from gonogo.readiness import Policy

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*")

_SETTINGS = """\
# The settings of this gonogo workspace. Keep it in git; what counts is what was signed:
#   gonogo adopt gonogo.yaml      signs the features below as they are now
workspace: "{workspace}"

# What the release brings. A feature climbs from network to network with its pass.
features:
#  interop:
#    title: Interop between the chains of a cluster
#    team: platforms
#    components: [op-node, op-supervisor]    # as the manifests call them
#    networks: [eris]                        # as this workspace calls them
"""

_PEOPLE = """\
# Who is who. Edit it, then let a root sign what it says:  gonogo adopt people.yaml
#
# Roles: platforms            keeps the process, decides, may block
#        release-coordinator  rates findings, publishes and promotes
#        feature, security    sign what they tested by hand
#        break-glass          opens the gate by force; give it a key of its own
# Who may sign what: docs/permissions.md. A key may be limited, both in UTC:
#   - key: ssh-ed25519 AAAA… ada@home
#     from: 2026-11-22        the first moment that it may sign
#     until: 2027-11-22       the first moment that it may not: take a day, or 2027-11-22T18:00:00Z
teams:
  platforms:
    title: Platforms

people:
{people}
# Machines. Each signs what it measured; in another clone: gonogo key new --runner
runners:
{runners}"""

_TRUST = """\
# Whom this workspace trusts before anything is signed. Give this file to whoever verifies.
# Changed by `threshold` roots together:  gonogo adopt trust.yaml, then gonogo endorse ACT
workspace: "{workspace}"
verifier_id: "urn:gonogo:{workspace}"
{solo}threshold: {threshold}
roots:
{roots}
# The one policy of a transition whose decisions count, by its digest: what was agreed on. It stays
# the same when gonogo or policies/ change; then nothing is decided until another is agreed on:
#   gonogo policy pin NAME, then gonogo adopt trust.yaml
policies:
{policies}
"""

_POLICIES = """\
# Policies of your own

Policies ship with gonogo. Put here what is yours: the checklist of a devnet, or a feature team's
own requirements. They add to a shipped policy and can never weaken it.

What counts is what was agreed on: trust.yaml pins each policy by its digest. After a change here:

    gonogo policy check
    gonogo policy pin NAME --network NET
    gonogo adopt trust.yaml
"""


@dataclass(frozen=True)
class Founder:
    """Somebody who is in a workspace from the beginning."""

    name: str
    public: str
    roles: tuple[Role, ...]


def founding_files(
    workspace: str,
    founders: Sequence[Founder],
    runners: Mapping[str, str],
    *,
    threshold: int,
    policies: Sequence[Policy],
) -> dict[str, str]:
    """Return the texts of a workspace's files, by where they stand; gonogo.yaml is the last."""
    pins = {policy.name: policy.digest for policy in policies}
    titles = {policy.name: policy.title for policy in policies}
    roots = [Root(founder.name, founder.public) for founder in founders]
    is_solo = len(roots) == 1
    return {
        "policies/README.md": _POLICIES,
        "people.yaml": _PEOPLE.format(
            people="".join(map(_person, founders)),
            runners="".join(
                f"  {_key(name)}:\n    keys:\n      - {public}\n"
                for name, public in runners.items()
            ),
        ),
        "trust.yaml": _TRUST.format(
            workspace=workspace,
            solo="is_solo: true    # one person decides; every decision says so\n"
            if is_solo
            else "",
            threshold=threshold,
            roots="".join(f"  {_key(root.name)}: {root.public}\n" for root in roots),
            policies=pin_lines(pins, titles),
        ),
        "gonogo.yaml": _SETTINGS.format(workspace=workspace),
    }


def _person(founder: Founder) -> str:
    roles = ", ".join(role.value for role in founder.roles)
    return (
        f"  {_key(founder.name)}:\n    team: platforms\n    roles: [{roles}]\n"
        f"    keys:\n      - {founder.public}\n"
    )


def _key(name: str) -> str:
    """Return a name as a key of YAML, in quotes where it needs them."""
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)
