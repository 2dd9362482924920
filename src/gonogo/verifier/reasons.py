"""Why a bundle is refused: one code each, with a sentence for people.

Codes are for programs and never change their meaning. `docs/verify-reasons.md` is
a table of exactly these.
"""

import enum
from dataclasses import dataclass


class ReasonCode(enum.Enum):
    """What is wrong, or missing, or not accepted."""

    MALFORMED = "malformed"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    MISSING_ACT = "missing_act"
    STRAY_ACT = "stray_act"
    TRUST_MALFORMED = "trust_malformed"
    OTHER_TRUST = "other_trust"
    OTHER_WORKSPACE = "other_workspace"
    UNKNOWN_SIGNER = "unknown_signer"
    WRONG_ROLE = "wrong_role"
    KEY_NOT_VALID = "key_not_valid"
    NOT_THIS_NETWORK = "not_this_network"
    NOT_THESE_CHAINS = "not_these_chains"
    NOT_THESE_COMPONENTS = "not_these_components"
    NOT_THESE_VERSIONS = "not_these_versions"
    NOT_THIS_TRANSITION = "not_this_transition"
    NOT_THIS_CANDIDATE = "not_this_candidate"
    NOT_THIS_DEPLOYMENT = "not_this_deployment"
    POLICY_MISMATCH = "policy_mismatch"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    FROZEN = "frozen"
    LAPSED = "lapsed"
    VALIDITY_DIFFERS = "validity_differs"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    KEY_TAKEN_AWAY = "key_taken_away"
    VERDICT_DIFFERS = "verdict_differs"
    LEVEL_NOT_ACCEPTED = "level_not_accepted"
    SOLO_NOT_ACCEPTED = "solo_not_accepted"
    CONDITIONAL_NOT_ACCEPTED = "conditional_not_accepted"
    HOLD = "hold"
    NO_GO = "no_go"
    SUMMARY_DIFFERS = "summary_differs"

    @property
    def sentence(self) -> str:
        """What it means, for people."""
        return _SENTENCES[self]


_SENTENCES = {
    ReasonCode.MALFORMED: "The file is no bundle in the one form that a bundle has.",
    ReasonCode.DAMAGED: "An act in the bundle, or its signature, is not what was signed.",
    ReasonCode.TOO_LARGE: "The bundle is larger than any that is read.",
    ReasonCode.MISSING_ACT: "An act that the decision rests on is not in the bundle.",
    ReasonCode.STRAY_ACT: "The bundle holds an act that has nothing to do with the decision.",
    ReasonCode.TRUST_MALFORMED: "The trust that was given to verify with is no trust.",
    ReasonCode.OTHER_TRUST: "The decision does not rest on the trust that was given.",
    ReasonCode.OTHER_WORKSPACE: "The decision was made in another workspace.",
    ReasonCode.UNKNOWN_SIGNER: "The decision was signed by a key that is nobody's there.",
    ReasonCode.WRONG_ROLE: "The decision was signed by somebody who may not decide.",
    ReasonCode.KEY_NOT_VALID: "The key that signed the decision was not valid at that time.",
    ReasonCode.NOT_THIS_NETWORK: "The decision is about another network.",
    ReasonCode.NOT_THESE_CHAINS: "The decision is about other chains.",
    ReasonCode.NOT_THESE_COMPONENTS: "The decision leaves out components that there are.",
    ReasonCode.NOT_THESE_VERSIONS: "The decision is about other versions of components.",
    ReasonCode.NOT_THIS_TRANSITION: "The decision permits another step.",
    ReasonCode.NOT_THIS_CANDIDATE: "The decision is about another candidate.",
    ReasonCode.NOT_THIS_DEPLOYMENT: "The decision is about another deployment.",
    ReasonCode.POLICY_MISMATCH: "The decision was made under another policy than the trusted one.",
    ReasonCode.NOT_YET_VALID: "The decision is dated later than the time of verification.",
    ReasonCode.EXPIRED: "The decision is no longer valid.",
    ReasonCode.FROZEN: "The policy lets nothing go on at this time.",
    ReasonCode.LAPSED: "A waiver or a plan that the decision rests on is over.",
    ReasonCode.VALIDITY_DIFFERS: "The decision claims to be valid for longer than its policy lets.",
    ReasonCode.REVOKED: "The decision was revoked.",
    ReasonCode.SUPERSEDED: "A later decision replaced this one.",
    ReasonCode.KEY_TAKEN_AWAY: "The decision rests on a key that was taken away since.",
    ReasonCode.VERDICT_DIFFERS: "What is recorded does not give the verdict that was signed.",
    ReasonCode.LEVEL_NOT_ACCEPTED: "The decision is of another level than its policy and verdict.",
    ReasonCode.SOLO_NOT_ACCEPTED: "One person alone decided, and the policy asks for more.",
    ReasonCode.CONDITIONAL_NOT_ACCEPTED: "The verdict is conditional, which was not accepted.",
    ReasonCode.HOLD: "The verdict is hold: something required is not known.",
    ReasonCode.NO_GO: "The verdict is no-go: something required is not met.",
    ReasonCode.SUMMARY_DIFFERS: "The summary for other tools is not one of this decision.",
}


@dataclass(frozen=True)
class Reason:
    """One thing that speaks against a bundle."""

    code: ReasonCode
    explanation: str
    """A sentence for people, with what it is about."""

    @classmethod
    def about(cls, code: ReasonCode, detail: str = "") -> "Reason":
        """Return the reason with the code's sentence, and what it is about behind it."""
        return cls(code, f"{code.sentence} {detail}".rstrip())


class RefusedError(Exception):
    """The bundle cannot be read any further; there is one reason, and no verdict."""

    def __init__(self, code: ReasonCode, detail: str = "") -> None:
        super().__init__(f"{code.sentence} {detail}".rstrip())
        self.reason = Reason.about(code, detail)
