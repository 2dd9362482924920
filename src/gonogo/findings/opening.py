"""Open findings for what failed, and put them together with those on record.

A failure opens a finding by itself. Failures of one check on one chain that
follow each other without a pass beginning in between are one episode and one
finding, named by the first of them; so a check that fails every minute does not
open a finding every minute, and the name is the same whoever works it out.

A failure that people spoke about by the name that its finding would have also opens
it: another failure before it, which takes its place as the first of the episode, must
not make nothing of what they said.

Each deployment's failures open findings of their own, since each candidate must
answer for what it did. A pass parts episodes on whatever deployment of the
network it was seen, because a finding is carried over to all of them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import pairwise

from gonogo import digest
from gonogo.evidence import Evidence, Outcome, in_time
from gonogo.findings.finding import Finding

_Question = tuple[str, str]
"""A check and a chain."""


def open_findings(
    evidence: Iterable[Evidence], named: AbstractSet[str] = frozenset()
) -> tuple[Finding, ...]:
    """Return the findings that these failures open, unrated, sorted by their id.

    The evidence is of one network, of whichever deployments. What has a void window
    opens none: nobody can say which deployment failed. Runs are not asked for: a
    failure counts whoever saw it.

    Args:
        evidence: In any order.
        named: The ids of findings that acts of people are about.
    """
    failed: dict[_Question, list[Evidence]] = defaultdict(list)
    passed: dict[_Question, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.outcome is Outcome.FAILED and not item.is_void:
            failed[_question(item)].append(item)
        # A void pass parts episodes too: one finding more is the stricter error.
        elif item.outcome is Outcome.PASSED:
            passed[_question(item)].append(item)
    opened = [
        finding
        for question, failures in failed.items()
        for finding in open_findings_about(failures, passed[question], named)
    ]
    return tuple(sorted(opened, key=lambda finding: finding.id))


def open_findings_about(
    failures: Iterable[Evidence],
    passes: Iterable[Evidence],
    named: AbstractSet[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return the findings that the failures of one question open, sorted by when.

    For a caller who has sorted the evidence already: all of it is about one check
    on one chain of one network, and none of the failures is void.
    """
    starts = sorted(item.window.started_at for item in passes)
    by_deployment: dict[str, list[Evidence]] = defaultdict(list)
    for item in failures:
        by_deployment[item.deployment].append(item)
    opening = [item for own in by_deployment.values() for item in _opening(own, starts, named)]
    return tuple(_finding(item) for item in sorted(opening, key=in_time))


def merge(recorded: Iterable[Finding], opened: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the recorded findings and those that were opened anew, sorted.

    A recorded finding stands for the opened one of the same id, since people may
    have rated it. Two records of one id are both kept: the graver one decides.
    """
    kept = list(recorded)
    known = {finding.id for finding in kept}
    kept += [finding for finding in opened if finding.id not in known]
    return tuple(sorted(kept, key=lambda finding: (finding.id, digest.of_value(finding))))


def _question(item: Evidence) -> _Question:
    return (item.check, item.chain)


def finding_id(failure: Evidence) -> str:
    """Return the name of the finding that a failure opens, if it opens one."""
    named = ("finding", failure.deployment, failure.check, failure.chain, failure.digest)
    return digest.of_value(named)


def _opening(
    failed: Iterable[Evidence], pass_starts: Sequence[datetime], named: AbstractSet[str]
) -> list[Evidence]:
    """Return the failures that open a finding.

    A pass that began after one failure and before the end of the next parts
    them, even if it ended later. So whatever passes count as later than the
    first failure of an episode are also later than its last, and the finding
    alone asks for as much as the evidence did.
    """
    ordered = sorted(failed, key=in_time)
    first = ordered[:1]
    for before, after in pairwise(ordered):
        began = bisect_left(pass_starts, before.window.ended_at)
        is_parted = began < len(pass_starts) and pass_starts[began] < after.window.ended_at
        if is_parted or (named and finding_id(after) in named):
            first.append(after)
    return first


def _finding(first: Evidence) -> Finding:
    return Finding(
        id=finding_id(first),
        deployment=first.deployment,
        check=first.check,
        chain=first.chain,
        opened_at=first.window.ended_at,
        run=first.run,
        evidence=first.digest,
        title=f"{first.check} failed on {first.chain}: {first.summary}",
    )
