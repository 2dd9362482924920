"""What a release brings: features, their teams, and what they touch. Values only."""

from gonogo.features.feature import Feature
from gonogo.features.scope import scope_faults

__all__ = ["Feature", "scope_faults"]
