"""Keep an observation as artifacts, and take it out again to judge it anew.

The readings are artifacts of their own, because checks share them; the
observation is a small document that names them. Taken out again it is verified,
so what is judged anew is what was observed then.
"""

from dataclasses import dataclass

import msgspec

from gonogo import digest
from gonogo.checks import Observation
from gonogo.evidence import Window
from gonogo.workflows.errors import CorruptRecordError
from gonogo.workflows.ports import Artifacts


@dataclass(frozen=True)
class KeptObservation:
    """An observation whose readings are named by their digests."""

    check: str
    chain: str
    window: Window
    readings: tuple[tuple[str, str], ...]
    """The digest of each reading's artifact, by name and sorted."""
    error: str | None
    skipped: str | None


def keep(observation: Observation, artifacts: Artifacts) -> tuple[str, KeptObservation]:
    """Keep an observation and return the digest of the document that names its readings."""
    kept = KeptObservation(
        check=observation.check,
        chain=observation.chain,
        window=observation.window,
        readings=tuple(
            (name, artifacts.put(content)) for name, content in sorted(observation.readings.items())
        ),
        error=observation.error,
        skipped=observation.skipped,
    )
    return artifacts.put(digest.canonical_json(kept)), kept


def take_out(name: str, artifacts: Artifacts) -> tuple[KeptObservation, Observation]:
    """Return an observation as it was kept, and with its readings.

    Raises:
        CorruptRecordError: it or one of its readings is missing or damaged.
    """
    try:
        kept = msgspec.json.decode(artifacts.get(name), type=KeptObservation)
    except msgspec.DecodeError as error:
        raise CorruptRecordError(f"artifact {name}", "it describes no observation") from error
    return kept, Observation(
        check=kept.check,
        chain=kept.chain,
        window=kept.window,
        readings={each: artifacts.get(content) for each, content in kept.readings},
        error=kept.error,
        skipped=kept.skipped,
    )
