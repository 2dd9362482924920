"""Have a local network for as long as it is needed, and none of it afterwards."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from gonogo.bench import prepare, running_sessions, start_detached, stop_bench
from gonogo.clock import SystemClock
from gonogo.networks import Network
from gonogo.project import WorkspaceNetworks


@contextmanager
def brought_up(
    networks: WorkspaceNetworks, name: str, environment: Mapping[str, str]
) -> Iterator[Network]:
    """Start a bench, yield the network that it is, and end it whatever happens.

    Raises:
        BenchError: it could not be started; one of this name that runs is left alone.
        NameTakenError: a network of this name was added.
    """
    networks.require_no_network(name)
    benches = networks.benches
    prepare(benches, environment, _tell)
    _tell("starting a local network (a test bench, not op-node)")
    start_detached(benches, name, verifiers=1, on_progress=_tell, clock=SystemClock())
    try:
        yield networks.load(name)
    finally:
        _tell("tearing the local network down")
        if any(session.name == name for session in running_sessions(benches)):
            # Otherwise it ended by itself; the verdict already says what that meant.
            stop_bench(benches, name)


def _tell(what: str) -> None:
    click.echo(what, err=True)
