"""Why a test failed or was skipped, from what it printed."""

import pytest

from gonogo.acceptance.result import Kind
from gonogo.acceptance.stream.explaining import (
    bounded,
    end_of,
    explain_failure,
    explain_skip,
    last_words,
)

TESTIFY = (
    "    balance_test.go:31: \n"
    "        \tError Trace:\t/suite/tests/balance_test.go:31\n"
    "        \tError:      \tNot equal: \n"
    "        \t            \texpected: 1\n"
    "        \t            \tactual  : 2\n"
    "        \tTest:       \tTestBalance\n"
    "        \tMessages:   \tthe balance of the faucet\n"
)
GATE = (
    "    testing.go:91: ERROR[11-23|05:59:00.0] "
    '"Unexpected test-skip! \\n\\tError Trace:\\t/suite/presets.go:12\\n\\tError:      \\t'
    "Received unexpected error:\\n\\t            \\tno conductor in this network\\n\\tTest:       "
    '\\tTestConductor\\n"\n'
)


@pytest.mark.parametrize(
    ("output", "kind", "message"),
    [
        ("    a_test.go:3: 1 != 2\n", Kind.ASSERTION, "a_test.go:3: 1 != 2"),
        (
            "    a_test.go:3: wanted\n        two\n        lines\n--- FAIL: TestA (0.1s)\n",
            Kind.ASSERTION,
            "a_test.go:3: wanted\ntwo\nlines",
        ),
        (
            TESTIFY,
            Kind.ASSERTION,
            "the balance of the faucet: Not equal:\nexpected: 1\nactual  : 2 (balance_test.go:31)",
        ),
        (
            "panic: boom [recovered]\n\tpanic: boom\n\ngoroutine 1:\n",
            Kind.CRASH,
            "panic: boom\n\tpanic: boom",
        ),
        ("log\nfatal error: deadlock\n\n", Kind.CRASH, "fatal error: deadlock"),
        ("panic: test timed out after 1m0s\n\n", Kind.TIMEOUT, "test timed out after 1m0s"),
        ("a log of panic: no\n", Kind.ASSERTION, "a log of panic: no"),
        (
            "    s.go:7: precondition not met: interop is off\n",
            Kind.PRECONDITION,
            "precondition not met: interop is off",
        ),
        (
            "    s.go:7: the node says: precondition not met: nonce\n",
            Kind.ASSERTION,
            "s.go:7: the node says: precondition not met: nonce",
        ),
        (
            GATE,
            Kind.PRECONDITION,
            "Unexpected test-skip! Received unexpected error:\nno conductor in this network",
        ),
        (
            "ERROR Unexpected test-skip! not on this chain\n",
            Kind.PRECONDITION,
            "Unexpected test-skip! not on this chain",
        ),
        ("=== RUN   TestA\n--- FAIL: TestA (0.0s)\n", Kind.ASSERTION, ""),
        ("", Kind.ASSERTION, ""),
    ],
)
def test_failure(output: str, kind: Kind, message: str) -> None:
    """A failure is explained by the first thing that says why, and in its words."""
    explanation = explain_failure([output.encode()])

    assert (explanation.kind, _unindented(explanation.message)) == (kind, _unindented(message))


def test_marked_error_is_believed_first() -> None:
    """What Go marks as an error explains a failure, whatever was logged after it."""
    explanation = explain_failure(
        [b"    a_test.go:9: after\n"], "    a_test.go:3: 1 != 2\n        more\n"
    )

    assert explanation.message == "a_test.go:3: 1 != 2\nmore"
    assert explanation.is_own


def test_assertion_before_a_precondition() -> None:
    """A precondition that is found wanting after an assertion failed excuses nothing."""
    explanation = explain_failure([TESTIFY.encode(), GATE.encode()])

    assert explanation.kind is Kind.ASSERTION


def test_marked_assertion_beside_a_precondition() -> None:
    """A test that marks an error of another kind is not excused by a precondition."""
    unmet = "    s.go:7: precondition not met: interop is off\n"

    explanation = explain_failure([unmet.encode()], unmet + "    a_test.go:9: 1 != 2\n")

    assert explanation.kind is Kind.ASSERTION


def test_panic_after_a_precondition() -> None:
    """A panic is never excused."""
    assert explain_failure([GATE.encode(), b"panic: nil\n"]).kind is Kind.CRASH


@pytest.mark.parametrize(
    "words",
    [
        'Post "http://127.0.0.1:1": dial tcp 127.0.0.1:1: connect: connection refused',
        "lookup rpc.example: no such host",
        "read tcp: i/o timeout",
        "502 Bad Gateway: ",
    ],
)
def test_infrastructure(words: str) -> None:
    """A failure whose words tell that a call did not get through is labelled so."""
    assert explain_failure([], f"    a_test.go:3: {words}\n").kind is Kind.INFRASTRUCTURE


@pytest.mark.parametrize("cut", [1, 7, 100, 8191, 8192, 8193, 20_000])
def test_sign_in_much_output(cut: int) -> None:
    """A sign is found in much output, wherever its pieces are cut, with what follows it."""
    output = b"log\n" * 5000 + TESTIFY.encode() + b"after\n" * 5000
    pieces = [output[start : start + cut] for start in range(0, len(output), cut)]

    message = explain_failure(pieces if cut > 50 else [output]).message

    assert message.startswith("the balance of the faucet: Not equal:")


def test_tests_that_ran_out_of_time() -> None:
    """The tests that were running when the time of all was over are known by name."""
    output = (
        "panic: test timed out after 2s\n\trunning tests:\n\t\tTestA (2s)\n\t\tTestB/x (1.5s)\n\n"
    )

    assert explain_failure([output.encode()]).running == {"TestA", "TestB/x"}


@pytest.mark.parametrize(
    ("output", "kind", "message"),
    [
        ("    a_test.go:3: not here\n", Kind.SKIPPED, "not here"),
        ("    a_test.go:1: log\n    a_test.go:3: two\n        lines\n", Kind.SKIPPED, "two\nlines"),
        (
            "    s.go:7: precondition not met: no L1\n",
            Kind.PRECONDITION,
            "precondition not met: no L1",
        ),
        (TESTIFY, Kind.PRECONDITION, "the balance of the faucet: Not equal:"),
        ("=== RUN   TestA\n", Kind.SKIPPED, ""),
    ],
)
def test_skip(output: str, kind: Kind, message: str) -> None:
    """A skip gives as its reason what was logged last."""
    explanation = explain_skip([output.encode()])

    assert explanation.kind is kind
    assert explanation.message.startswith(message)


def test_bounds() -> None:
    """No message is longer than messages may be, and the end of an output is bounded too."""
    assert bounded("  short ") == "short"
    assert len(bounded("x" * 3000)) == 2000
    assert len(end_of([b"x" * 100_000, b"end"])) < 10_000
    assert last_words("\n".join(str(number) for number in range(100))).startswith("95\n")


def _unindented(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())
