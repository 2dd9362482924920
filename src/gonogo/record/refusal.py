"""Why an act does not count, or why nobody can be sure of the rest."""

import enum
from dataclasses import dataclass


class RefusalCode(enum.Enum):
    """The rules that an act can break; `docs/record-format.md` has each in full."""

    OTHER_WORKSPACE = "other_workspace"  #: It was signed for another workspace.
    MISSING_HEADS = "missing_heads"  #: An act that it rests on is gone.
    TIME = "time"  #: It is dated before what it rests on, or after now.
    UNKNOWN_SIGNER = "unknown_signer"  #: Nobody who was known then signed it.
    ROLE = "role"  #: Whoever signed it may not sign such an act.
    KEY_VALIDITY = "key_validity"  #: Its key was not valid yet, or not any more.
    UNWITNESSED = "unwitnessed"  #: Its key ran out, and no root saw it before.
    TAKEN_AWAY = "taken_away"  #: Its signer might sign it then, and was taken away since.
    THRESHOLD = "threshold"  #: Too few roots agreed yet: it changes nothing.
    TRUST = "trust"  #: The trust file is not the one of this record.
    TRUST_CONFLICT = "trust_conflict"  #: The roots agreed to two trusts at once.
    PEOPLE = "people"  #: No root that is trusted now says who is who.


REMEDIES = {
    RefusalCode.OTHER_WORKSPACE: "Take the file out of record/: it belongs to another workspace.",
    RefusalCode.MISSING_HEADS: "Get the missing act back from a clone or from git.",
    RefusalCode.TIME: "Set the clock of the machine that signed it, and sign it again.",
    RefusalCode.UNKNOWN_SIGNER: (
        "Have somebody who is known sign it again, or a root add the signer to people.yaml."
    ),
    RefusalCode.ROLE: "Have somebody sign it who may: docs/permissions.md has the roles.",
    RefusalCode.KEY_VALIDITY: "Sign it again with a key that is valid.",
    RefusalCode.UNWITNESSED: (
        "Have a root look at the act and sign people.yaml with a later `until` for its key."
    ),
    RefusalCode.TAKEN_AWAY: (
        "Have the roots put the key back into people.yaml as it was, with an `until`."
    ),
    RefusalCode.THRESHOLD: "Have another root agree: gonogo endorse",
    RefusalCode.TRUST: "Take the trust.yaml that belongs to this record.",
    RefusalCode.TRUST_CONFLICT: "Write into trust.yaml which of the two is meant.",
    RefusalCode.PEOPLE: "Have a root of the trust in force sign people.yaml.",
}


@dataclass(frozen=True)
class Refusal:
    """A rule that is broken."""

    code: RefusalCode
    act: str
    """The act that breaks it; empty where it is the record as a whole."""
    explanation: str

    @property
    def remedy(self) -> str:
        """What to do about it."""
        is_about_one = self.code is RefusalCode.THRESHOLD and self.act
        return f"{REMEDIES[self.code]} {self.act}" if is_about_one else REMEDIES[self.code]
