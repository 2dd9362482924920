"""What a client is told when the network does not answer."""

import json
import socket

import pytest
from aiohttp import ClientConnectionError, InvalidURL, ServerDisconnectedError

from gonogo.acceptance.proxy.calls_in import Call
from gonogo.acceptance.proxy.unanswered import unanswered
from gonogo.acceptance.stream.explaining import is_unreached


def body_of(error: BaseException, *calls: Call, is_batch: bool = False) -> str:
    response = unanswered("a-1 sequencer-0 el", error, calls, is_batch=is_batch)
    assert response.status == 502
    assert isinstance(response.body, bytes)
    return response.body.decode()


def test_it_is_an_error_of_json_rpc_to_the_call() -> None:
    """A client's library shows its message to the test."""
    answer = json.loads(body_of(ConnectionRefusedError(), Call("eth_chainId", 7)))

    assert answer["id"] == 7
    assert answer["error"]["message"] == (
        "gonogo: a-1 sequencer-0 el does not answer (connection refused)"
    )


def test_a_batch_is_told_once_for_each_call() -> None:
    """Libraries look for the answer to each call."""
    answers = json.loads(body_of(OSError(), Call("a", 1), Call("b", 2), is_batch=True))

    assert [answer["id"] for answer in answers] == [1, 2]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectionRefusedError(), "connection refused"),
        (TimeoutError(), "no connection in time"),
        (socket.gaierror(-2, "https://user:hunter22@a.example"), "its name is not known"),
        (ServerDisconnectedError(), "the connection was broken off"),
        (ClientConnectionError("https://user:hunter22@a.example"), "the connection was broken off"),
        (OSError(113, "https://user:hunter22@a.example"), "no connection"),
        (InvalidURL("https://user:hunter22@a.example"), "its address cannot be asked"),
        (ValueError("https://user:hunter22@a.example"), "its address cannot be asked"),
    ],
)
def test_the_reason_is_in_our_words(error: BaseException, reason: str) -> None:
    """Libraries repeat addresses in what they say."""
    told = body_of(error)

    assert f"({reason})" in told
    assert "hunter22" not in told


@pytest.mark.parametrize(
    ("output", "says_so"),
    [
        (body_of(OSError(), Call("a", 1)), True),
        (body_of(TimeoutError()), True),
        ('502 Bad Gateway: {\\"message\\":\\"gonogo: a-1 el does not answer (x)\\"}', True),
        ("gonogo: all is well", False),
        ("the node does not answer", False),
        ("gonogo: a\nb does not answer", False),
    ],
)
def test_a_test_that_prints_it_is_known_by_it(output: str, *, says_so: bool) -> None:
    """So a failure of the network is told from one of the test."""
    assert is_unreached(output) is says_so
