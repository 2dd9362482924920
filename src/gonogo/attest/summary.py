"""The standard summary of a decision, for tools that read nothing else.

A SLSA verification summary says PASSED or FAILED, and what passed at which level;
what it adds under names of its own, a tool must ignore. Tools exist that look at the
levels only when they are told which, so a pass under conditions would be a pass to
them. Therefore only an unconditional pass, by more than one person and under a
policy of a stage, is summarised at all: what is not there nobody mistakes.

A summary has no expiry and is not taken back. Whoever reads it alone must refuse one
that is older than the stage allows; `verify` on the whole bundle sees more.
"""

from urllib.parse import quote

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.people import ActKind, Trust
from gonogo.readiness import REHEARSAL, REHEARSAL_LEVEL
from gonogo.record import Act, DeterminationBody, Envelope, Signer, pre_authentication

PREDICATE_TYPE = "https://slsa.dev/verification_summary/v1"
_STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
_FORBIDDEN_STARTS = (REHEARSAL_LEVEL, "SLSA_")
_FORBIDDEN_ENDS = ("_CONDITIONAL", "_BREAKGLASS", "_SOLO")


class NoSummaryError(GonogoError):
    """A decision is none that a summary could tell without misleading."""

    def __init__(self, determination: str, why: str) -> None:
        super().__init__(
            f"there is no summary of {determination}: {why}",
            hint="Give the bundle instead, and let `gonogo verify` read it.",
        )
        self.determination = determination
        self.why = why


class OtherSignerError(GonogoError):
    """A summary was to be signed by another key than its decision."""

    def __init__(self, signer: str, decided_by: str) -> None:
        super().__init__(
            f"the decision was signed by {decided_by}, and {signer} cannot summarise it",
            hint="Summarise with the key that decided: `gonogo key use`.",
        )
        self.signer = signer
        self.decided_by = decided_by


def why_no_summary(body: DeterminationBody, trust: Trust) -> str | None:
    """Return why there is no summary of a decision; None: there is one.

    Args:
        body: what was decided.
        trust: the trust in force for the decision.
    """
    if body.verdict != "go" or body.outline.verdict != "go":
        return f"it says {body.verdict}, and only an unconditional go is summarised"
    if body.deployment is None:
        return "nobody recognised the deployment"
    if trust.is_solo:
        return "it was decided by one person alone, in solo mode"
    if body.transition == REHEARSAL or body.level.startswith(REHEARSAL_LEVEL):
        return "it is a rehearsal"
    if (
        body.level == "FAILED"
        or body.level.startswith(_FORBIDDEN_STARTS)
        or body.level.endswith(_FORBIDDEN_ENDS)
    ):
        return f"its level {body.level} is no level of an unconditional pass"
    return None


def summarise(determination: Act, trust: Trust, signer: Signer) -> bytes:
    """Sign the summary of a decision, as a file.

    Raises:
        NoSummaryError: there is none of it.
        OtherSignerError: another key decided.
        SigningError: the key could not sign.
    """
    body = determination.body
    if determination.kind is not ActKind.DETERMINATION or not isinstance(body, DeterminationBody):
        raise NoSummaryError(determination.id, "it is no determination")
    if (why := why_no_summary(body, trust)) is not None:
        raise NoSummaryError(determination.id, why)
    if signer.fingerprint != determination.signer:
        raise OtherSignerError(signer.fingerprint, determination.signer)
    payload = digest.canonical_json(summary_statement(determination.id, body, trust.verifier_id))
    return Envelope(payload, signer.fingerprint, signer.sign(pre_authentication(payload))).content()


def summary_statement(
    determination: str, body: DeterminationBody, verifier_id: str
) -> dict[str, object]:
    """Return the only summary that there is of a decision, as a value."""
    return {
        "_type": _STATEMENT_TYPE,
        "subject": [
            {"name": "candidate", "digest": _digests(body.candidate)},
            {"name": "deployment", "digest": _digests(str(body.deployment))},
        ],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "verifier": {"id": verifier_id},
            "timeVerified": body.judged_at,
            # The level is that of the stage: only this tells publishing from promoting.
            "resourceUri": f"devnet://{quote(body.network, safe='')}/{body.transition}",
            "policy": {
                "uri": f"urn:gonogo:policy:{body.transition}",
                "digest": _digests(body.policy_digest),
            },
            "inputAttestations": [
                {"uri": f"urn:gonogo:act:{determination}", "digest": _digests(determination)}
            ],
            "verificationResult": "PASSED",
            "verifiedLevels": [body.level],
            "slsaVersion": "1.0",
        },
    }


def _digests(name: str) -> dict[str, str]:
    return {"sha256": name.removeprefix("sha256:")}
