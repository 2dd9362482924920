"""Why something must be refused, and whether what the judges said is that.

A refusal for another reason proves nothing about the rule in question. So each case says
which answer or reason it expects, and both judges are held to it.
"""

from dataclasses import dataclass

import msgspec

from gonogo.readiness import Decision, Requirement
from gonogo.record import OutlineBody
from gonogo.selftest.gates import JUDGE, VERIFIER
from gonogo.selftest.saying import Said, said
from gonogo.verifier import Verification

PASSING = ("go", "conditional")
"""The verdicts on which a step can be made."""


@dataclass(frozen=True)
class Expect:
    """The reason for which something must be refused."""

    answer: tuple[str, str] | None = None
    """A requirement and what its answer must be."""
    reason: str | None = None
    """The code of a reason beside the requirements."""
    verifier: tuple[str, ...] = ()
    """Codes, any of which the verifier must give, where it has no outline to give."""

    def is_in(self, given: OutlineBody) -> bool:
        """Say whether an outline has it."""
        answered = self.answer is None or any(
            (each.requirement, each.answer) == self.answer for each in given.answers
        )
        reasons = {each.code for each in given.reasons if each.verdict != "go"}
        return answered and (self.reason is None or self.reason in reasons)

    def words(self) -> str:
        """Return it in words."""
        told = [] if self.answer is None else [f"{self.answer[0]} {self.answer[1]}"]
        return ", ".join([*told, *([self.reason] if self.reason else [])])


def unknown(requirement: Requirement) -> Expect:
    """Return that a requirement must be unknown: neither met, nor known to have failed."""
    return Expect(answer=(requirement.id, "unknown"))


def of_judge(expect: Expect, decision: Decision, given: OutlineBody) -> Said:
    """Return what the product's judge said, for what it is worth."""
    is_in = expect.is_in(given)
    is_let = decision.verdict.value in PASSING
    return said(JUDGE, is_let=is_let, is_expected=is_in, words=_words(expect, is_in, given))


def of_verifier(expect: Expect, verification: Verification) -> Said:
    """Return what the verifier said, by the outline that it derived if it came so far."""
    refusals = [each.code.value for each in verification.reasons]
    derived = verification.outline
    if expect.verifier:
        found = [code for code in refusals if code in expect.verifier]
        words = ", ".join(found or refusals) or "accepted"
        return said(
            VERIFIER,
            is_let=verification.is_accepted,
            is_expected=bool(found),
            words=words,
        )
    if derived is None:
        words = ", ".join(refusals)
        return said(VERIFIER, is_let=verification.is_accepted, is_expected=False, words=words)
    given = _outline_of(derived)
    is_in = expect.is_in(given)
    is_let = verification.is_accepted or given.verdict in PASSING
    words = f"it derives {given.verdict}" if is_let else _words(expect, is_in, given)
    return said(VERIFIER, is_let=is_let, is_expected=is_in, words=words)


def _outline_of(content: bytes) -> OutlineBody:
    return msgspec.json.decode(content, type=OutlineBody)


def _words(expect: Expect, is_in: bool, given: OutlineBody) -> str:  # noqa: FBT001
    return expect.words() if is_in and given.verdict not in PASSING else codes(given)


def codes(given: OutlineBody) -> str:
    """Return what speaks against an outline, in few words."""
    against = [
        f"{each.requirement} {each.answer}" for each in given.answers if each.answer != "met"
    ]
    against += [each.code for each in given.reasons]
    more = f" and {len(against) - 3} more" if len(against) > 3 else ""  # noqa: PLR2004
    return f"verdict {given.verdict}: {', '.join(against[:3]) or 'nothing against it'}{more}"
