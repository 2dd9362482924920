"""What a scope names that no network has: a component whose version nobody will ever know.

A feature's passes count for the versions of what it touches. Of a component that no
manifest names there is no version, so whoever signs such a scope is told before.
"""

from collections.abc import Iterator

from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.networks import Network
from gonogo.project.networks import WorkspaceNetworks
from gonogo.project.project import Project
from gonogo.record import ScopeBody, ScopedFeature


def unknown_components(project: Project, body: object) -> tuple[str, ...]:
    """Return which features name components that none of their known networks has, in sentences.

    Nothing is said of networks that this clone does not know, nor of a body that is no scope.
    """
    if not isinstance(body, ScopeBody):
        return ()
    networks = WorkspaceNetworks(project.local)
    return tuple(each for feature in body.features for each in _told(feature, networks))


def _told(feature: ScopedFeature, networks: WorkspaceNetworks) -> Iterator[str]:
    known = list(_known(feature, networks))
    names = {part.name for network in known for part in network.components}
    for component in feature.components if known else ():
        if component in names:
            continue
        near = nearest(component, sorted(names))
        guess = f"; did you mean {near!r}?" if near else ""
        where = ", ".join(network.name for network in known)
        yield (
            f"feature {feature.id!r} touches {component!r}, which the files of {where} do not"
            f" name{guess}: nobody will know at which version it passed"
        )


def _known(feature: ScopedFeature, networks: WorkspaceNetworks) -> Iterator[Network]:
    for name in feature.networks:
        # Of a network that is not known here, or cannot be read, another clone can say more.
        try:
            yield networks.load(name)
        except GonogoError:
            continue
