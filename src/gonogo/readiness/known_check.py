"""What a policy can ask of a check, told by whoever knows the checks.

This room does not know them: the judge does not depend on the witness.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class KnownCheck:
    """What a policy can ask of a check."""

    parameters: Collection[str] = ()
    """Their names."""
    component: str | None = None
    """What it is about; None: no component."""
    fault: Callable[[str, str], str | None] = lambda _name, _text: None
    """Says of a parameter's name and text what is wrong with it; None: nothing."""
    stricter: Mapping[str, Literal["smaller", "greater"]] = field(default_factory=dict)
    """In which direction each parameter becomes stricter; what is not named never may change."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """What holds where a policy says nothing, as text."""


KnownChecks = Mapping[str, KnownCheck]
"""The checks that there are, by name."""
