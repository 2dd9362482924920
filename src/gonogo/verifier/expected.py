"""What the verifier knows by itself, and what came of comparing a bundle with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .reasons import Reason

CONDITIONAL, BREAK_GLASS = "conditional", "break-glass"
ACCEPTABLE = frozenset({CONDITIONAL, BREAK_GLASS})
"""What can be accepted besides go."""


@dataclass(frozen=True)
class Expected:
    """What is asked for; none of it may come from the bundle."""

    trust: Mapping[str, Any]
    """The verifier's trust.yaml, as the value of a `trust` act."""
    network: str
    candidate: str
    """The digest of what is going to be deployed."""
    chains: frozenset[str]
    """The names of the network's chains."""
    transition: str
    at: datetime
    """The time of verification."""
    deployment: str | None = None
    """None: whichever deployment of the candidate was judged."""
    accept: frozenset[str] = frozenset()
    components: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By chain, what its inventory lists. Of a chain that is not in it, nobody knows here."""
    versions: Mapping[str, frozenset[str]] | None = None
    """Of each component of the candidate. None: nobody knows here."""


@dataclass(frozen=True)
class Verification:
    """What a bundle is worth to this verifier."""

    reasons: tuple[Reason, ...]
    """What speaks against it; nothing: it may be acted upon."""
    verdict: str | None = None
    """The verdict derived here; None where there was nothing to derive it from."""
    level: str | None = None
    """What the decision is worth: the policy's level, with its suffix."""
    outline: bytes | None = None
    """What was derived here, in canonical JSON."""
    determination: str | None = None
    deployment: str | None = None
    valid_until: datetime | None = None
    signers: tuple[str, ...] = ()
    """Who signed the decision: names, by the last people acts."""
    is_solo: bool = False
    break_glass: str | None = None
    """The act that is acted upon instead of the verdict; None: the verdict is."""

    @property
    def is_accepted(self) -> bool:
        """Whether the step may be taken."""
        return not self.reasons
