"""A deployment: one candidate on one network, known by what the network itself says.

An identity is a set of facts read from nodes. A fact that could not be read is
unknown, which is neither the same nor another: two readings belong together as
long as no fact is known in both and differs. So a node that is down for a while
does not make a new deployment, and a node with another version does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo import digest


@dataclass(frozen=True)
class Fact:
    """One thing a network says about itself."""

    name: str
    """Such as `chain.901.genesis_hash` or `chain.901.node.verifier-0.client_version`."""
    value: str | None
    """None: it was asked and could not be read."""


@dataclass(frozen=True)
class Drift:
    """A fact that was one thing and is another."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Identity:
    """What a network said about itself at one time, sorted by name."""

    facts: tuple[Fact, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the names of the facts that could not be read."""
        return tuple(fact.name for fact in self.facts if fact.value is None)

    @property
    def was_seen(self) -> bool:
        """Whether any node told which L2 chain it is on."""
        return any(
            fact.value is not None
            for fact in self.facts
            if fact.name.startswith("chain.") and fact.name.endswith(".genesis_hash")
        )

    def drift(self, later: "Identity") -> tuple[Drift, ...]:
        """Return what moved: facts known now and then, and different."""
        then = {fact.name: fact.value for fact in later.facts}
        return tuple(
            Drift(fact.name, fact.value, after)
            for fact in self.facts
            # A fact that one of the readings lacks has not moved: nobody saw it there.
            if fact.value is not None
            and (after := then.get(fact.name)) is not None
            and after != fact.value
        )


@dataclass(frozen=True)
class Deployment:
    """One candidate on one network."""

    network: str
    candidate: str
    """The digest of the candidate that the network's files name."""
    identity: Identity

    @property
    def digest(self) -> str:
        """Return the name of this deployment by its content."""
        return digest.of_value(self)


def planned(network: str, candidate: str) -> Deployment:
    """Return the deployment of a candidate that nobody deployed yet, of which nothing was read.

    It is no deployment that anybody can observe: that one has facts, and so another digest.
    """
    return Deployment(network, candidate, Identity(()))


def recognise(
    network: str, candidate: str, reading: Identity, known: Iterable[Deployment]
) -> Deployment:
    """Return the known deployment that a reading belongs to, else a new one.

    A reading belongs to a deployment of the same network and candidate from
    which no fact has moved and which knows every genesis hash that was read, an
    L2 chain's among them. So what fails while L1 is down is held against the
    deployment that it happened to; but a reading that knows more than a
    deployment does is a new one, since what is new in it was never compared. Of
    several, the one that knows the most is taken, then the smallest digest.
    """
    fitting = [
        deployment
        for deployment in known
        if deployment.network == network
        and deployment.candidate == candidate
        and not deployment.identity.drift(reading)
        and _genesis(reading).items() <= _genesis(deployment.identity).items()
        and any(name.startswith("chain.") for name in _genesis(reading))
    ]
    if not fitting:
        return Deployment(network, candidate, reading)
    # Whoever knows the most has the most in which a later reading could differ.
    return min(fitting, key=lambda found: (len(found.identity.unknown), found.digest))


def _genesis(identity: Identity) -> dict[str, str]:
    return {
        fact.name: fact.value
        for fact in identity.facts
        if fact.name.endswith(".genesis_hash") and fact.value is not None
    }
