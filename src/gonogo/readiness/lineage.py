"""Where findings were opened, seen from the deployment that is judged.

A finding belongs to the network that it was opened on. Its network being deployed
again, or with another text in its manifest, makes another deployment and perhaps
another candidate, and neither takes the finding away: here is what the judge asks
to carry it over, and to say where it comes from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo.findings import Finding
from gonogo.people import to_the_minute
from gonogo.readiness.record import Record

_SHORT_DIGITS = 8


@dataclass(frozen=True)
class Lineage:
    """The deployments of one network, one of which is judged."""

    deployment: str | None
    """The one that is judged; None when it could not be recognised."""
    candidate: str
    candidates: Mapping[str, str]
    """What each deployment that is known was a deployment of."""

    def is_candidate_new(self, finding: Finding) -> bool:
        """Say whether another candidate is judged than the one that failed.

        Where nobody knows which one failed, it is not.
        """
        failed = self.candidates.get(finding.deployment)
        return (
            finding.deployment != self.deployment
            and failed is not None
            and failed != self.candidate
        )

    def origin(self, deployment: str, at: datetime) -> str:
        """Return where and when something happened; empty when it was on this deployment."""
        if deployment == self.deployment:
            return ""
        candidate = self.candidates.get(deployment)
        known = f"candidate {_short(candidate)}" if candidate else "a candidate nobody knows"
        return f"on deployment {_short(deployment)} of {known}, {to_the_minute(at)}"


def lineage_of(record: Record) -> Lineage:
    """Return the lineage of the deployment that a record is about."""
    candidates = {known.digest: known.candidate for known in record.deployments}
    return Lineage(record.deployment, record.candidate, candidates)


def _short(digest: str) -> str:
    digits = digest.removeprefix("sha256:")
    return digits if len(digits) <= _SHORT_DIGITS else f"{digits[:_SHORT_DIGITS]}…"
