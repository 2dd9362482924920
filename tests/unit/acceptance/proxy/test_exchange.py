"""What one exchange over HTTP counts as."""

import gzip

import pytest

from gonogo.acceptance.proxy.body import Beginning, Glimpse
from gonogo.acceptance.proxy.exchange import begin
from gonogo.acceptance.proxy.tally import Tally

CALL = b'{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}'
ANSWER = b'{"jsonrpc":"2.0","id":1,"result":"0x1"}'
ERROR = b'{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}'


def exchanged(  # noqa: PLR0913
    request: bytes,
    response: bytes,
    *,
    status: int = 200,
    method: str = "POST",
    sent: str = "",
    received: str = "",
    most_bytes: int = 10_000,
) -> dict[str, tuple[int, int, int]]:
    tally = Tally()
    exchange = begin(tally, method, "/path", Beginning(request, None), sent)
    glimpse = Glimpse(most_bytes)
    glimpse.see(response)
    exchange.note_response(status, received, glimpse)
    return {name: (count.calls, count.answered, count.errors) for name, count in tally}


@pytest.mark.parametrize(
    ("response", "status", "counted"),
    [
        (ANSWER, 200, (1, 1, 0)),
        (ERROR, 200, (1, 1, 1)),
        (ERROR, 400, (1, 1, 1)),
        (ERROR, 500, (1, 1, 1)),
        (b'{"id":null,"error":{"code":-32700}}', 200, (1, 1, 1)),
        (b"<html>down for maintenance</html>", 200, (1, 0, 0)),
        (b"", 200, (1, 0, 0)),
        (b"", 401, (1, 0, 0)),
        (b'{"message":"ok"}', 200, (1, 0, 0)),
        (ANSWER[:-5], 200, (1, 0, 0)),
        (ERROR, 503, (1, 0, 0)),
        (ERROR, 429, (1, 0, 0)),
        (b"<html>", 502, (1, 0, 0)),
    ],
)
def test_only_json_rpc_answers_a_call(
    response: bytes, status: int, counted: tuple[int, int, int]
) -> None:
    """A gateway with nobody behind it, and a page in place of an answer, are none."""
    assert exchanged(CALL, response, status=status) == {"eth_chainId": counted}


@pytest.mark.parametrize(
    ("status", "counted"),
    [(200, (1, 1, 0)), (304, (1, 1, 0)), (404, (1, 1, 1)), (500, (1, 1, 1)), (503, (1, 0, 0))],
)
def test_what_is_no_json_rpc_is_answered_by_any_response(
    status: int, counted: tuple[int, int, int]
) -> None:
    """Metrics are text."""
    assert exchanged(b"", b"up 1\n", status=status, method="GET") == {"GET /path": counted}


@pytest.mark.parametrize("body", [b"{", b"[]", b"", b"a=b", b"\xff\xfe"])
def test_a_malformed_body_counts_under_its_path(body: bytes) -> None:
    """Whatever is sent was sent to the network."""
    assert exchanged(body, b"") == {"POST /path": (1, 1, 0)}


def test_each_call_of_a_batch_counts() -> None:
    """Answered is each that has an answer of its own."""
    batch = b'[{"id":1,"method":"a"},{"id":2,"method":"b"},{"id":3,"method":"b"},{}]'
    answers = b'[{"id":3,"error":{}},{"id":1,"result":1}]'

    counted = exchanged(batch, answers)

    assert counted == {"a": (1, 1, 0), "b": (2, 1, 1), "POST /path": (1, 0, 0)}


def test_one_error_answers_a_whole_batch() -> None:
    """Nodes refuse a batch that is too long with one error."""
    batch = b'[{"id":1,"method":"a"},{"id":2,"method":"b"}]'

    counted = exchanged(batch, b'{"id":null,"error":{"code":-32600}}')

    assert counted == {"a": (1, 1, 1), "b": (1, 1, 1)}


def test_a_compressed_exchange_counts_as_any() -> None:
    """Clients of Go ask for gzip by themselves."""
    squeezed = gzip.compress(CALL), gzip.compress(ANSWER)

    assert exchanged(*squeezed, sent="gzip", received="gzip") == {"eth_chainId": (1, 1, 0)}


def test_an_answer_longer_than_we_look_counts() -> None:
    """Its beginning says that it is one."""
    answer = b'{"jsonrpc":"2.0","id":1,"result":"' + b"0" * 1000

    assert exchanged(CALL, answer, most_bytes=100) == {"eth_chainId": (1, 1, 0)}
    assert exchanged(CALL, b"<html>" + answer, most_bytes=100) == {"eth_chainId": (1, 0, 0)}
