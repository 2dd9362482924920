"""The words of a report: one sentence for the verdict, one term for each answer.

Every format takes its words from here, so the page, the terminal and the
machine-readable file cannot say different things about the same decision.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gonogo.findings import Finding
from gonogo.readiness import Answer, Decision, Reason, RequirementAnswer, SignatureState, Verdict
from gonogo.report.quantity import short

# Readers look for what stops the release, so the gravest comes first.
ANSWERS = (Answer.UNMET, Answer.UNKNOWN, Answer.CONDITIONAL, Answer.MET)

VERDICTS = (Verdict.NO_GO, Verdict.HOLD, Verdict.CONDITIONAL, Verdict.GO)

EXIT_CODES = {Verdict.GO: 0, Verdict.NO_GO: 1, Verdict.HOLD: 3, Verdict.CONDITIONAL: 4}

TONES = {"go": "met", "conditional": "conditional", "hold": "unknown", "no-go": "unmet"}
"""The tone of a verdict is that of the answer that causes it."""

VERDICT_WORDS = {
    Verdict.GO: "Every requirement is met and no open finding blocks.",
    Verdict.CONDITIONAL: "It would be a go, but something stands under a waiver or an accepted"
    " plan. Whoever acts on it accepts that.",
    Verdict.HOLD: "Something required could not be established: it was not observed, not long"
    " enough, not lately, or asking broke. A hold is not a failure, and never a pass. Observe"
    " what is missing and assess again.",
    Verdict.NO_GO: "Something required was seen to fail, or an open finding blocks. A rerun alone"
    " does not lift it: the finding must be resolved.",
}

ANSWER_WORDS = {
    Answer.UNMET: "It was seen to fail, and that is not resolved.",
    Answer.UNKNOWN: "Nobody can say: missing, stale, broken off or observed too briefly.",
    Answer.CONDITIONAL: "Not met; a valid waiver or an accepted plan covers it.",
    Answer.MET: "Final, fresh, executed evidence of this deployment says so.",
}

SIGNATURE_WORDS = {
    SignatureState.UNSIGNED: "Nobody has signed this decision, so it authorises nothing: it"
    " tells what was seen.",
}


@dataclass(frozen=True)
class Group:
    """The requirements that got the same answer."""

    answer: Answer
    members: tuple[RequirementAnswer, ...]

    @property
    def meaning(self) -> str:
        """Return what this answer means, in a sentence."""
        return ANSWER_WORDS[self.answer]

    def alike(self) -> tuple[tuple[RequirementAnswer, ...], ...]:
        """Return the members in folds that saw the same thing under the same rule.

        Dozens of rows that nobody has recorded are one thing to tell, not dozens.
        """
        folds: dict[object, list[RequirementAnswer]] = {}
        for given in self.members:
            key = (given.seen, given.rule, given.figures, given.findings)
            folds.setdefault(key, []).append(given)
        return tuple(map(tuple, folds.values()))


def grouped(decision: Decision) -> tuple[Group, ...]:
    """Return the answers by kind, gravest first, each in the order of the policy."""
    return tuple(
        Group(answer, tuple(given for given in decision.answers if given.answer is answer))
        for answer in ANSWERS
    )


def gravest_first(reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons by their weight on the verdict, else in their own order."""
    return sorted(reasons, key=lambda reason: VERDICTS.index(reason.verdict))


def origin(finding: Finding, decision: Decision) -> str:
    """Say where a finding was opened that another deployment is judged by; else say nothing."""
    if finding.deployment == decision.deployment:
        return ""
    return f"on an earlier deployment of this network, {short(finding.deployment)}"


def sentence(decision: Decision) -> str:
    """Say the verdict and what makes it, in one sentence."""
    word = decision.verdict.value.capitalize()
    total = len(decision.answers)
    if not total:
        return f"{word}: no requirement was judged, and of nothing the verdict is hold."
    counts = Counter(given.answer for given in decision.answers)
    text = _joined([*_counted(counts, total)])
    if beside := [*_beside(decision)]:
        text += f"; {_joined(beside)}"
    if decision.verdict is Verdict.HOLD:
        text += "; none is unmet"
    return f"{word}: {text}."


def _counted(counts: Counter[Answer], total: int) -> Iterator[str]:
    # The total is said once, with the gravest: `2 of 14 requirements are unmet, 1 is unknown`.
    of_total = f" of {total} requirements"
    for answer in ANSWERS:
        count = counts[answer]
        if count == total:
            everything = {1: "the only requirement is", 2: "both requirements are"}
            yield f"{everything.get(total, f'all {total} requirements are')} {answer.value}"
        elif count:
            yield f"{count}{of_total} {'is' if count == 1 else 'are'} {answer.value}"
            of_total = ""


def _beside(decision: Decision) -> Iterator[str]:
    counts = Counter(reason.verdict for reason in decision.reasons)
    other = {True: " other reason", False: " other reasons"}
    for verdict in VERDICTS[:-1]:
        if count := counts[verdict]:
            yield f"{count}{other[count == 1]} {'says' if count == 1 else 'say'} {verdict.value}"
            other = dict.fromkeys(other, "")


def _joined(clauses: list[str]) -> str:
    *firsts, last = clauses
    return f"{', '.join(firsts)} and {last}" if firsts else last
