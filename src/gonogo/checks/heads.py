"""Judge one head of every consensus node, from what `optimism_syncStatus` said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.growth import Subject, judge, measure
from gonogo.checks.judgement import Judgement, failed
from gonogo.checks.questions import SYNC_STATUS, Heights
from gonogo.checks.readings import Reading, read
from gonogo.checks.view import reading_name

Head = Callable[[Heights], int]


@dataclass(frozen=True)
class Ceiling:
    """A head that another one can never be ahead of."""

    name: str
    head: Head


def judge_heads(
    readings: Mapping[str, bytes],
    facts: Facts,
    subject: Subject,
    head: Head,
    ceiling: Ceiling | None = None,
) -> Judgement:
    """Judge how a head advanced at every consensus node that has an address.

    A node whose head is ahead of its ceiling contradicts itself, so it fails however
    well the number grew: nothing else that it says can be believed either.
    """
    name = reading_name(SYNC_STATUS)
    lies: dict[str, str] = {}
    answers = read(name, readings[name], Heights)
    if ceiling is not None:
        answers = _noting(answers, subject, head, ceiling, lies)
    found = measure(answers, head, subject)
    unseen = len(facts.nodes) - len(facts.consensus_nodes)
    judgement = judge(subject, facts.consensus_nodes, found, unseen=unseen)
    if lies:
        return failed("; ".join(lies.values()), figures=judgement.figures, series=judgement.series)
    return judgement


def _noting(
    answers: Iterable[Reading[Heights]],
    subject: Subject,
    head: Head,
    ceiling: Ceiling,
    lies: dict[str, str],
) -> Iterator[Reading[Heights]]:
    for reading in answers:
        heads = reading.a
        if isinstance(heads, Heights) and head(heads) > ceiling.head(heads):
            lies.setdefault(
                reading.n,
                f"{reading.n} says that its {subject.name}, {head(heads)}, is ahead of its "
                f"{ceiling.name}, {ceiling.head(heads)}",
            )
        yield reading
