"""An observation is kept and taken out again as it was, or not at all."""

from datetime import UTC, datetime, timedelta

import pytest

from gonogo.checks import Observation
from gonogo.evidence import Window
from gonogo.workflows import CorruptRecordError, take_out
from gonogo.workflows.observations import keep
from tests.contract.store.memory import MemoryArtifacts

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SEEN = Observation(
    check="nodes_agree",
    chain="bench-901",
    window=Window(NOON, NOON + timedelta(seconds=12)),
    readings={"sync_status.jsonl": b'{"k":0}\n', "network.json": b"{}"},
)
SKIPPED = Observation("deposit_arrives", "bench-901", SEEN.window, skipped="needs a funded key")


@pytest.mark.parametrize("observation", [SEEN, SKIPPED])
def test_comes_back_as_it_was(observation: Observation) -> None:
    """What was observed can be judged again, byte for byte."""
    artifacts = MemoryArtifacts()
    name, _ = keep(observation, artifacts)

    assert take_out(name, artifacts)[1] == observation


def test_readings_that_checks_share_are_kept_once() -> None:
    """Two checks that followed the same question share its artifact."""
    artifacts = MemoryArtifacts()
    _, first = keep(SEEN, artifacts)
    _, second = keep(Observation("other", "bench-901", SEEN.window, SEEN.readings), artifacts)

    assert first.readings == second.readings


@pytest.mark.parametrize("lost", ["document", "reading"])
def test_lost_part_is_loud(lost: str) -> None:
    """An observation without all its readings is damage, not an empty observation."""
    artifacts = MemoryArtifacts()
    name, kept = keep(SEEN, artifacts)
    artifacts.kept.pop(name if lost == "document" else kept.readings[0][1])

    with pytest.raises(CorruptRecordError):
        take_out(name, artifacts)


def test_artifact_of_another_kind_is_loud() -> None:
    """A digest that leads to something else describes no observation."""
    artifacts = MemoryArtifacts()

    with pytest.raises(CorruptRecordError, match="describes no observation"):
        take_out(artifacts.put(b'{"check": 1}'), artifacts)
