"""A run: one attempt to answer a selection of questions about a network.

A run is recorded when it starts, with what it selected. So an answer that is
missing at the end is seen to be missing, and a run that never ended is seen.
"""

import enum
from dataclasses import dataclass
from datetime import datetime


class RunState(enum.Enum):
    """Where a run stands."""

    ALIVE = "alive"  #: Some process holds its lock and goes on with it.
    FINISHED = "finished"  #: It ended by itself and recorded what it selected.
    CANCELLED = "cancelled"  #: A person ended it; what is missing stays unanswered.
    UNFINISHED = "unfinished"  #: Nobody works on it and it never ended: a hold.
    DAMAGED = "damaged"  #: It is not what was recorded, so it counts as one that never ended.


@dataclass(frozen=True)
class Selection:
    """One question of a run: a check on a chain."""

    check: str
    chain: str


@dataclass(frozen=True)
class Run:
    """One attempt, as far as it is recorded."""

    id: str
    number: int
    """Counts the runs of a workspace from 1, without gaps: a missing one shows."""
    network: str
    policy: str
    """The name of the policy it was made for, such as `rehearsal`."""
    policy_digest: str
    deployment: str | None
    """The digest of the deployment it saw; None until its identity was read."""
    selections: tuple[Selection, ...]
    started_at: datetime
    ended_at: datetime | None
    state: RunState
    damage: str | None = None
    """What is wrong with it, when it is damaged; what else it says is not to be trusted."""

    @property
    def has_ended(self) -> bool:
        """Whether it will record nothing more, so that what is missing is missing.

        A run that is said to have ended without saying when has not ended.
        """
        return self.ended_at is not None and self.state in (RunState.FINISHED, RunState.CANCELLED)
