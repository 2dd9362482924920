"""What a run works with, put together by whoever starts or resumes it."""

from dataclasses import dataclass

from gonogo.clock import Clock
from gonogo.workflows.ports import (
    Addresses,
    Artifacts,
    History,
    Locks,
    NetworkSource,
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
