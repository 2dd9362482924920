"""What a bench says was broken on purpose while tests ran on it.

Believed is the bench alone, of the workspace, that was up before the tests began: a network of
its name is that bench then. Of any other network, and of a bench that does not answer any
more, nothing is known to have been broken, and so everything counts.
"""

from datetime import datetime
from pathlib import Path


def broken_on_purpose(
    benches: Path, name: str, since: datetime, until: datetime
) -> tuple[str, ...]:
    """Return the parts of a bench that were broken at any moment of a time, each once."""
    # Only runs of gates ask, and asking about tests of before must not bring the bench along.
    from gonogo.bench import BenchError, find_session, read_status  # noqa: PLC0415

    try:
        status = read_status(find_session(benches, name))
    except BenchError:
        return ()
    if datetime.fromisoformat(status.started_at) > since:
        return ()
    touching = (each.part for each in status.faults if each.touches(since, until))
    return tuple(dict.fromkeys(touching))
