"""Whom it is believed that something was broken on purpose: the bench itself, and nobody else."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from gonogo.bench.control import Fault, Status
from gonogo.bench.control_server import ControlServer
from gonogo.bench.session import Lock, Session, State, write_session
from gonogo.bench.settings import Addresses, Heads
from gonogo.bootstrap.bench_faults import broken_on_purpose

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FEES, L1 = Fault("fees", NOON - MINUTE, NOON + MINUTE), Fault("l1", NOON + 2 * MINUTE, None)
STATUS = Status(
    name="bench",
    pid=1,
    started_at=(NOON - 60 * MINUTE).isoformat(),
    state=State.READY,
    reason=None,
    broken_parts=(),
    heads=Heads(l1=1, unsafe=1, safe=1, finalized=0, verifiers={}),
    addresses=Addresses("", {}, "", ""),
    contracts={},
    batcher="",
    directory="bench",
    note="",
    faults=(FEES, FEES, L1),
)


async def told(
    benches: Path, status: Status, since: datetime, until: datetime, name: str = "bench"
) -> tuple[str, ...]:
    """Return what is believed where a bench says this of itself."""
    directory = benches / "bench"
    directory.mkdir()
    server = ControlServer("t", status=lambda: status, faults=None, end=lambda: None)  # type: ignore[arg-type]  # Nothing is broken here.
    await server.open()
    with Lock(directory):
        write_session(
            directory, Session("bench", 1, status.started_at, server.url, "t", State.READY, {})
        )
        found = await asyncio.to_thread(broken_on_purpose, benches, name, since, until)
    await server.close()
    return found


@pytest.mark.parametrize(
    ("since", "until", "parts"),
    [
        (-9, -2, ()),
        (-9, 0, ("fees",)),
        (0, 1, ("fees",)),
        (0, 9, ("fees", "l1")),
        (3, 9, ("l1",)),
    ],
    ids=["before", "broken-in-the-middle", "mended-in-the-middle", "both", "broken-still"],
)
async def test_what_was_broken_at_any_moment_is_told(
    tmp_path: Path, since: int, until: int, parts: tuple[str, ...]
) -> None:
    """Once each, also where it is mended by now."""
    window = NOON + since * MINUTE, NOON + until * MINUTE

    assert await told(tmp_path, STATUS, *window) == parts


async def test_a_bench_that_came_up_later_says_nothing_about_what_ran_before(
    tmp_path: Path,
) -> None:
    """A live network may have had its name until then."""
    later = msgspec.structs.replace(STATUS, started_at=(NOON + MINUTE).isoformat())

    assert await told(tmp_path, later, NOON, NOON + 9 * MINUTE) == ()


async def test_of_another_network_a_bench_says_nothing(tmp_path: Path) -> None:
    """Nor of one that can be no bench."""
    assert await told(tmp_path, STATUS, NOON, NOON + 9 * MINUTE, name="eris") == ()
    assert broken_on_purpose(tmp_path, "../Eris", NOON, NOON) == ()


def test_where_no_bench_is_nothing_was_broken(tmp_path: Path) -> None:
    """What nobody says counts."""
    assert broken_on_purpose(tmp_path / "none", "bench", NOON, NOON) == ()
