"""A verified determination: the only thing that features are promoted on.

Only `verify` makes one, by way of the verifier, which shares no code with whoever
wrote the bundle. Python cannot forbid more than mistakes; a mistake it does forbid:
neither the constructor nor `dataclasses.replace` gives one to anybody else.
"""

import base64
from collections.abc import Mapping
from dataclasses import KW_ONLY, InitVar, dataclass
from datetime import datetime

import msgspec

from gonogo import digest
from gonogo.attest.errors import RefusalReason, RefusedBundleError
from gonogo.attest.versions import Versions, versions_of
from gonogo.readiness import Verdict
from gonogo.record import DeterminationBody, open_act
from gonogo.verifier import Expected, Verification
from gonogo.verifier import verify as verify_bundle

# Whoever has it can make a decision out of nothing, so it does not leave this module.
_SEAL = object()


class _Bundle(msgspec.Struct, frozen=True):
    acts: tuple[msgspec.Raw, ...]
    determination: str
    policy: str


class _Policy(msgspec.Struct, frozen=True):
    requires_passed: str | None


@dataclass(frozen=True)
class VerifiedDetermination:
    """A decision that holds, as whoever verified it saw it."""

    _: KW_ONLY
    id: str
    network: str
    transition: str
    deployment: str
    candidate: str
    policy_digest: str
    requires_passed: str | None
    """The transition that each feature must have passed; None: none."""
    verdict: Verdict
    level: str
    judged_at: datetime
    valid_until: datetime
    is_solo: bool
    signers: tuple[str, ...]
    """The names of those who decided."""
    break_glass: str | None
    """The act by which it was accepted against its verdict; None: it holds by itself."""
    features: Mapping[str, Versions]
    """Each feature that was decided about, with the versions of what it touches."""
    bundle: str
    """The digest of the file."""
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        """Refuse to be made by anybody but `verify`.

        Raises:
            TypeError: somebody else tried.
        """
        if seal is not _SEAL:
            raise TypeError("only gonogo.attest.verify makes a VerifiedDetermination")


def verify(content: bytes, expected: Expected) -> VerifiedDetermination:
    """Return the decision of a bundle, if it is what is expected.

    Args:
        content: the bundle; nothing that it says about itself is believed.
        expected: what is asked for, from the side of whoever asks.

    Raises:
        RefusedBundleError: it is not; says every reason.
    """
    verification = verify_bundle(content, expected)
    if not verification.is_accepted:
        raise RefusedBundleError(
            tuple(
                RefusalReason(reason.code.value, reason.explanation)
                for reason in verification.reasons
            )
        )
    return _verified(content, verification)


def _verified(content: bytes, verification: Verification) -> VerifiedDetermination:
    """Read what was just accepted: the same bytes, by the names that the verifier gave."""
    bundle = msgspec.json.decode(content, type=_Bundle)
    acts = (open_act(bytes(act) + b"\n", "an act of the bundle") for act in bundle.acts)
    determination = next(act for act in acts if act.id == verification.determination)
    body = determination.body
    if not isinstance(body, DeterminationBody) or body.deployment is None:
        # The verifier accepts no other: what comes here is read differently by the two of us.
        raise RefusedBundleError((RefusalReason("malformed", "it is read in two ways"),))
    policy = msgspec.json.decode(base64.b64decode(bundle.policy), type=_Policy)
    return VerifiedDetermination(
        id=determination.id,
        network=body.network,
        transition=body.transition,
        deployment=body.deployment,
        candidate=body.candidate,
        policy_digest=body.policy_digest,
        requires_passed=policy.requires_passed,
        verdict=Verdict(verification.verdict),
        level=str(verification.level),
        judged_at=body.judged_at,
        # Of two ends the nearer: neither of them lengthens what the other grants.
        valid_until=min(body.valid_until, verification.valid_until or body.valid_until),
        is_solo=verification.is_solo,
        signers=verification.signers,
        break_glass=verification.break_glass,
        features=versions_of(body.features),
        bundle=digest.of_bytes(content),
        seal=_SEAL,
    )
