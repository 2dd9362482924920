"""The features in scope, and which of them passed an earlier transition as they are now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from . import shape as s
from .act import Act
from .counting import Counted
from .graph import Graph
from .itself import follows_from_itself
from .questions import Case

REHEARSAL = "rehearsal"
_REHEARSAL_LEVELS = {"READINESS_REHEARSAL", "READINESS_REHEARSAL_CONDITIONAL"}

Versions = Mapping[str, tuple[str, ...]]
"""The versions of each component that a feature touches; should be one of each."""


def features_on(counted: Counted, case: Case) -> list[Mapping[str, Any]]:
    """Return the features that the scope in force names on the network."""
    scopes = {act.id: act for act in counted.of_kind("scope")}
    return [
        feature
        for name in counted.graph.seen(scopes).last()
        for feature in scopes[name].body["features"]
        if case.network in feature["networks"]
    ]


def features_not_passed(
    counted: Counted, case: Case, transition: str, is_borne_out: Callable[[Act], bool]
) -> Iterator[str]:
    """Yield the features in scope that did not pass a transition as they are now."""
    here = features_on(counted, case)
    # Decisions are derived again only where somebody asks what they are worth.
    passed = list(_passed(counted, transition, is_borne_out)) if here else []
    steps = {
        (act.body["component"], act.body["from_version"], act.body["to_version"])
        for act in counted.of_kind("version-difference")
    }
    for feature in here:
        now = case.features.get(feature["id"], {})
        if not any(
            name == feature["id"] and _is_same(feature["components"], then, now, steps)
            for name, then in passed
        ):
            yield feature["id"]


def _is_same(
    components: Iterable[str], then: Versions, now: Versions, steps: set[tuple[str, str, str]]
) -> bool:
    """Say whether each component is as it was, or as somebody signed that it may be."""
    # A feature that touches nothing would be as it was, whatever is deployed. And of a component
    # that has two versions nobody knows which of them passed.
    touched = list(components)
    return bool(touched) and all(
        len(before) == len(after) == 1 and (before == after or (name, before[0], after[0]) in steps)
        for name in touched
        for before, after in [(then.get(name, ()), now.get(name, ()))]
    )


def promoted_on(graph: Graph, transition: str) -> list[Act]:
    """Return the decisions about a transition that promotions name, oldest first."""
    named = {act.body["determination"] for act in graph.order if act.kind == "promotion"}
    return [
        act
        for act in graph.order
        if act.id in named and act.kind == "determination" and act.body["transition"] == transition
    ]


def _passed(
    counted: Counted, transition: str, is_borne_out: Callable[[Act], bool]
) -> Iterator[tuple[str, Versions]]:
    """Yield each feature that was promoted by this transition, with its versions then."""
    determinations = {act.id: act for act in counted.of_kind("determination")}
    revoked = {act.body["determination"] for act in counted.of_kind("revocation")}
    superseding: dict[str, list[Act]] = {}
    for act in determinations.values():
        for name in act.body["supersedes"]:
            superseding.setdefault(name, []).append(act)
    for promotion in counted.of_kind("promotion"):
        name = promotion.body["determination"]
        determination = determinations.get(name)
        if (
            promotion.body["transition"] != transition
            or determination is None
            or name in revoked
            or any(_was_replaced(counted, promotion, by) for by in superseding.get(name, ()))
            or not _is_under(promotion, determination)
            or not _is_agreed(counted, determination)
            or not follows_from_itself(determination.body)
        ):
            continue
        decided = versions_of(determination.body["features"])
        for feature, versions in versions_of(promotion.body["features"]).items():
            # A step may not claim versions that its decision was not about.
            if decided.get(feature) == versions and is_borne_out(determination):
                yield feature, versions


def _was_replaced(counted: Counted, promotion: Act, by: Act) -> bool:
    """Say whether a decision was no more when somebody promoted by it.

    The time of a promotion is its signer's word; that the later decision saw it is not.
    """
    return by.at <= promotion.at or promotion.id not in counted.graph.ancestors([by.id])


def _is_agreed(counted: Counted, decision: Act) -> bool:
    """Say whether the decision's policy was pinned, now or in what its signer saw."""
    step = decision.body["transition"], decision.body["network"]
    digest = decision.body["policy_digest"]
    if counted.trust.agreed_policy(*step) == digest:
        return True
    seen: set[str] | None = None
    for name, said in counted.agreed.items():
        if said.agreed_policy(*step) == digest:
            seen = counted.graph.ancestors([decision.id]) if seen is None else seen
            if name in seen:
                return True
    return False


def _is_under(promotion: Act, determination: Act) -> bool:
    body, decided = promotion.body, determination.body
    asked = ("network", "transition", "deployment", "candidate")
    is_rehearsal = decided["level"] in _REHEARSAL_LEVELS and body["transition"] != REHEARSAL
    return (
        all(body[key] == decided[key] for key in asked)
        and decided["verdict"] in {"go", "conditional"}
        and not is_rehearsal
        and promotion.at < s.read_time(decided["valid_until"])
    )


def versions_of(features: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the versions of components by feature, as acts list them: all of them."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for feature in features:
        own = found.setdefault(feature["id"], {})
        for row in feature["versions"]:
            own[row["component"]] = (*own.get(row["component"], ()), row["version"])
    return found
