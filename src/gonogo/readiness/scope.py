"""Which features are in scope on a network, and which transitions each of them passed.

A pass counts here where each component that the feature touches has the version of then,
or Platforms signed the difference.
"""

from collections.abc import Iterable, Mapping

from gonogo.readiness.passes import (
    Derives,
    Promoted,
    SignedDifferences,
    Versions,
    is_same_version,
    promotions,
    signed_differences,
)
from gonogo.readiness.record import FeatureInScope
from gonogo.record import Counted, ScopeBody, ScopedFeature


def features_in_scope(
    counted: Counted,
    network: str,
    versions: Mapping[str, Versions],
    *,
    asked: str | None,
    derives: Derives,
) -> tuple[FeatureInScope, ...]:
    """Return the features in scope on a network, and whether each passed what is asked.

    Args:
        counted: The acts that count.
        network: By the name that the scope gives it.
        versions: By feature, the versions of what it touches, as they are now.
        asked: The transition that they must have passed; None: none, and nothing is derived.
        derives: Derives a decision again.
    """
    here = [each for each in scope_in_force(counted) if network in each.networks]
    is_asked = bool(here) and asked is not None
    made = promotions(counted, derives, asked) if is_asked else ()
    passes = [each for each in made if each.is_pass]
    differences = signed_differences(counted.acts)
    return tuple(
        _in_scope(feature, versions.get(feature.id, {}), passes, differences) for feature in here
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


def _in_scope(
    feature: ScopedFeature,
    now: Versions,
    passes: Iterable[Promoted],
    differences: SignedDifferences,
) -> FeatureInScope:
    # Of nothing, any two versions would be equal.
    own = [each for each in passes if each.feature == feature.id and feature.components]
    changed = {
        each.transition: _changed(feature.components, each.versions, now, differences)
        for each in own
    }
    passed = {
        each.transition
        for each in own
        if not _changed(feature.components, each.versions, now, differences)
    }
    nearly = {
        transition: tuple((name, then, since) for name, then, since in steps if then and since)
        for transition, steps in changed.items()
        if transition not in passed and all(then and since for _, then, since in steps)
    }
    return FeatureInScope(feature.id, frozenset(passed), nearly)


def _changed(
    components: Iterable[str], then: Versions, now: Versions, differences: SignedDifferences
) -> list[tuple[str, str | None, str | None]]:
    """Return which components are not what they were, with both versions."""
    return [
        (each, then.get(each), now.get(each))
        for each in components
        if not is_same_version(each, then.get(each), now.get(each), differences)
    ]
