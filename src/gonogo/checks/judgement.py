"""A judgement: what a check says after looking at its readings, and why.

It is computed from readings alone, so it can be computed again, under other
parameters and by other people, as long as the readings are kept.
"""

from dataclasses import dataclass

from gonogo.evidence import Figure, Outcome, gravest


@dataclass(frozen=True)
class Series:
    """A number over time, for plots."""

    name: str
    """What is plotted and of whom: `safe head of verifier-0`."""
    unit: str
    points: tuple[tuple[float, float], ...]
    """Seconds since the window began, and the value; at most a few hundred."""


@dataclass(frozen=True)
class Judgement:
    """What a check says about one chain over one window."""

    outcome: Outcome
    summary: str
    """What was seen, in one sentence for a person, with its numbers."""
    figures: tuple[Figure, ...] = ()
    series: tuple[Series, ...] = ()


def passed(
    summary: str, *, figures: tuple[Figure, ...] = (), series: tuple[Series, ...] = ()
) -> Judgement:
    """Say that it was observed to the end and holds."""
    return Judgement(Outcome.PASSED, summary, figures, series)


def failed(
    summary: str, *, figures: tuple[Figure, ...] = (), series: tuple[Series, ...] = ()
) -> Judgement:
    """Say that it was observed and does not hold."""
    return Judgement(Outcome.FAILED, summary, figures, series)


def errored(
    summary: str, *, figures: tuple[Figure, ...] = (), series: tuple[Series, ...] = ()
) -> Judgement:
    """Say that nobody can tell, because asking broke or too little was seen."""
    return Judgement(Outcome.ERRORED, summary, figures, series)


def precluded(
    summary: str, *, figures: tuple[Figure, ...] = (), series: tuple[Series, ...] = ()
) -> Judgement:
    """Say that something this rests on failed, so that it could not be asked."""
    return Judgement(Outcome.PRECLUDED, summary, figures, series)


def worst_of(first: Judgement, *others: Judgement) -> Judgement:
    """Return the gravest of several judgements, with the figures and series of all.

    Where several are equally grave, each says its sentence.
    """
    parts = (first, *others)
    outcome = gravest(part.outcome for part in parts)
    sentences = dict.fromkeys(part.summary for part in parts if part.outcome is outcome)
    return Judgement(
        outcome,
        "; ".join(sentences),
        tuple(figure for part in parts for figure in part.figures),
        tuple(line for part in parts for line in part.series),
    )
