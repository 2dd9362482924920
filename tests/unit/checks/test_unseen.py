"""What nobody saw is held against nobody, and hides nothing."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import msgspec
import pytest

from gonogo.checks import Judgement
from gonogo.evidence import Outcome
from tests.simulator.clock import GENESIS
from tests.unit.checks.building import BLOCKS, facts, heads, judge_readings, ticks

END = 100
ALL = [float(second) for second in range(END + 1)]
PAUSED = [float(second) for second in (*range(21), *range(61, END + 1))]
"""The ticks of a window in which we stood still from second 20 to 61."""
HELD_UP = ticks(PAUSED, late={61.0: 40.0})
DARK = [float(second) for second in range(21, 61)]
"""Seconds at which nobody answers."""
SEEN_DARK = ticks(ALL, silent=DARK)
NODES = msgspec.structs.replace(facts(window_seconds=END), time_limit_seconds=5.0)
ROLLUP = {"l1_chain_id": 900, "l2_chain_id": 901, "block_time": 2}
NOW = {**BLOCKS.block(100), "timestamp": hex(int(GENESIS.timestamp()))}
NOTHING: Mapping[float, float] = MappingProxyType({})

Answer = Callable[[float], object]


def samples(
    seconds: Iterable[float], took: Mapping[float, float] = NOTHING, **answers: Answer
) -> bytes:
    """Return each node's readings at these seconds; an answer of None stands for silence."""
    content = b""
    for second in seconds:
        for name, answer in answers.items():
            reading: dict[str, object] = {
                "k": int(second),
                "t": second,
                "d": took.get(second, 0.0),
                "n": name.replace("_", "-"),
            }
            given = answer(second)
            reading |= {"e": "unreachable", "w": "no answer"} if given is None else {"a": given}
            content += msgspec.json.encode(reading) + b"\n"
    return content


def head_at(number: Callable[[float], int | None]) -> Answer:
    def answer(second: float) -> object:
        found = number(second)
        return None if found is None else heads(found)

    return answer


def unsafe_head(content: bytes, looked: bytes, *, limit: float = 30) -> Judgement:
    readings = {"sync_status.jsonl": content, "ticks.jsonl": looked}
    return judge_readings("unsafe_head_advances", readings, NODES, longest_stall_seconds=limit)


def always(_: float) -> bool:
    return True


def answering(
    seconds: Iterable[float], looked: bytes, **is_there: Callable[[float], bool]
) -> Judgement:
    """Judge whether nodes answer that are there at some seconds; `L1` is one of them."""
    seconds = list(seconds)

    def when(name: str, answer: object) -> Answer:
        return lambda second: answer if is_there.get(name, always)(second) else None

    def nodes(answer: object) -> bytes:
        sequencer, verifier = when("sequencer_0", answer), when("verifier_0", answer)
        return samples(seconds, sequencer_0=sequencer, verifier_0=verifier)

    readings = {
        "chain_id.jsonl": nodes("0x385"),
        "latest_block.jsonl": nodes(NOW),
        "sync_status.jsonl": nodes(heads(100)),
        "rollup_config.jsonl": nodes(ROLLUP),
        "l1_chain_id.jsonl": samples(seconds, L1=when("L1", "0x384")),
        "ticks.jsonl": looked,
    }
    return judge_readings("node_answers", readings, NODES, longest_silence_seconds=30)


def running(second: float) -> int:
    return 100 + int(second / 2)


def test_our_own_pause_is_no_silence_of_the_nodes() -> None:
    """Nodes that nobody asked were not silent, and the answer says who stood still."""
    judgement = answering(PAUSED, HELD_UP)

    assert judgement.outcome is Outcome.ERRORED
    assert "gonogo itself stood still for 41 s from second 20.0" in judgement.summary
    assert "observe again" in judgement.summary


def test_our_own_pause_is_no_stall_of_a_head() -> None:
    """A head that was the same before and after, on a machine that slept with us, did not stall."""
    content = samples(
        PAUSED,
        sequencer_0=head_at(lambda second: running(min(second, 20) if second < 62 else second)),
        verifier_0=head_at(running),
    )

    judgement = unsafe_head(content, HELD_UP)

    assert judgement.outcome is Outcome.ERRORED
    assert "gonogo itself stood still for 41 s" in judgement.summary


def test_our_own_pause_hides_no_stall() -> None:
    """A head that is higher after the pause may have stalled in it, so it has not passed."""
    content = samples(PAUSED, sequencer_0=head_at(running), verifier_0=head_at(running))

    judgement = unsafe_head(content, HELD_UP)

    assert judgement.outcome is Outcome.ERRORED
    assert "gonogo itself stood still for 41 s" in judgement.summary


def test_a_pause_that_a_check_tolerates_changes_nothing() -> None:
    """What may stall for longer than we stood still has passed."""
    content = samples(PAUSED, sequencer_0=head_at(running), verifier_0=head_at(running))

    assert unsafe_head(content, HELD_UP, limit=50).outcome is Outcome.PASSED


def test_a_stall_beside_our_pause_still_fails() -> None:
    """What was seen by itself is enough: a pause of ours is no pardon."""
    content = samples(
        PAUSED,
        sequencer_0=head_at(lambda second: running(min(second, 65))),
        verifier_0=head_at(running),
    )

    judgement = unsafe_head(content, HELD_UP)

    assert judgement.outcome is Outcome.FAILED
    assert "sequencer-0 stood still for 36.0 s" in judgement.summary
    assert "that time is left out" in judgement.summary


def test_calls_that_fail_because_we_woke_too_late_do_not_count() -> None:
    """A time limit that ran out while we stood still says nothing about the node."""
    content = samples(
        ALL,
        {61.0: 41.0},
        sequencer_0=head_at(lambda second: None if 20 < second < 62 else running(second)),
        verifier_0=head_at(lambda second: None if 20 < second < 62 else running(second)),
    )

    judgement = unsafe_head(content, ticks(ALL))

    assert judgement.outcome is Outcome.ERRORED
    assert "gonogo itself stood still for 41 s" in judgement.summary


@pytest.mark.parametrize("late", [0.0, 0.3, 1.0])
def test_a_busy_machine_is_no_pause(late: float) -> None:
    """A tick that is a little late excuses nothing."""
    late_ticks = ticks(ALL, late=dict.fromkeys(ALL, late))
    content = samples(ALL, sequencer_0=head_at(lambda _: 100), verifier_0=head_at(running))

    assert unsafe_head(content, late_ticks).outcome is Outcome.FAILED


def test_ticks_that_are_always_late_show_nothing() -> None:
    """An event loop that is starved throughout saw nothing, whatever it read."""
    late_ticks = ticks(ALL, late=dict.fromkeys(ALL, 2.0))
    content = samples(ALL, sequencer_0=head_at(lambda _: 100), verifier_0=head_at(running))

    assert unsafe_head(content, late_ticks).outcome is Outcome.ERRORED


def test_a_sleep_that_the_readings_do_not_show_hides_no_stall() -> None:
    """Monotonic time may stand still while a machine sleeps, and the wall's tells it."""
    content = samples(ALL, sequencer_0=head_at(running), verifier_0=head_at(running))

    judgement = unsafe_head(content, ticks(ALL, slept={50.0: 3600.0}))

    assert judgement.outcome is Outcome.ERRORED
    assert "gonogo itself stood still for 3601 s from second 49.0" in judgement.summary
    assert "the machine slept, or its clock was set" in judgement.summary


def test_a_sleep_is_no_silence_of_the_nodes() -> None:
    """Nor are the nodes' blocks from the future for a clock that stood still."""
    judgement = answering(ALL, ticks(ALL, slept={50.0: 3600.0}))

    assert judgement.outcome is Outcome.ERRORED
    assert "gonogo itself stood still" in judgement.summary


@pytest.mark.parametrize("slept", [-3600.0, 0.5])
def test_a_clock_that_is_set_back_or_slewed_shows_no_sleep(slept: float) -> None:
    """A correction of the time of day is no pause."""
    content = samples(ALL, sequencer_0=head_at(running), verifier_0=head_at(running))

    assert unsafe_head(content, ticks(ALL, slept={50.0: slept})).outcome is Outcome.PASSED


def there(second: float) -> bool:
    return second not in DARK


def test_silence_of_all_is_no_silence_of_any() -> None:
    """Where nobody answered, the network was not seen, and no node is blamed."""
    judgement = answering(ALL, SEEN_DARK, sequencer_0=there, verifier_0=there, L1=there)

    assert judgement.outcome is Outcome.ERRORED
    assert "no endpoint of the whole network answered for 41 s from second 20.0" in (
        judgement.summary
    )


def test_silence_of_all_until_the_end_is_no_failure() -> None:
    """A network that goes dark and stays dark is not seen any more."""

    def gone(second: float) -> bool:
        return second <= 20

    dark = ticks(ALL, silent=ALL[21:])

    judgement = answering(ALL, dark, sequencer_0=gone, verifier_0=gone, L1=gone)

    assert judgement.outcome is Outcome.ERRORED
    assert "no endpoint of the whole network answered for 80 s" in judgement.summary


def test_silence_of_one_is_its_own() -> None:
    """A node that is silent while another answers has failed."""
    judgement = answering(ALL, ticks(ALL), verifier_0=there)

    assert judgement.outcome is Outcome.FAILED
    assert "verifier-0 gave no usable answer" in judgement.summary


def test_one_that_is_silent_for_longer_than_all_fails_by_the_rest() -> None:
    """What a node was silent beside the others' silence counts, and only that."""

    def comes_back_late(second: float) -> bool:
        return not 20 < second < 95

    judgement = answering(ALL, SEEN_DARK, sequencer_0=there, verifier_0=comes_back_late, L1=there)

    assert judgement.outcome is Outcome.FAILED
    assert "verifier-0 gave no usable answer to eth_chainId for 34.0 s" in judgement.summary
    assert "sequencer-0 gave" not in judgement.summary


def test_a_stall_across_the_silence_of_all_is_not_known() -> None:
    """A head that stands a little before and after the silence has not been seen to stall."""
    content = samples(
        ALL,
        sequencer_0=head_at(
            lambda second: None if second in DARK else running(20 if 20 < second < 65 else second)
        ),
        verifier_0=head_at(lambda second: None if second in DARK else running(second)),
    )

    judgement = unsafe_head(content, SEEN_DARK)

    assert judgement.outcome is Outcome.ERRORED
    assert "no endpoint of the whole network answered" in judgement.summary


def test_a_stall_before_the_silence_of_all_fails() -> None:
    """Going dark does not undo what was seen before."""
    dark = ticks(ALL, silent=ALL[61:])
    content = samples(
        ALL,
        sequencer_0=head_at(lambda second: None if second > 60 else 100),
        verifier_0=head_at(lambda second: None if second > 60 else running(second)),
    )

    judgement = unsafe_head(content, dark)

    assert judgement.outcome is Outcome.FAILED
    assert "sequencer-0 stood still for 60.0 s" in judgement.summary


def test_a_short_silence_of_all_that_is_tolerated_passes() -> None:
    """What would be tolerated of one node is tolerated of all."""

    def short(second: float) -> bool:
        return not 20 < second < 31

    dark = ticks(ALL, silent=[second for second in ALL if not short(second)])

    judgement = answering(ALL, dark, sequencer_0=short, verifier_0=short, L1=short)

    assert judgement.outcome is Outcome.PASSED


def test_a_wrong_answer_fails_beside_any_pause() -> None:
    """Another chain is another chain, however much of the window was not seen."""
    readings = {
        "chain_id.jsonl": samples(
            PAUSED, sequencer_0=lambda _: "0xa", verifier_0=lambda _: "0x385"
        ),
        "latest_block.jsonl": samples(PAUSED, sequencer_0=lambda _: NOW, verifier_0=lambda _: NOW),
        "sync_status.jsonl": samples(
            PAUSED, sequencer_0=lambda _: heads(1), verifier_0=lambda _: heads(1)
        ),
        "rollup_config.jsonl": samples(
            PAUSED, sequencer_0=lambda _: ROLLUP, verifier_0=lambda _: ROLLUP
        ),
        "l1_chain_id.jsonl": samples(PAUSED, L1=lambda _: "0x384"),
        "ticks.jsonl": HELD_UP,
    }

    judgement = judge_readings("node_answers", readings, NODES)

    assert judgement.outcome is Outcome.FAILED
    assert "is on chain 10" in judgement.summary


@pytest.mark.parametrize(
    ("looked", "words"),
    [
        (b"", "not recorded to its end"),
        (ticks(ALL[:50]), "not recorded to its end"),
        (b"{}\n", "cannot be judged"),
        (ticks(ALL)[:-1], "cut off"),
    ],
)
def test_ticks_that_are_missing_are_no_proof_of_looking(looked: bytes, words: str) -> None:
    """Without its ticks nobody can say whether a window was observed."""
    content = samples(ALL, sequencer_0=head_at(running), verifier_0=head_at(running))

    judgement = unsafe_head(content, looked)

    assert judgement.outcome is Outcome.ERRORED
    assert words in judgement.summary
