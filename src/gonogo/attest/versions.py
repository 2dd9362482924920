"""Features with the versions of what they touch, as decisions and steps name them."""

from collections.abc import Iterable, Mapping

from gonogo.record import ComponentVersion, FeatureVersions

Versions = Mapping[str, str]
"""Of each component of a feature that has one."""

Touched = Mapping[str, str | None]
"""Of each component that a feature touches; None: nobody says which version it has."""


def versions_of(features: Iterable[FeatureVersions]) -> Mapping[str, Versions]:
    """Return the versions by feature and component.

    What is said twice and differently is said by nobody: such a component has no version.
    """
    said: dict[str, dict[str, set[str]]] = {}
    for feature in features:
        own = said.setdefault(feature.id, {})
        for row in feature.versions:
            own.setdefault(row.component, set()).add(row.version)
    return {feature: _undisputed(own) for feature, own in said.items()}


def known_versions(touched: Touched) -> Versions:
    """Return what acts can say of what a feature touches: the versions that there are."""
    return {name: version for name, version in touched.items() if version is not None}


def feature_versions(features: Mapping[str, Touched]) -> tuple[FeatureVersions, ...]:
    """Return features and versions as acts hold them, sorted."""
    return tuple(
        FeatureVersions(
            feature,
            tuple(
                ComponentVersion(name, version)
                for name, version in sorted(known_versions(touched).items())
            ),
        )
        for feature, touched in sorted(features.items())
    )


def _undisputed(said: Mapping[str, set[str]]) -> Versions:
    return {name: min(versions) for name, versions in said.items() if len(versions) == 1}
