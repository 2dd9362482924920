"""A number that grows with time, until somebody stops it."""

from dataclasses import dataclass


@dataclass
class Flow:
    """Grows by one every `period_seconds`, `lag` behind; can be stopped and set going again."""

    period_seconds: float
    lag: int = 0
    paused_seconds: float = 0.0
    stopped_at: float | None = None
    offset: int = 0

    def value(self, now: float) -> int:
        """Return the number at this time."""
        until = now if self.stopped_at is None else self.stopped_at
        steps = int((until - self.paused_seconds) / self.period_seconds)
        return max(0, steps - self.lag) + self.offset

    def stop(self, now: float) -> None:
        """Let it stand still from now on."""
        if self.stopped_at is None:
            self.stopped_at = now

    def start(self, now: float) -> None:
        """Let it go on from where it stood."""
        if self.stopped_at is not None:
            self.paused_seconds += now - self.stopped_at
            self.stopped_at = None

    def jump(self, by: int) -> None:
        """Move it by this much at once; backwards when negative."""
        self.offset += by
