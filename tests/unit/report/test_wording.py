"""The words that every format shares."""

import pytest

from gonogo.readiness import Answer, Reason, SignatureState, Verdict
from gonogo.report.wording import (
    ANSWER_WORDS,
    EXIT_CODES,
    SIGNATURE_WORDS,
    VERDICT_WORDS,
    gravest_first,
    grouped,
    sentence,
)
from tests.unit.report.samples import answer, decision

MET, UNKNOWN, UNMET, CONDITIONAL = Answer.MET, Answer.UNKNOWN, Answer.UNMET, Answer.CONDITIONAL


def reason(verdict: Verdict) -> Reason:
    return Reason("something", verdict, "because")


@pytest.mark.parametrize(
    ("answers", "reasons", "said"),
    [
        ([MET, MET, MET], [], "Go: all 3 requirements are met."),
        ([MET, MET], [], "Go: both requirements are met."),
        ([MET], [], "Go: the only requirement is met."),
        ([UNKNOWN], [], "Hold: the only requirement is unknown; none is unmet."),
        ([UNKNOWN] * 3, [], "Hold: all 3 requirements are unknown; none is unmet."),
        ([MET, UNMET], [], "No-go: 1 of 2 requirements is unmet and 1 is met."),
        (
            [UNMET, UNMET, UNKNOWN, CONDITIONAL, MET, MET],
            [],
            "No-go: 2 of 6 requirements are unmet, 1 is unknown, 1 is conditional and 2 are met.",
        ),
        (
            [MET, CONDITIONAL],
            [],
            "Conditional: 1 of 2 requirements is conditional and 1 is met.",
        ),
        (
            [MET, MET],
            [Verdict.HOLD, Verdict.NO_GO, Verdict.HOLD, Verdict.GO],
            "No-go: both requirements are met; 1 other reason says no-go and 2 say hold.",
        ),
        ([], [], "Hold: no requirement was judged, and of nothing the verdict is hold."),
    ],
)
def test_the_sentence_tells_what_made_the_verdict(
    answers: list[Answer], reasons: list[Verdict], said: str
) -> None:
    """One sentence has the verdict, the counts, and what weighs beside them."""
    given = tuple(answer(number, kind) for number, kind in enumerate(answers))
    made = decision(given, reasons=tuple(map(reason, reasons)))

    assert sentence(made) == said


def test_groups_hold_every_answer_gravest_first() -> None:
    """No requirement is left out, and what stops the release comes first."""
    given = tuple(answer(number, kind) for number, kind in enumerate([MET, UNMET, UNKNOWN, MET]))

    groups = grouped(decision(given))

    assert [group.answer for group in groups] == [UNMET, UNKNOWN, CONDITIONAL, MET]
    assert sum(len(group.members) for group in groups) == len(given)


def test_folding_loses_no_requirement() -> None:
    """What is told together is still told of each."""
    given = tuple(answer(number, UNKNOWN) for number in range(9))
    (group,) = (group for group in grouped(decision(given)) if group.members)

    folds = group.alike()

    assert [len(fold) for fold in folds] == [9]
    assert folds[0] == given


def test_reasons_come_gravest_first() -> None:
    """What blocks stands before what holds."""
    given = [reason(Verdict.GO), reason(Verdict.HOLD), reason(Verdict.NO_GO)]

    assert [one.verdict for one in gravest_first(given)] == [
        Verdict.NO_GO,
        Verdict.HOLD,
        Verdict.GO,
    ]


def test_every_value_has_words() -> None:
    """No verdict, answer or signature is without its explanation."""
    assert set(VERDICT_WORDS) == set(EXIT_CODES) == set(Verdict)
    assert set(ANSWER_WORDS) == set(Answer)
    assert set(SIGNATURE_WORDS) == set(SignatureState)
