"""A feature: what a release brings, who owns it, what it touches, and where it is tried."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Feature:
    """A protocol change in the scope of a release; the sets are sorted."""

    id: str
    title: str
    team: str
    """The name of the team in people.yaml that owns it."""
    components: tuple[str, ...]
    """The components it touches, by the names that manifests give them."""
    networks: tuple[str, ...]
    """The networks on which it is tried, by the names that this workspace gives them."""
