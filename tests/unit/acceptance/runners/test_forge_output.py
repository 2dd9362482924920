"""What forge prints, read as a whole or not at all."""

import pytest

from gonogo.acceptance import Cut, Ending
from gonogo.acceptance.runners.forge_output import (
    Call,
    Counterexample,
    read_list,
    read_output,
    seconds_of,
)

ONE = (
    b'{"test/X.t.sol:XTest":{"duration":"1ms","test_results":{"testA()":{"status":"Success",'
    b'"reason":null,"counterexample":null,"logs":[],"decoded_logs":["a"],'
    b'"kind":{"Fuzz":{"runs":%s,"mean_gas":5}},"traces":[["Setup",{}]],"duration":"2s"}}}}'
)


def test_a_document_is_read_without_its_traces() -> None:
    """What we use of a result is there, and what we do not use is passed over."""
    output = read_output(ONE % b"256")

    assert not isinstance(output, str)
    result = output["test/X.t.sol:XTest"].test_results["testA()"]
    assert (result.status, result.decoded_logs, result.tried_nothing) == ("Success", ("a",), False)


def test_a_test_without_runs_tried_nothing() -> None:
    """A fuzz test with no run at all has shown nothing."""
    output = read_output(ONE % b"0")

    assert not isinstance(output, str)
    assert output["test/X.t.sol:XTest"].test_results["testA()"].tried_nothing


@pytest.mark.parametrize("printed", [b"", b"\n"])
def test_nothing_is_no_test(printed: bytes) -> None:
    """Where nothing fits, forge prints nothing."""
    assert read_output(printed) == {}


@pytest.mark.parametrize(
    "printed",
    [
        b"Compiler run failed",
        (ONE % b"1")[:-1],
        (ONE % b"1") * 2,
        b'noise {"a":{"test_results":{}}}',
        b'{"a":{}}',
        b'{"a":{"test_results":{"testA()":{}}}}',
        b'{"a":{"test_results":{"testA()":{"status":1}}}}',
        b'{"a\xff":{"test_results":{}}}',
        b"[]",
        b"null",
    ],
)
def test_what_is_not_whole_is_not_believed(printed: bytes) -> None:
    """Text, half of a document, two documents, or one of another form: none gives a result."""
    assert isinstance(read_output(printed), str)


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ("1ms 918µs 154ns", 0.001918154),
        ("4s 90ms", 4.09),
        ("1h 2m 3s", 3723.0),
        ("0s", 0.0),
        ("", 0.0),
        ("soon", 0.0),
    ],
)
def test_durations_are_seconds(duration: str, seconds: float) -> None:
    """A duration in the words of forge has its seconds."""
    assert seconds_of(duration) == pytest.approx(seconds)


def test_a_counterexample_has_its_calls() -> None:
    """One call of a fuzz test, or the sequence that breaks an invariant."""
    call = Call("Counter", "add", "1, 2", "0xaa")

    assert Counterexample(single=call).calls() == (call,)
    assert Counterexample(sequence=(2, (call, call))).calls() == (call, call)
    assert Counterexample().calls() == ()
    assert str(call) == "Counter.add(1, 2) by 0xaa"


def test_a_list_has_tests_by_contract() -> None:
    """What forge lists is kept by file and contract."""
    listed = read_list(b'{"test/X.t.sol":{"XTest":["testA","testA"]}}', b"", Ending(0))

    assert listed.files == {"test/X.t.sol": {"XTest": ("testA", "testA")}}
    assert listed.fault == ""


@pytest.mark.parametrize(
    ("printed", "said", "ending", "fault"),
    [
        (b"", b"Error: Compiler run failed\n", Ending(1), "Error: Compiler run failed"),
        (b"Compiler run failed", b"", Ending(1), "Compiler run failed"),
        (b"{}", b"", Ending(None, signal="SIGKILL"), "{}"),
        (b"", b"", Ending(None, signal="SIGKILL"), "forge ended with SIGKILL"),
        (b"", b"", Ending(None, cut=Cut.TIMEOUT, signal="SIGTERM"), "forge ended with SIGTERM"),
        (b"{}", b"", Ending(0, fault="held open"), "held open"),
        (b"", b"", Ending(0), "the list of forge is not understood"),
        (b'["a"]', b"", Ending(0), "the list of forge is not understood"),
    ],
)
def test_a_list_that_is_none_has_a_fault(
    printed: bytes, said: bytes, ending: Ending, fault: str
) -> None:
    """Nothing is listed by a forge that did not end well, or said something else."""
    listed = read_list(printed, said, ending)

    assert listed.files == {}
    assert listed.fault.startswith(fault)
