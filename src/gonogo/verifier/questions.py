"""Evidence and runs, sorted by the question that they answer.

A question is a check, or a requirement that people answer, on one chain.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from . import shape as s
from .act import Act
from .asking import Question
from .canonical import digest, encode
from .counting import TOLERANCE, Counted
from .parameters import Parameters, normalised
from .policy import Policy


@dataclass(frozen=True)
class Item:
    """A piece of evidence."""

    run: str
    question: Question
    deployment: str
    outcome: str
    started_at: datetime
    ended_at: datetime
    parameters: Parameters
    is_void: bool
    digest: str

    @property
    def length(self) -> timedelta:
        """How long was observed."""
        return self.ended_at - self.started_at

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """Evidence in time: by when it ended, then began, then by its content."""
        return (self.ended_at, self.started_at, self.digest)


@dataclass(frozen=True)
class Run:
    """A run that a runner started, or one manual result."""

    name: str
    network: str
    selected: frozenset[Question]
    started_at: datetime
    ended_at: datetime | None = None
    deployment: str | None = None
    end: Act | None = None
    """The act that ended it; None for a manual result, or while it has not ended."""


@dataclass(frozen=True)
class Case:
    """What is judged: one network, and what was known of it when."""

    network: str
    deployment: str | None
    candidate: str
    scope: Mapping[str, tuple[str, ...]]
    """The components that the inventory lists, by chain; none where there is no inventory."""
    features: Mapping[str, Mapping[str, tuple[str, ...]]]
    """The versions of components, by feature; one component should have one."""
    judged_at: datetime
    lifted_at: datetime | None = None
    """When waivers and plans must hold besides; None: only when it was judged."""

    @property
    def latest(self) -> datetime:
        """Until when waivers and plans must hold."""
        return max(self.judged_at, self.lifted_at or self.judged_at)


@dataclass
class Questions:
    """What a record says about one network, by question."""

    runs: list[Run] = field(default_factory=list)
    items: dict[Question, list[Item]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[Question, list[Run]] = field(default_factory=lambda: defaultdict(list))
    """Ended runs that selected a question, of whatever deployment."""
    manual: dict[str, Act] = field(default_factory=dict)
    """The manual results that answer a question, by id."""
    deployments: dict[str, str] = field(default_factory=dict)
    """The candidates of the deployments that runs named."""

    @functools.cached_property
    def _under_way(self) -> Mapping[str, list[tuple[datetime, datetime]]]:
        found: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        for run in self.runs:
            if run.ended_at is not None:
                found[run.name].append((run.started_at, run.ended_at))
        return found

    def could_see(self, item: Item) -> bool:
        """Say whether each ended run of that name was under way in the item's window."""
        return all(
            began - item.started_at <= TOLERANCE and item.ended_at - ended <= TOLERANCE
            for began, ended in self._under_way.get(item.run, ())
        )

    def all_items(self) -> Iterator[Item]:
        """Yield every piece of evidence once."""
        for items in self.items.values():
            yield from items


def gather(counted: Counted, policy: Policy, case: Case) -> Questions:
    """Sort what counts about a network by question."""
    found = Questions()
    ends = _ends(counted)
    for act in counted.of_kind("run-started"):
        if act.body["network"] == case.network:
            found.runs.append(_run(act, ends.get((act.body["run"], act.signer), ())))
    found.deployments = _deployments(counted)
    items = {item.digest: item for item in _items(counted, found.runs, case)}
    for act in counted.of_kind("manual-result"):
        run, own = _manual(counted, policy, case, act)
        if own:
            found.runs.append(run)
            found.manual[act.id] = act
            items.update({item.digest: item for item in own})
    for item in items.values():
        found.items[item.question].append(item)
    for run in found.runs:
        for question in run.selected if run.ended_at is not None else ():
            found.asked[question].append(run)
    return found


def _deployments(counted: Counted) -> dict[str, str]:
    named = [act.body["deployment"] for act in counted.of_kind("run-ended")]
    return {digest(encode(one)): one["candidate"] for one in named if one is not None}


def _ends(counted: Counted) -> dict[tuple[str, str], list[Act]]:
    ends: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in counted.of_kind("run-ended"):
        ends[act.body["run"], act.signer].append(act)
    return ends


def _run(started: Act, ends: Iterable[Act]) -> Run:
    name, network = started.body["run"], started.body["network"]
    selected = frozenset(Question(row["check"], row["chain"]) for row in started.body["selections"])
    ended = list(ends)
    end = max(ended, key=lambda act: (act.at, act.id), default=None)
    if end is None:
        return Run(name, network, selected, started.at)
    # Ends that name two deployments say nothing of either. Then the run asked of whichever is
    # judged, and leaves its question open there.
    named = {encode(act.body["deployment"]) for act in ended}
    deployment = digest(named.pop()) if len(named) == 1 and end.body["deployment"] else None
    return Run(name, network, selected, started.at, max(started.at, end.at), deployment, end)


def _items(counted: Counted, runs: Iterable[Run], case: Case) -> Iterator[Item]:
    """Yield what runners recorded of the network; void is also what a run calls void."""
    void = {act.body["run"] for act in counted.of_kind("run-ended") if act.body["is_void"]}
    here = {run.name for run in runs}
    found: dict[str, tuple[Item, bool]] = {}
    for act in counted.of_kind("run-ended", "evaluation"):
        if _is_of(act, case.network, here):
            is_void_act = act.kind == "run-ended" and act.body["is_void"]
            for value in act.body["evidence"]:
                item = _item(value)
                # A failure is void only if nobody recorded it but runs that were.
                is_void_in_all = is_void_act and found.get(item.digest, (item, True))[1]
                found[item.digest] = (item, is_void_in_all)
    for item, is_void_in_all in found.values():
        is_taken_back = is_void_in_all if item.outcome == "failed" else item.run in void
        yield replace(item, is_void=True) if is_taken_back else item


def _is_of(act: Act, network: str, runs: AbstractSet[str]) -> bool:
    if act.kind == "evaluation":
        return act.body["run"] in runs
    return bool(act.body["network"] == network)


def _item(value: Mapping[str, Any], *, is_by_hand: bool = False) -> Item:
    return Item(
        run=value["run"],
        question=Question(value["check"], value["chain"], is_by_hand),
        deployment=value["deployment"],
        outcome=value["outcome"],
        started_at=s.read_time(value["window"]["started_at"]),
        ended_at=s.read_time(value["window"]["ended_at"]),
        parameters=normalised(value["parameters"]),
        is_void=value["is_void"],
        digest=digest(encode(value)),
    )


def _manual(counted: Counted, policy: Policy, case: Case, act: Act) -> tuple[Run, list[Item]]:
    """Return a manual result as a run with its evidence; without any, it answers nothing."""
    body = act.body
    requirement = policy.by_id.get(body["requirement"])
    nothing = Run(act.id, body["network"], frozenset(), act.at)
    if requirement is None or requirement.check is not None or body["network"] != case.network:
        return nothing, []
    if requirement.roles.isdisjoint(counted.roles(act)):
        return nothing, []
    chains = case.scope if body["chain"] is None else (body["chain"],)
    at = act.at.isoformat().replace("+00:00", "Z")
    items = [
        _item(
            {
                "run": act.id,
                "check": requirement.asked,
                "chain": chain,
                "deployment": body["deployment"],
                "outcome": body["outcome"],
                "summary": body["note"],
                "window": {"started_at": at, "ended_at": at},
                "parameters": [],
                "figures": [],
                "readings": [],
                "is_void": False,
            },
            is_by_hand=True,
        )
        for chain in chains
    ]
    selected = frozenset(item.question for item in items)
    return Run(act.id, body["network"], selected, act.at, act.at, body["deployment"]), items
