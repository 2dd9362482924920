"""Which features are in scope on a network, and which transitions each of them passed.

Pure, from the acts that count. A pass is a promotion that rests on a decision about
exactly that step, which stood when the step was made; it counts here where each
component that the feature touches has the version of then, or Platforms signed the
difference. `gonogo.promotion` tells the same with every reason, as the ledger.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gonogo.people import ActKind
from gonogo.readiness.record import FeatureInScope
from gonogo.record import (
    Act,
    Counted,
    DeterminationBody,
    FeatureVersions,
    RevocationBody,
    ScopeBody,
    ScopedFeature,
    StepBody,
    VersionDifferenceBody,
)

REHEARSAL = "rehearsal"
REHEARSAL_LEVELS = frozenset({"READINESS_REHEARSAL", "READINESS_REHEARSAL_CONDITIONAL"})

Versions = Mapping[str, str | None]
"""Of each component that a feature touches; None, or missing: nobody says which it has."""


@dataclass(frozen=True)
class Pass:
    """A feature passed a transition at these versions."""

    feature: str
    transition: str
    versions: Versions
    promotion: str


def features_in_scope(
    counted: Counted, network: str, versions: Mapping[str, Versions]
) -> tuple[FeatureInScope, ...]:
    """Return the features in scope on a network, with what each of them passed.

    Args:
        counted: The acts that count.
        network: By the name that the scope gives it.
        versions: By feature, the versions of what it touches, as they are now.
    """
    passed = list(passes(counted))
    differences = signed_differences(counted.acts)
    return tuple(
        FeatureInScope(
            feature.id, _passed(feature, versions.get(feature.id, {}), passed, differences)
        )
        for feature in scope_in_force(counted)
        if network in feature.networks
    )


def scope_in_force(counted: Counted) -> tuple[ScopedFeature, ...]:
    """Return what the last acts about the scope say; of several that were signed apart, all."""
    listed = {act.id: act.body for act in counted.acts if isinstance(act.body, ScopeBody)}
    last = last_of(counted, listed)
    return tuple(feature for act_id in sorted(last) for feature in listed[act_id].features)


def last_of(counted: Counted, ids: Iterable[str]) -> frozenset[str]:
    """Return those of some acts that none of the others rests on."""
    chosen = frozenset(ids)
    if len(chosen) <= 1:
        return chosen
    return counted.history.lasts(chosen).of_all


def signed_differences(counted: Iterable[Act]) -> frozenset[tuple[str, str, str]]:
    """Return the steps of a component from one version to another that Platforms signed."""
    return frozenset(
        (act.body.component, act.body.from_version, act.body.to_version)
        for act in counted
        if isinstance(act.body, VersionDifferenceBody)
    )


def passes(counted: Counted) -> Iterable[Pass]:
    """Return every pass of every feature, whatever the versions of now."""
    determinations: dict[str, DeterminationBody] = {}
    revoked: set[str] = set()
    superseding: dict[str, list[Act]] = {}
    for act in counted.acts:
        if isinstance(act.body, DeterminationBody):
            determinations[act.id] = act.body
            for earlier in act.body.supersedes:
                superseding.setdefault(earlier, []).append(act)
        elif isinstance(act.body, RevocationBody):
            revoked.add(act.body.determination)
    for act in counted.acts:
        step = act.body
        if act.kind is not ActKind.PROMOTION or not isinstance(step, StepBody):
            continue
        decided = determinations.get(step.determination)
        if decided is None or step.determination in revoked or not _is_of(step, decided):
            continue
        later = superseding.get(step.determination, ())
        if act.at < decided.valid_until and not any(each.at <= act.at for each in later):
            yield from _passes_of(act, step, decided)


def _is_of(step: StepBody, decided: DeterminationBody) -> bool:
    """Say whether a step was decided on as it was made, and not as a rehearsal of it."""
    made = (step.network, step.transition, step.deployment, step.candidate)
    asked = (decided.network, decided.transition, decided.deployment, decided.candidate)
    is_rehearsal = decided.level in REHEARSAL_LEVELS and step.transition != REHEARSAL
    return made == asked and decided.verdict in ("go", "conditional") and not is_rehearsal


def _passes_of(act: Act, step: StepBody, decided: DeterminationBody) -> Iterable[Pass]:
    before = _versions(decided.features)
    for feature, versions in _versions(step.features).items():
        if before.get(feature) == versions:
            yield Pass(feature, step.transition, versions, act.id)


def _versions(features: Iterable[FeatureVersions]) -> Mapping[str, Versions]:
    """Return versions by feature; of a component that has two, nobody says which it has."""
    said: dict[str, dict[str, str | None]] = {}
    for feature in features:
        own = said.setdefault(feature.id, {})
        for row in feature.versions:
            is_new = own.setdefault(row.component, row.version) == row.version
            own[row.component] = row.version if is_new else None
    return said


def _passed(
    feature: ScopedFeature,
    now: Versions,
    passed: Iterable[Pass],
    differences: AbstractSet[tuple[str, str, str]],
) -> frozenset[str]:
    # Of nothing, any two versions would be equal.
    if not feature.components:
        return frozenset()
    return frozenset(
        each.transition
        for each in passed
        if each.feature == feature.id
        and all(
            _is_same(component, each.versions.get(component), now.get(component), differences)
            for component in feature.components
        )
    )


def _is_same(
    component: str,
    then: str | None,
    now: str | None,
    differences: AbstractSet[tuple[str, str, str]],
) -> bool:
    if then is None or now is None:
        return False
    return then == now or (component, then, now) in differences
