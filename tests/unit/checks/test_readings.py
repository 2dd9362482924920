"""Readings as they are kept."""

import pytest

from gonogo.checks.readings import Reading, Recorder, UnreadableReadingsError, read, reason_of
from gonogo.rpc import Quantity, UnreachableError


def recorded(*readings: Reading[object]) -> bytes:
    recorder = Recorder()
    for reading in readings:
        recorder.add(reading)
    return recorder.content()


def test_readings_come_back() -> None:
    """Answers and failures come back as they were."""
    answer: Reading[object] = Reading(0, 1.5, 0.25, "rpc-0", a=Quantity(10**30))
    failure: Reading[object] = Reading(1, 2.5, 0.5, "rpc-0", e="unreachable", w="no answer")

    content = recorded(answer, failure)

    assert list(read("x", content, Quantity)) == [answer, failure]
    assert answer.asked_at == 1.25


def test_a_reading_is_one_line_of_json() -> None:
    """The form is plain enough for a person with an editor."""
    content = recorded(Reading(0, 1.5, 0.25, "rpc-0", a=Quantity(901)))

    assert content == b'{"k":0,"t":1.5,"d":0.25,"n":"rpc-0","a":"0x385"}\n'


@pytest.mark.parametrize(
    "content",
    [
        b'{"k":0,"t":1.5,"d":0.25,"n":"rpc-0","a":"0x3',
        b'{"k":0,"t":1.5,"d":0.25,"n":"rpc-0","a":"0x385"}',
        b'{"k":0,"t":1.5,"d":0.25,"n":"rpc-0","a":385}\n',
        b'{"t":1.5,"n":"rpc-0","a":"0x385"}\n',
        b"\n",
        b"not json\n",
    ],
)
def test_altered_readings_are_refused(content: bytes) -> None:
    """Whatever is not a whole reading of this kind is an error, never skipped."""
    with pytest.raises(UnreadableReadingsError, match="cannot be read"):
        list(read("x", content, Quantity))


def test_no_address_is_kept() -> None:
    """The reason of a failure says what happened and not where."""
    error = UnreachableError(
        "https://user:secret@rpc.example.org:8545/key",
        "eth_chainId",
        "no connection (Cannot connect to host rpc.example.org:8545 ssl:default)",
    )

    assert reason_of(error) == "no connection (Cannot connect to host the endpoint ssl:default)"
