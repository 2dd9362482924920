"""The summary for tools that read nothing else: exactly one, of an unconditional go alone."""

from collections.abc import Iterator
from urllib.parse import quote

from .bundle import Bundle
from .envelope import STATEMENT_TYPE
from .judge import GO, Outline
from .parties import Trust
from .reasons import Reason, ReasonCode

PREDICATE_TYPE = "https://slsa.dev/verification_summary/v1"
_REHEARSAL = "rehearsal"
_NEVER_AT_THE_START = ("READINESS_REHEARSAL", "SLSA_")
_NEVER_AT_THE_END = ("_CONDITIONAL", "_BREAKGLASS", "_SOLO")
_NEVER = "FAILED"


def about_summary(bundle: Bundle, outline: Outline, trust: Trust) -> Iterator[Reason]:
    """Compare the summary with the only one that there can be."""
    summary = bundle.summary
    if summary is None:
        return
    own = bundle.determination
    key = summary.embedded or bundle.keys.get(summary.key_id)
    if key is None or key.fingerprint != own.signer or not summary.is_signed_by(key):
        yield Reason.about(
            ReasonCode.SUMMARY_DIFFERS, "It is not signed by the key of the decision."
        )
    elif not _may_be_summarised(bundle, outline, trust):
        yield Reason.about(ReasonCode.SUMMARY_DIFFERS, "Of such a decision there is none.")
    elif summary.statement != _statement(bundle, outline, trust):
        yield Reason.about(ReasonCode.SUMMARY_DIFFERS, "It says something else.")


def _may_be_summarised(bundle: Bundle, outline: Outline, trust: Trust) -> bool:
    level = outline.level
    return (
        outline.verdict == GO
        and not trust.is_solo
        and bundle.determination.body["transition"] != _REHEARSAL
        and not level.startswith(_NEVER_AT_THE_START)
        and not level.endswith(_NEVER_AT_THE_END)
        and level != _NEVER
    )


def _statement(bundle: Bundle, outline: Outline, trust: Trust) -> object:
    own = bundle.determination
    body = own.body
    transition = body["transition"]
    return {
        "_type": STATEMENT_TYPE,
        "predicate": {
            "inputAttestations": [{"digest": _hex(own.id), "uri": f"urn:gonogo:act:{own.id}"}],
            "policy": {
                "digest": _hex(body["policy_digest"]),
                "uri": f"urn:gonogo:policy:{transition}",
            },
            "resourceUri": f"devnet://{quote(body['network'], safe='')}/{transition}",
            "slsaVersion": "1.0",
            "timeVerified": body["judged_at"],
            "verificationResult": "PASSED",
            "verifiedLevels": [outline.level],
            "verifier": {"id": trust.verifier_id},
        },
        "predicateType": PREDICATE_TYPE,
        "subject": [
            {"digest": _hex(body["candidate"]), "name": "candidate"},
            {"digest": _hex(str(body["deployment"])), "name": "deployment"},
        ],
    }


def _hex(name: str) -> dict[str, str]:
    return {"sha256": name.removeprefix("sha256:")}
