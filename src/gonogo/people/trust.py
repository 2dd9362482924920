"""Whom a workspace trusts before anything was signed: its roots, and what they pinned."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from gonogo.people.public_key import fingerprint


def pin_key(transition: str, network: str | None = None) -> str:
    """Return what a policy is pinned under: for every network, or for one alone."""
    return transition if network is None else f"{transition}@{network}"


@dataclass(frozen=True)
class Root:
    """A person whose signature the people and the trust of a workspace rest on."""

    name: str
    public: str
    """`TYPE BASE64`, without a comment."""

    @functools.cached_property
    def fingerprint(self) -> str:
        """The fingerprint of the root's key."""
        return fingerprint(self.public)


@dataclass(frozen=True)
class Trust:
    """What trust.yaml says; roots are sorted by name, and no two share a key."""

    workspace: str
    """32 small hexadecimal digits: acts of another workspace count for nothing here."""
    roots: tuple[Root, ...]
    threshold: int
    """How many roots must agree to a change of the trust itself."""
    verifier_id: str
    """The URI under which this workspace's decisions are known to tools of others."""
    is_solo: bool = False
    policies: Mapping[str, str] = field(default_factory=dict)
    """The digest of the policy that is pinned for a transition, such as `promote:alphanet`, or
    for it on one network alone, such as `promote:alphanet@eris`."""

    def pinned(self, transition: str, network: str) -> str | None:
        """Return the digest that is pinned for a transition of a network; the exact one wins."""
        exact = self.policies.get(pin_key(transition, network))
        return self.policies.get(transition) if exact is None else exact

    def root(self, fingerprint: str) -> Root | None:
        """Return the root whose key has this fingerprint; None: it is no root's."""
        return next((root for root in self.roots if root.fingerprint == fingerprint), None)
