"""What a release brings: features, their teams, and what they touch. Values only."""

from gonogo.features.feature import Feature
from gonogo.features.scope import (
    ScopeFormError,
    scope_faults,
    scope_of_value,
    scope_value,
)

__all__ = ["Feature", "ScopeFormError", "scope_faults", "scope_of_value", "scope_value"]
