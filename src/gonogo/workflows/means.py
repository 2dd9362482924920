"""What a run works with, put together by whoever starts or resumes it."""

from dataclasses import dataclass

from gonogo.clock import Clock
from gonogo.workflows.ports import (
    Addresses,
    Artifacts,
    Gates,
    History,
    Locks,
    NetworkSource,
    SignedRecord,
    Transactions,
)
from gonogo.workflows.progress import OnEvent, silently


@dataclass(frozen=True)
class Means:
    """What a run works with."""

    history: History
    artifacts: Artifacts
    transactions: Transactions
    locks: Locks
    networks: NetworkSource
    addresses: Addresses
    clock: Clock
    on_event: OnEvent = silently
    signed: SignedRecord | None = None
    """The signed record of the project; None: there is no project, and nothing is signed."""
    gates: Gates | None = None
    """What runs acceptance tests; None: nothing does here, so a gate gets no answer."""
