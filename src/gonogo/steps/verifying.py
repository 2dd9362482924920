"""What whoever verifies expects, from files of their own: their trust, and their manifest.

Nothing here looks at the workspace, the record or the bundle.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from gonogo import documents
from gonogo.errors import GonogoError
from gonogo.networks import Network, Stage, candidate_digest, load
from gonogo.people import parse_trust, trust_value
from gonogo.verifier import Expected
from gonogo.verifier.bundle import MOST_BYTES

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_TRANSITIONS = (
    "rehearsal",
    *(
        f"{move}:{stage.value}"
        for stage in Stage
        if stage is not Stage.BENCH
        for move in ("deploy", "publish", "promote")
    ),
)


class VerifyingError(GonogoError):
    """What is to be verified, or what it is expected to be, cannot be read."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)
        self.what = what


def read_bundle(path: Path) -> bytes:
    """Return the bytes of a bundle; of one that is larger than any, enough to see that.

    Raises:
        VerifyingError: there are none to read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        hint = "Give the file that `gonogo bundle NETWORK -o FILE` wrote."
        raise VerifyingError(f"{path} cannot be read: {error.strerror}", hint=hint) from error


def require_transition(name: str) -> str:
    """Refuse what is no transition of the process.

    Raises:
        VerifyingError: it is none; says which there are.
    """
    if name not in _TRANSITIONS:
        near = documents.nearest(name, _TRANSITIONS)
        guess = f"Did you mean {near!r}? " if near else ""
        hint = f"{guess}There are: {', '.join(_TRANSITIONS)}."
        raise VerifyingError(f"there is no transition {name!r}", hint=hint)
    return name


def expected_of(  # noqa: PLR0913 - All that is expected, each by its name.
    *,
    trust_file: Path,
    manifest: Path,
    transition: str,
    network: str | None,
    deployment: str | None,
    accept: Iterable[str],
    at: datetime,
) -> Expected:
    """Return what is expected of a bundle.

    Raises:
        DocumentError: a file breaks a rule.
        VerifyingError: something that was typed means nothing.
    """
    require_transition(transition)
    if deployment is not None and _DIGEST.fullmatch(deployment) is None:
        hint = "It is in the decision and in the run that was judged: gonogo show latest --json."
        raise VerifyingError(f"{deployment!r} is no digest of a deployment", hint=hint)
    trust = parse_trust(documents.read_text(trust_file), str(trust_file))
    described = load(manifest)
    return Expected(
        trust=trust_value(trust),
        network=described.name if network is None else network,
        candidate=candidate_digest(described),
        chains=frozenset(chain.name for chain in described.chains),
        components={
            chain.name: frozenset(chain.inventory) for chain in described.chains if chain.inventory
        },
        versions=_versions(described),
        transition=transition,
        deployment=deployment,
        accept=frozenset(accept),
        at=at,
    )


def _versions(network: Network) -> Mapping[str, frozenset[str]]:
    """Return in which versions the candidate names each component."""
    found: dict[str, set[str]] = {}
    for component in network.components:
        found.setdefault(component.name, set()).add(component.version)
    return {name: frozenset(versions) for name, versions in found.items()}
