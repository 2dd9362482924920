"""An observation: what a check saw on one chain over one window, not yet judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gonogo.evidence import Window


@dataclass(frozen=True)
class Observation:
    """Raw readings, or the reason why there are none."""

    check: str
    chain: str
    window: Window
    readings: Mapping[str, bytes] = field(default_factory=dict)
    """By name, such as `sync_status.jsonl`. Checks that follow the same question share the
    same bytes, and so the same artifact."""
    error: str | None = None
    """Why asking broke; None when it did not."""
    skipped: str | None = None
    """Why nobody asked; None when somebody did."""
