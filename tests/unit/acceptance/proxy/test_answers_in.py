"""The answers in what a node sends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.proxy.answers_in import Answer, answers_from, answers_in


@pytest.mark.parametrize(
    ("body", "answers"),
    [
        (b'{"jsonrpc":"2.0","id":1,"result":null}', [Answer(1, is_error=False)]),
        (b'{"result":"0x1","error":null,"id":"a"}', [Answer("a", is_error=False)]),
        (b'{"id":1,"error":{"code":-32000,"message":"no"}}', [Answer(1, is_error=True)]),
        (b'{"id":null,"error":{"code":-32700}}', [Answer(None, is_error=True)]),
        (
            b'[{"id":2,"result":1},{"id":1,"error":{}},{"id":3},4]',
            [Answer(2, is_error=False), Answer(1, is_error=True)],
        ),
    ],
)
def test_an_answer_has_a_result_or_an_error(body: bytes, answers: list[Answer]) -> None:
    """A node that refuses a call has answered it."""
    assert list(answers_in(body)) == answers


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"id":1}',
        b'{"id":1,"error":null}',
        b"<html>502 Bad Gateway</html>",
        b'{"message":"no backend"}',
        b'{"jsonrpc":"2.0","method":"eth_subscription","params":{"result":{}}}',
        b'"result"',
        b"[]",
        b"[" * 100_000,
        b'{"id":1,"result":"\xff"',
    ],
)
def test_anything_else_is_no_answer(body: bytes) -> None:
    """A page of a gateway, and a notification, answer no call."""
    assert answers_in(body) == ()


@pytest.mark.parametrize(
    ("beginning", "answers"),
    [
        (b'{"jsonrpc":"2.0","id":7,"result":{"a":"', [Answer(7, is_error=False)]),
        (b' {"id" : "x\\"y", "jsonrpc" : "2.0", "result" : [', [Answer('x"y', is_error=False)]),
        (b'{"result":[[', [Answer(None, is_error=False)]),
        (b'{"id":7,"error":{"data":"', [Answer(7, is_error=True)]),
        (b'[{"id":1,"result":{', [Answer(1, is_error=False), Answer(2, is_error=False)]),
        (b'{"logs":[{"result":1', []),
        (b"<html>", []),
        (b"", []),
    ],
)
def test_of_a_long_answer_the_beginning_tells(beginning: bytes, answers: list[Answer]) -> None:
    """A trace of a hundred megabytes is an answer, and is not held to find out."""
    assert list(answers_from(beginning, [1, 2])) == answers


@given(st.one_of(st.integers(-(2**60), 2**60), st.text(max_size=20), st.none()), st.booleans())
def test_both_ways_of_looking_agree(
    call_id: str | int | None,
    is_error: bool,  # noqa: FBT001
) -> None:
    """Whether an answer is short or long makes no difference to what it counts as."""
    kind = {"error": {"code": 1}} if is_error else {"result": "0x1"}
    body = json.dumps({"jsonrpc": "2.0", "id": call_id, **kind}).encode()

    assert answers_in(body) == answers_from(body[:-2], [call_id]) == (Answer(call_id, is_error),)
