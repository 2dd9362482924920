"""What was judged: requirements by their answer, and what weighs beside them.

In full for those who mend, in short for those who want to know what a decision rested
on. Many rows that say the same are told together.
"""

from collections.abc import Iterator, Sequence

from gonogo.readiness import Answer, Decision, RequirementAnswer
from gonogo.report.quantity import figure_text
from gonogo.report.sheet import (
    Block,
    Card,
    Table,
    Text,
    code,
    lines,
    named,
    plain,
    prose,
    quiet,
    strong,
    together,
)
from gonogo.report.wording import TONES, Group, gravest_first, grouped

# Two cards side by side are easier to read than a fold of two.
_FEWEST_IN_A_FOLD = 3


def reason_cards(decision: Decision) -> Iterator[Block]:
    """Yield what weighs beside the requirements, the gravest first."""
    for reason in gravest_first(decision.reasons):
        word = reason.verdict.value
        rows = [("Because", prose(reason.explanation))]
        if reason.remedy:
            rows.append(("Do next", prose(reason.remedy)))
        yield Card(
            TONES[word], word, reason.about, code(reason.code) if reason.code else (), tuple(rows)
        )


def results_in_full(decision: Decision) -> Iterator[Block]:
    """Yield every requirement with all that is known of it, the gravest answers first."""
    for group in grouped(decision):
        if group.answer is Answer.MET:
            yield from _met_table(group)
            continue
        for alike in group.alike():
            if len(alike) >= _FEWEST_IN_A_FOLD:
                yield _fold(alike)
            else:
                yield from map(_card, alike)


def results_in_short(decision: Decision) -> Iterator[Block]:
    """Yield every requirement with what was seen, the gravest answers first."""
    members = [given for group in grouped(decision) for given in group.members]
    if members:
        yield Table(
            ("Answer", "Requirement", "Chain", "Seen"),
            tuple(
                (
                    strong(given.answer.value),
                    lines(plain(given.title), code(given.requirement)),
                    plain(given.chain),
                    prose(given.seen),
                )
                for given in members
            ),
            tones=tuple(given.answer.value for given in members),
        )


def _card(given: RequirementAnswer) -> Card:
    rows = [
        ("Seen", prose(given.seen)),
        ("Figures", _figures(given)),
        ("Rule", prose(given.rule)),
        ("Do next", prose(given.remedy)),
        ("Why", plain(given.why)),
        ("Source", plain(given.source)),
        ("Findings", together(*map(named, given.findings))),
        ("Evidence", _evidence(given)),
    ]
    return Card(
        given.answer.value,
        given.answer.value,
        given.title,
        together(plain(given.chain), code(given.requirement), by=" · "),
        tuple((name, text) for name, text in rows if text),
    )


def _fold(alike: Sequence[RequirementAnswer]) -> Card:
    first = alike[0]
    remedies = {given.remedy for given in alike}
    is_common = len(remedies) == 1
    rows = [
        ("Seen", prose(first.seen)),
        ("Figures", _figures(first)),
        ("Rule", prose(first.rule)),
        ("Do next", prose(first.remedy) if is_common else ()),
        ("Findings", together(*map(named, first.findings))),
    ]
    head = ("Requirement", "Why") if is_common else ("Requirement", "Why", "Do next")
    table = Table(head, tuple(_folded(given, is_common=is_common) for given in alike))
    return Card(
        first.answer.value,
        first.answer.value,
        f"{len(alike)} requirements for the same reason",
        (),
        tuple((name, text) for name, text in rows if text),
        table,
    )


def _folded(given: RequirementAnswer, *, is_common: bool) -> tuple[Text, ...]:
    cells = (_who(given), lines(plain(given.why), _source(given), _labelled_evidence(given)))
    return cells if is_common else (*cells, prose(given.remedy))


def _met_table(group: Group) -> Iterator[Table]:
    if not group.members:
        return
    rules = {given.rule for given in group.members}
    seen = "Seen" if len(rules) == 1 else "Seen, and by which rule"
    caption = f"Met. Rule for each: {rules.pop()}" if len(rules) == 1 else "Met"
    yield Table(
        ("Requirement", seen, "Evidence"),
        tuple(
            (
                lines(_who(given), plain(given.why), _source(given)),
                lines(prose(given.seen), _figures(given), prose(given.rule) if rules else ()),
                _evidence(given),
            )
            for given in group.members
        ),
        caption=caption,
        tones=(Answer.MET.value,) * len(group.members),
    )


def _who(given: RequirementAnswer) -> Text:
    return lines(
        strong(given.title), together(quiet(given.chain), code(given.requirement), by=" · ")
    )


def _source(given: RequirementAnswer) -> Text:
    return quiet(f"Source: {given.source}") if given.source else ()


def _figures(given: RequirementAnswer) -> Text:
    return plain("; ".join(map(figure_text, given.figures)))


def _labelled_evidence(given: RequirementAnswer) -> Text:
    found = _evidence(given)
    return (*quiet("Evidence "), *found) if found else ()


def _evidence(given: RequirementAnswer) -> Text:
    evidence = together(*map(named, given.evidence))
    if not given.readings:
        return evidence
    return (*evidence, *quiet("; readings "), *together(*map(named, given.readings)))
