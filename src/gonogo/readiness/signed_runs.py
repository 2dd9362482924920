"""Runs and evidence as runners signed them: from acts to what the judge reads.

A run begins with one act and ends with another of the same key. What it measured is
in the latter, and may be judged again under other thresholds in further ones. Nothing
that is signed later takes a failure away: neither a second end of the run that calls
it void, nor one that says it was about another deployment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gonogo import digest
from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection
from gonogo.readiness.record import KnownDeployment, Problem
from gonogo.record import Act, EvaluationBody, RunEndedBody, RunStartedBody


@dataclass(frozen=True)
class SignedRuns:
    """What runners signed about one network."""

    runs: tuple[Run, ...]
    """Of this network."""
    evidence: tuple[Evidence, ...]
    deployments: tuple[KnownDeployment, ...]
    numbers_by_key: Mapping[str, tuple[int, ...]]
    """Of the runs of every network."""
    unknown_facts: tuple[str, ...]
    """What the last run on the deployment could not read."""
    problems: tuple[Problem, ...]
    """What the last run could not get past."""


@dataclass(frozen=True)
class _End:
    """The end of a run: all acts of its key that say so, the latest last."""

    acts: tuple[tuple[Act, RunEndedBody], ...]

    @property
    def last(self) -> RunEndedBody:
        """What is said last."""
        return self.acts[-1][1]

    def deployment(self, digests: Mapping[str, str]) -> str | None:
        """Return the one deployment that all of them name; None: they do not."""
        named = {digests.get(act.id) for act, _ in self.acts}
        # Of ends that name two deployments neither is believed: the run then asked of whichever is
        # judged, and leaves its question open there.
        return named.pop() if len(named) == 1 else None


def read_runs(acts: Iterable[Act], network: str, deployment: str | None) -> SignedRuns:
    """Return what runners signed about a network; `deployment` is the one that is judged."""
    started: list[tuple[Act, RunStartedBody]] = []
    ended: list[tuple[Act, RunEndedBody]] = []
    evaluations: list[EvaluationBody] = []
    for act in acts:
        if isinstance(act.body, RunStartedBody):
            started.append((act, act.body))
        elif isinstance(act.body, RunEndedBody):
            ended.append((act, act.body))
        elif isinstance(act.body, EvaluationBody):
            evaluations.append(act.body)
    digests, deployments = _deployments(ended)
    ends = _ends(ended)
    runs = [
        (_run(act, body, end, digests), end)
        for act, body in started
        if body.network == network
        for end in [ends.get((body.run, act.signer))]
    ]
    own = {run.id for run, _ in runs}
    held = [(body.evidence, body.is_void) for _, body in ended if body.network == network]
    held += [(body.evidence, False) for body in evaluations if body.run in own]
    void_runs = frozenset(body.run for _, body in ended if body.is_void)
    here = [(run, end) for run, end in runs if deployment and run.deployment == deployment]
    last, last_here = _last(runs), _last(here)
    return SignedRuns(
        runs=tuple(run for run, _ in runs),
        evidence=tuple(_evidence(held, void_runs)),
        deployments=deployments,
        numbers_by_key=_numbers(started),
        unknown_facts=last_here.unknown_facts if last_here else (),
        problems=_problems(last) if last else (),
    )


def _deployments(
    ended: Iterable[tuple[Act, RunEndedBody]],
) -> tuple[Mapping[str, str], tuple[KnownDeployment, ...]]:
    """Return the digest of what each act names, and everything that was named."""
    digests: dict[str, str] = {}
    known: dict[str, KnownDeployment] = {}
    for act, body in ended:
        if body.deployment is not None:
            name = body.deployment.digest
            digests[act.id] = name
            known[name] = KnownDeployment(name, body.deployment.candidate)
    return digests, tuple(known[name] for name in sorted(known))


def _ends(ended: Iterable[tuple[Act, RunEndedBody]]) -> Mapping[tuple[str, str], _End]:
    found: dict[tuple[str, str], list[tuple[Act, RunEndedBody]]] = defaultdict(list)
    for act, body in ended:
        found[body.run, act.signer].append((act, body))
    return {
        of: _End(tuple(sorted(said, key=lambda each: (each[0].at, each[0].id))))
        for of, said in found.items()
    }


def _run(act: Act, body: RunStartedBody, end: _End | None, digests: Mapping[str, str]) -> Run:
    if end is None:
        ended_at, state, deployment = None, RunState.UNFINISHED, None
    else:
        # A clock that was set back must not make a run end before it began.
        ended_at = max(act.at, end.acts[-1][0].at)
        state = RunState(end.last.state)
        deployment = end.deployment(digests)
    return Run(
        id=body.run,
        number=body.number,
        network=body.network,
        policy=body.policy,
        policy_digest=body.policy_digest,
        deployment=deployment,
        selections=tuple(Selection(one.check, one.chain) for one in body.selections),
        started_at=act.at,
        ended_at=ended_at,
        state=state,
    )


def _evidence(
    held: Iterable[tuple[tuple[Evidence, ...], bool]], void_runs: frozenset[str]
) -> Iterable[Evidence]:
    """Return each item once, and void where it is."""
    items: dict[bytes, tuple[Evidence, bool]] = {}
    for evidence, is_held_void in held:
        for item in evidence:
            content = digest.canonical_json(item)
            before = items.get(content)
            is_void = is_held_void and (before is None or before[1])
            items[content] = (item, is_void)
    for item, is_held_void in items.values():
        is_failed = item.outcome is Outcome.FAILED
        # A pass is void as soon as anybody says so: that errs on the other side.
        is_void = is_held_void if is_failed else item.run in void_runs
        yield replace(item, is_void=True) if is_void and not item.is_void else item


def _numbers(started: Iterable[tuple[Act, RunStartedBody]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for act, body in started:
        found[act.signer].append(body.number)
    return {key: tuple(sorted(numbers)) for key, numbers in found.items()}


def _last(runs: Iterable[tuple[Run, _End | None]]) -> RunEndedBody | None:
    """Return what the run that ended last says; None: none ended."""
    found = [(run.ended_at, run.id, end) for run, end in runs if end and run.ended_at]
    if not found:
        return None
    _, _, end = max(found, key=lambda each: (each[0], each[1], each[2].acts[-1][0].id))
    return end.last


def _problems(ended: RunEndedBody) -> tuple[Problem, ...]:
    return tuple(Problem(one.about, one.explanation, one.remedy) for one in ended.problems)
