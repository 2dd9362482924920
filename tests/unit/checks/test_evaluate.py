"""Judging an observation: what is missing, cut off or altered never passes."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
import pytest

from gonogo.checks import CATALOG, Judgement, Observation, evaluate, parameters_from_text
from gonogo.checks.errors import UnknownCheckError
from gonogo.checks.facts import Facts
from gonogo.evidence import Outcome
from tests.unit.checks.building import WINDOW, facts, heads, lines, ticks

CHECK = "safe_head_advances"
GROWS = [heads(number) for number in range(11)]
WELL: Mapping[str, bytes] = {
    "network.json": msgspec.json.encode(facts()),
    "ticks.jsonl": ticks([float(second) for second in range(11)]),
    "sync_status.jsonl": lines(sequencer_0=GROWS, verifier_0=GROWS),
}
SEEN = Observation(CHECK, "simulated-901", WINDOW, WELL)
PARAMETERS = parameters_from_text(CATALOG[CHECK], [("longest_stall_seconds", "4")])


def judged(**changes: object) -> Judgement:
    return evaluate(replace(SEEN, **changes), PARAMETERS)  # type: ignore[arg-type]  # the fields' own


def without(name: str) -> Mapping[str, bytes]:
    return {key: content for key, content in WELL.items() if key != name}


def test_what_was_seen_to_the_end_passes() -> None:
    """The example that the others spoil."""
    assert judged().outcome is Outcome.PASSED


@pytest.mark.parametrize("name", WELL)
def test_readings_that_are_missing_never_pass(name: str) -> None:
    """Each is named."""
    found = judged(readings=without(name))

    assert found.outcome is Outcome.ERRORED
    assert name in found.summary


@pytest.mark.parametrize("name", WELL)
@pytest.mark.parametrize("content", [b"", b"{", b"[]\n", b"\xff\xfe\n", b'{"k":0}\n'])
def test_readings_that_were_altered_never_pass(name: str, content: bytes) -> None:
    """Neither nothing, nor a part, nor something else."""
    assert judged(readings={**WELL, name: content}).outcome is not Outcome.PASSED


def test_readings_that_were_cut_off_never_pass() -> None:
    """In the middle of a line it is seen; after a line the window was not seen to its end."""
    content = WELL["sync_status.jsonl"]

    assert judged(readings={**WELL, "sync_status.jsonl": content[:-1]}).outcome is Outcome.ERRORED
    half = b"".join(content.splitlines(keepends=True)[:11])
    assert judged(readings={**WELL, "sync_status.jsonl": half}).outcome is not Outcome.PASSED
    early = ticks([float(second) for second in range(6)])
    assert judged(readings={**WELL, "ticks.jsonl": early}).outcome is Outcome.ERRORED


def test_what_broke_and_what_was_skipped_stay_so() -> None:
    """Whatever readings there are beside it."""
    assert judged(error="it broke") == Judgement(Outcome.ERRORED, "it broke")
    assert judged(skipped="no key") == Judgement(Outcome.SKIPPED, "no key")


def with_facts(check: str, known: Facts, **changes: object) -> Judgement:
    readings = {**WELL, "network.json": msgspec.json.encode(known)}
    seen = replace(SEEN, check=check, readings=readings, **changes)  # type: ignore[arg-type]  # the fields' own
    return evaluate(seen, parameters_from_text(CATALOG[check], []))


def test_only_an_inventory_makes_a_check_not_apply() -> None:
    """Where nothing is listed, nothing is known to be absent."""
    absent = with_facts("batcher_advances", facts(services=("proposer",)), error="it broke")
    unknown = with_facts("batcher_advances", facts(services=()), error="it broke")

    assert absent.outcome is Outcome.NOT_APPLICABLE
    assert "lists no batcher" in absent.summary
    assert unknown.outcome is Outcome.ERRORED


def test_a_check_that_there_is_not_is_an_error() -> None:
    """Nobody can say what its readings mean."""
    with pytest.raises(UnknownCheckError):
        judged(check="safe_head_advance")
